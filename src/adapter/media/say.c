// SPDX-License-Identifier: Apache-2.0
/*
 * Playing, then listening, then idle. The last line is the question and may be answered at once;
 * keys before it are thrown away unless the whole prompt may be barged into.
 */
#include "adapter/media/say.h"

#include <stdlib.h>

static enum err cut_lines(struct say *say, const struct order *order)
{
	text rest = text_of(order->say.lines), line;

	while (rest.length > 0) {
		struct speech_line *out;

		(void)text_cut(rest, '\n', &line, &rest);
		line = text_trim(line);
		if (line.length == 0)
			continue;
		if (say->count == SAY_LINES_MOST)
			return ERR_LIMIT;
		out = &say->lines[say->count];
		text_fit(text_of(order->say.name), out->name, sizeof(out->name));
		text_fit(text_of(order->say.language), out->language, sizeof(out->language));
		text_fit(line, out->words, sizeof(out->words));
		out->number = ++say->count;
	}
	return OK;
}

enum err say_start(struct say *say, const struct order *order, mono now)
{
	enum err err;

	must(order->kind == ORDER_SAY);
	say_stop(say);
	say->lines = calloc(SAY_LINES_MOST, sizeof(*say->lines));
	must(say->lines != NULL);
	err = cut_lines(say, order);
	say->lines = realloc(say->lines, (say->count + 1) * sizeof(*say->lines));
	must(say->lines != NULL);
	say->state = SAY_PLAYING;
	say->token = order->say.token;
	say->listen = order->say.listen;
	say->barge = order->say.barge;
	say->repeat = order->say.repeat;
	say->wait_since = now;
	return err;
}

void say_stop(struct say *say)
{
	speech_clip_give(say->clip);
	free(say->lines);
	*say = (struct say){ .state = SAY_IDLE };
}

const struct speech_line *say_wants(const struct say *say)
{
	if (say->state != SAY_PLAYING || say->clip || say->line >= say->count)
		return NULL;
	return &say->lines[say->line];
}

void say_give(struct say *say, struct speech_clip *clip)
{
	must(say_wants(say) != NULL && clip->length % SPEECH_FRAME == 0);
	say->clip = clip;
	say->at = 0;
}

static void next_line(struct say *say, mono now)
{
	speech_clip_give(say->clip);
	say->clip = NULL;
	say->wait_since = now;
	say->line++;
	if (say->line == say->count && say->repeat)
		say->line--; /* the words are said once, the sound behind them goes on */
}

void say_skip(struct say *say, mono now)
{
	must(say_wants(say) != NULL);
	next_line(say, now);
}

static void end(struct say *say, mono now)
{
	int64_t token = say->token;
	span listen = say->listen;

	say_stop(say);
	say->token = token;
	if (listen.us > 0) {
		say->state = SAY_LISTENING;
		say->listen_until = mono_add(now, listen);
	}
}

enum say_step say_next(struct say *say, mono now, const uint8_t **frame)
{
	if (say->state != SAY_PLAYING)
		return SAY_NOTHING;
	if (say->clip && say->at == say->clip->length)
		next_line(say, now);
	if (say->line == say->count) {
		end(say, now);
		return SAY_SAID;
	}
	if (!say->clip)
		return SAY_WAITING;
	*frame = say->clip->bytes + say->at;
	say->at += SPEECH_FRAME;
	must(say->at <= say->clip->length);
	return SAY_FRAME;
}

bool say_no_key(struct say *say, mono now)
{
	if (say->state != SAY_LISTENING || mono_before(now, say->listen_until))
		return false;
	say->state = SAY_IDLE;
	return true;
}

/*
 * Whoever knows the question does not wait for its end; whoever has not heard it answers nothing.
 */
static bool is_asking(const struct say *say)
{
	return say->state == SAY_PLAYING &&
	       (say->barge || (say->listen.us > 0 && say->line + 1 >= say->count));
}

bool say_key(struct say *say, bool joined, int64_t *token)
{
	bool hears = say->state == SAY_LISTENING || is_asking(say);

	if (hears) {
		*token = say->token;
		say_stop(say);
		return true;
	}
	*token = 0;
	/*
	 * In a joined call a key means something of its own, even during an announcement that awaits
	 * none.
	 */
	return joined && (say->state == SAY_IDLE || say->listen.us == 0);
}
