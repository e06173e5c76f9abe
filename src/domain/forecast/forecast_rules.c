// SPDX-License-Identifier: Apache-2.0
/* The evenings that are played, and what is read from them. */
#include <stdlib.h>

#include "base/random.h"
#include "domain/forecast/forecast.h"

#define WORD(name, word) word,
const char *const FORECAST_WORDS[] = { FORECAST_WHYS(WORD) NULL };
#undef WORD

#define ROUNDED_TO MINUTES(2)
#define OVERDUE SECONDS(60) /* a call longer than all before ends within this */

static bool was_joined(const struct forecast_call *call)
{
	return instant_is_set(call->bridged_at);
}

/* How long the advisor had no time for the next one. */
static span busy(const struct forecast_facts *f, const struct forecast_call *call)
{
	span length = instant_since(call->ended_at, call->created_at);

	return was_joined(call) ? span_add(length, f->wrap) : length;
}

/* The running call goes on like one of those that were as long at least, joined if it is. */
static span rest_of_running(const struct forecast_facts *f, struct random *random)
{
	span so_far = instant_since(f->now, f->running.created_at);
	span longer[FORECAST_CALLS];
	size_t count = 0;
	uint64_t drawn = random_u64(random);

	for (size_t i = 0; i < f->count; i++) {
		span all = busy(f, &f->calls[i]);

		if (was_joined(&f->running) && !was_joined(&f->calls[i]))
			continue;
		if (span_less(so_far, all))
			longer[count++] = span_take(all, so_far);
	}
	return count ? longer[drawn % count] : span_add(OVERDUE, f->wrap);
}

static span until_free(const struct forecast_facts *f, struct random *random)
{
	span rest = { 0 };

	if (f->runs)
		rest = rest_of_running(f, random);
	else
		(void)random_u64(random); /* the same draws follow either way */
	if (instant_before(instant_add(f->now, rest), f->free_at))
		rest = instant_since(f->free_at, f->now);
	return rest;
}

static int by_length(const void *a, const void *b)
{
	const span *x = a, *y = b;

	return span_less(*y, *x) - span_less(*x, *y);
}

/* From the first ring of the advisor's phone to that of the customer's, as it mostly is. */
static span to_accept(const struct forecast_facts *f)
{
	span taken[FORECAST_CALLS];
	size_t count = 0;

	for (size_t i = 0; i < f->count; i++) {
		if (instant_is_set(f->calls[i].accepted_at))
			taken[count++] = instant_since(f->calls[i].accepted_at, f->calls[i].created_at);
	}
	if (!count)
		return (span){ 0 };
	qsort(taken, count, sizeof(*taken), by_length);
	return taken[count / 2];
}

void forecast_draw(const struct forecast_facts *f, int64_t ahead, struct forecast_draws *out)
{
	span accept = to_accept(f);

	must(f->count > 0 && f->count <= FORECAST_CALLS && ahead >= 0 && ahead <= FORECAST_AHEAD_MOST);
	for (int i = 0; i < FORECAST_DRAWS; i++) {
		struct random random;

		random_seed(&random, (uint64_t)i + 1);
		span wait = until_free(f, &random);

		for (int64_t k = 0; k < ahead; k++) {
			bool leaves = (int64_t)(random_u64(&random) % 1000) < f->gone;
			const struct forecast_call *call = &f->calls[random_u64(&random) % f->count];

			if (!leaves)
				wait = span_add(wait, busy(f, call));
		}
		if (instant_before(instant_add(f->now, wait), f->not_before))
			wait = instant_since(f->not_before, f->now);
		out->waits[i] = span_add(wait, accept);
	}
	qsort(out->waits, FORECAST_DRAWS, sizeof(out->waits[0]), by_length);
}

int64_t forecast_odds(const struct forecast_draws *draws, span wait)
{
	int64_t within = 0;

	for (int i = 0; i < FORECAST_DRAWS; i++)
		within += !span_less(wait, draws->waits[i]);
	return within * 1000 / FORECAST_DRAWS;
}

const char *forecast_odds_word(int64_t of_thousand)
{
	return of_thousand >= 950   ? "almost_sure"
	       : of_thousand >= 850 ? "very_likely"
	       : of_thousand >= 600 ? "likely"
	                            : "may_not_reach_you";
}

void forecast_make(const struct forecast_facts *f, int64_t ahead, const struct rules *rules,
                   struct forecast *out)
{
	const int64_t step = ROUNDED_TO.us;

	*out = (struct forecast){ .why = FORECAST_GIVEN };
	for (size_t i = 0; i < f->count; i++)
		out->past_calls += was_joined(&f->calls[i]);
	if (out->past_calls < rules->forecast_calls_least)
		out->why = FORECAST_FEW_CALLS;
	else if (ahead > FORECAST_AHEAD_MOST)
		out->why = FORECAST_LONG_LINE;
	if (out->why != FORECAST_GIVEN)
		return;
	forecast_draw(f, ahead, &out->draws);
	out->from = instant_add(f->now, out->draws.waits[FORECAST_DRAWS * 50 / 100 - 1]);
	out->to = instant_add(f->now, out->draws.waits[FORECAST_DRAWS * 80 / 100 - 1]);
	out->from.us -= out->from.us % step;
	out->to.us += (step - out->to.us % step) % step;
}
