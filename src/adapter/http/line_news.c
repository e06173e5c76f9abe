// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/line_news.h"

#include "domain/callback/callback.h"
#include "http_sql.h"

/* Notices and edits: they are between the customer and the advisor, and move nobody. */
static const char *const PRIVATE[] = { "callback.updated", "callback.next", "callback.next_short",
	                                   "callback.funds_short", "callback.set_aside" };

static bool moves_line(text kind)
{
	for (size_t i = 0; i < COUNT(PRIVATE); i++) {
		if (text_is(kind, PRIVATE[i]))
			return false;
	}
	return text_starts(kind, "callback.") || text_is(kind, "availability.changed");
}

void line_news_note(struct line_news *news, const struct event *event)
{
	if (!event->advisor.n || !moves_line(text_of(event->kind)))
		return;
	for (size_t i = 0; i < news->count; i++) {
		if (news->moved[i].n == event->advisor.n)
			return;
	}
	must(news->count < LINES_MOST);
	news->moved[news->count++] = event->advisor;
}

bool line_news_is_due(const struct line_news *news, mono now)
{
	return news->count > LINES_MOST - BATCH_MOST ||
	       (news->count > 0 && !mono_before(now, news->next));
}

void line_put(struct json *j, const struct availability *a, int64_t waiting, instant now)
{
	json_put_chars(j, "intent", INTENT_WORDS[a->intent]);
	json_put_chars(j, "activity", ACTIVITY_WORDS[availability_activity(a, now)]);
	json_put_bool(j, "callbacks_on", a->callbacks_on);
	json_put_chars(j, "button", availability_button(a, waiting, now));
	json_put_number(j, "waiting", waiting);
}

static text line_of(struct desk *desk, const struct availability *a, int64_t waiting,
                    int64_t number)
{
	struct text_buf line;
	struct json j;
	char id[ID_CHARS];

	text_buf_init(&line, desk->arena);
	json_init(&j, &line);
	json_object(&j);
	json_put_number(&j, "number", number);
	json_put_instant(&j, "at", desk->now);
	json_put_chars(&j, "kind", "line.changed");
	json_put_chars(&j, "subject", id_format(ID_OF_advisor, a->advisor.n, id));
	json_key(&j, "data");
	json_object(&j);
	line_put(&j, a, waiting, desk->now);
	json_end(&j);
	json_end(&j);
	return text_buf_text(&line);
}

/* ERR_NONE: nobody may see this advisor any more. */
static enum err tell_one(struct desk *desk, advisor_id advisor, int64_t number, struct batch *batch)
{
	struct availability a;
	int64_t shown, waiting;

	TRY(tx_number(desk->tx, &SQL_http_line_is_shown, ARGS(ID(advisor)), &shown));
	TRY(availability_get(desk->tx, advisor, &a));
	TRY(callback_line_length(desk->tx, advisor, &waiting));

	const struct event event = {
		.number = number, .kind = "line.changed", .advisor = advisor, .is_public = true
	};

	must(batch->count < COUNT(batch->frames));
	batch->frames[batch->count++] = frame_make(&event, line_of(desk, &a, waiting, number));
	batch->frames[batch->count - 1]->is_hint = true;
	return OK;
}

enum err line_news_tell(struct line_news *news, struct desk *desk, int64_t number,
                        struct batch *batch)
{
	for (size_t i = 0; i < news->count; i++) {
		enum err err = tell_one(desk, news->moved[i], number, batch);

		if (err != OK && err != ERR_NONE)
			return err;
	}
	news->count = 0;
	news->next = mono_add(desk->tick, LINE_PACE);
	return OK;
}
