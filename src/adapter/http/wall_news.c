// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/wall_news.h"

void wall_news_note(struct wall_news *news, const struct event *event)
{
	static const char *const MOVES[] = { "callback.", "call.",    "availability.", "trunk.",
		                                 "account.",  "listing.", "category.",     "setting." };

	for (size_t i = 0; i < COUNT(MOVES); i++)
		if (text_starts(text_of(event->kind), MOVES[i]))
			news->moved = true;
}

bool wall_news_is_due(const struct wall_news *news, mono now)
{
	return news->moved && !mono_before(now, news->next);
}

void wall_news_tell(struct wall_news *news, struct desk *desk, int64_t number, struct batch *batch)
{
	const struct event event = { .number = number, .kind = "wall.changed" };
	struct text_buf line;
	struct json j;

	text_buf_init(&line, desk->arena);
	json_init(&j, &line);
	json_object(&j);
	json_put_number(&j, "number", number);
	json_put_instant(&j, "at", desk->now);
	json_put_chars(&j, "kind", event.kind);
	json_put_chars(&j, "subject", "wall");
	json_key(&j, "data");
	json_object(&j);
	json_end(&j);
	json_end(&j);
	must(batch->count < COUNT(batch->frames));
	batch->frames[batch->count] = frame_make(&event, text_buf_text(&line));
	batch->frames[batch->count]->is_hint = true;
	batch->frames[batch->count]->is_wall = true;
	batch->count++;
	news->moved = false;
	news->next = mono_add(desk->tick, WALL_PACE);
}
