// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * When the phone should ring (F26, N9): a range from the middle to the 80 % of what this advisor's
 * last calls let expect, and the odds of a wait.
 *
 * The same inputs give the same answer: a fixed number of evenings is played from fixed seeds, each
 * with the rest of the running call and one past call for each who waits ahead, drawn from the
 * advisor's own. Somebody ahead who leaves takes a call out of each evening, so it never gets worse
 * by that. Bounded work: FORECAST_CALLS rows and FORECAST_DRAWS times those ahead; nothing is kept
 * but what was said to whoever joined a line, so that it can be said how often it was right. Times
 * are UTC instants. It says no with a reason.
 */
#include "domain/availability/availability.h"

#define FORECAST_CALLS 50      /* the last ones of the advisor */
#define FORECAST_CALLBACKS 100 /* the last ones that are looked at for how many leave */
#define FORECAST_DRAWS 200
#define FORECAST_AHEAD_MOST 100

#define FORECAST_WHYS(X) \
	X(FORECAST_GIVEN, "") \
	X(FORECAST_AWAY, "away") \
	X(FORECAST_ARRANGE_ONLY, "arrange_only") \
	X(FORECAST_FEW_CALLS, "few_calls") /* too few past calls to tell yet */ \
	X(FORECAST_LONG_LINE, "long_line") \
	X(FORECAST_NOT_WAITING, "not_waiting")
#define FORECAST_ENUM(name, word) name,
enum forecast_why { FORECAST_WHYS(FORECAST_ENUM) FORECAST_WHY_COUNT };
#undef FORECAST_ENUM
extern const char *const FORECAST_WORDS[];

/* A past call, or the running one. */
struct forecast_call {
	instant created_at, accepted_at, bridged_at, ended_at;
};

/* What a forecast is made from. */
struct forecast_facts {
	const struct forecast_call *calls;
	size_t count;
	bool runs;
	struct forecast_call running;
	instant now;
	instant free_at;    /* pause, wrap-up or reserve ends; NEVER: nothing of the kind */
	span wrap;          /* after a call that was joined */
	int64_t gone;       /* of a thousand in line, how many leave before they are called */
	instant not_before; /* steps aside until then; NEVER: it does not */
};

/* How long it takes in each of the evenings, the shortest first. */
struct forecast_draws {
	span waits[FORECAST_DRAWS];
};
void forecast_draw(const struct forecast_facts *facts, int64_t ahead,
                   struct forecast_draws *out); /* pure */
/* Of a thousand, how many rang within the wait. */
int64_t forecast_odds(const struct forecast_draws *draws, span wait); /* pure */
/* UX 2.1: "almost_sure", "very_likely", "likely", "may_not_reach_you". */
const char *forecast_odds_word(int64_t of_thousand); /* pure */

struct forecast {
	enum forecast_why why;
	instant from, to;   /* rounded outward to whole two minutes */
	int64_t past_calls; /* that were joined */
	struct forecast_draws draws;
};
void forecast_make(const struct forecast_facts *facts, int64_t ahead, const struct rules *rules,
                   struct forecast *out); /* pure; why is GIVEN or one of the last four */

/* For one before whom `ahead` are called. On a reader too. */
NODISCARD enum err forecast_look(struct desk *desk, advisor_id advisor, int64_t ahead,
                                 instant not_before, struct forecast *out);

/* ---- how often it was right ------------------------------------------------------------ */
/* Keeps what is said to one who joins, if anything is. */
NODISCARD enum err forecast_keep(struct desk *desk, advisor_id advisor, callback_id callback,
                                 int64_t ahead);
/* The phone rings; only the first time counts. */
NODISCARD enum err forecast_rang(struct desk *desk, callback_id callback);

/* Deletes at most `most` of callbacks that were asked for more than forecast_keep_ms ago.
 * Housekeeping's. */
NODISCARD enum err forecast_forget(struct desk *desk, size_t most);

/* Those of the last FORECAST_KEPT that can be judged. */
#define FORECAST_KEPT 1000
struct forecast_score {
	int64_t made, by_from, by_to; /* rang by the begin and by the end of the range: 50 and 80 % */
};
NODISCARD enum err forecast_score(struct tx *tx, struct forecast_score *out);
