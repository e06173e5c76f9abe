// SPDX-License-Identifier: Apache-2.0
/* Two legs joined: the meter between them and the news about it. */
#include "adapter/media/thread.h"

#include <stdlib.h>

struct leg *pair_other(const struct leg *leg)
{
	return leg->pair ? leg->pair->leg[!leg->side] : NULL;
}

static bool is_held(const struct leg *leg)
{
	return !leg->remote.they_send || !leg->remote.they_hear ||
	       leg->remote.address.sin_addr.s_addr == INADDR_ANY;
}

static void tell_meter(struct media_thread *thread, struct pair *pair, bool final)
{
	struct news news = { .kind = NEWS_METER,
		                 .final = final,
		                 .witnessed = witness_certain(&pair->witness) };

	must(!span_less(news.witnessed, pair->told));
	pair->told = news.witnessed;
	news_put(thread, pair->leg[0], &news);
}

static void tell_limit(struct media_thread *thread, struct pair *pair)
{
	struct news news = { .kind = NEWS_LIMIT, .witnessed = witness_certain(&pair->witness) };

	if (witness_limit_news(&pair->witness))
		news_put(thread, pair->leg[0], &news);
}

/* At the same moments for all calls, so that a lane commits their meters together. */
static mono next_meter(const struct media_thread *thread)
{
	int64_t interval = thread->media->config.meter_interval.us;

	must(interval > 0);
	return (mono){ (thread->now.us / interval + 1) * interval };
}

void pair_join(struct media_thread *thread, struct leg *leg, struct leg *other,
               const struct command *command)
{
	struct pair *pair;

	if (leg == other)
		return;
	if (leg->pair)
		pair_part(thread, leg->pair, true);
	if (other->pair)
		pair_part(thread, other->pair, true);
	pair = calloc(1, sizeof(*pair));
	must(pair != NULL);
	*pair = (struct pair){ .call = command->call,
		                   .leg = { leg, other },
		                   .next_meter = next_meter(thread),
		                   .told = command->join.already };
	witness_start(&pair->witness,
	              &(struct witness_terms){ .gap = thread->media->config.gap,
	                                       .from = command->join.meter_from,
	                                       .already = command->join.already,
	                                       .limit = command->join.limit },
	              thread->now);
	for (unsigned side = 0; side < 2; side++) {
		pair->leg[side]->pair = pair;
		pair->leg[side]->side = side;
		pair->leg[side]->call = command->call;
		pair->leg[side]->out.source = OUT_NOTHING;
		witness_hold(&pair->witness, side, is_held(pair->leg[side]));
	}
	tell_limit(thread, pair);
}

void pair_part(struct media_thread *thread, struct pair *pair, bool tell)
{
	if (tell)
		tell_meter(thread, pair, true);
	for (unsigned side = 0; side < 2; side++) {
		must(pair->leg[side]->pair == pair);
		pair->leg[side]->witnessed = witness_certain(&pair->witness);
		pair->leg[side]->pair = NULL;
		pair->leg[side]->out.source = OUT_NOTHING;
	}
	free(pair);
}

void pair_end(struct media_thread *thread, struct pair *pair, mono at)
{
	/* What still waits to be read was not passed on: nobody heard it, nobody pays it. */
	witness_end(&pair->witness, at);
	pair_part(thread, pair, false);
}

void pair_prompt(struct pair *pair)
{
	witness_mute(&pair->witness, true);
}

void pair_packet(struct media_thread *thread, struct leg *leg)
{
	struct pair *pair = leg->pair;

	witness_hold(&pair->witness, leg->side, is_held(leg));
	witness_mute(&pair->witness, leg_is_told(pair->leg[0]) || leg_is_told(pair->leg[1]));
	if (witness_packet(&pair->witness, leg->side, leg->arrived, thread->now)) {
		struct news news = { .kind = NEWS_SOUND, .witnessed = witness_certain(&pair->witness) };

		news_put(thread, leg, &news);
	}
	tell_limit(thread, pair);
}

void pair_limit(struct media_thread *thread, struct pair *pair, span limit)
{
	witness_limit(&pair->witness, limit, thread->now);
	tell_limit(thread, pair);
}

void pair_check(struct media_thread *thread, struct pair *pair)
{
	for (unsigned side = 0; side < 2; side++) {
		struct news news = { .kind = NEWS_QUIET, .witnessed = witness_certain(&pair->witness) };

		if (witness_quiet_news(&pair->witness, side, thread->now))
			news_put(thread, pair->leg[side], &news);
	}
	if (mono_before(thread->now, pair->next_meter))
		return;
	pair->next_meter = next_meter(thread);
	if (span_less(pair->told, witness_certain(&pair->witness)))
		tell_meter(thread, pair, false);
}
