// SPDX-License-Identifier: Apache-2.0
/* Reading what a forecast is made from, and keeping what was said. */
#include "domain/forecast/forecast.h"
#include "domain/sql.h"

#define GONE_LEAST 10 /* of fewer nothing is concluded */

static const struct column CALL[] = {
	COLUMN_AT(struct forecast_call, created_at),
	COLUMN_AT(struct forecast_call, accepted_at),
	COLUMN_AT(struct forecast_call, bridged_at),
	COLUMN_AT(struct forecast_call, ended_at),
	COLUMN_END,
};

struct gone {
	int64_t all, gone;
};

static enum err look_at_past(struct desk *desk, advisor_id advisor, struct forecast_facts *f)
{
	static const struct column GONE[] = { COLUMN_NUM(struct gone, all),
		                                  COLUMN_NUM(struct gone, gone), COLUMN_END };
	struct rows rows;
	struct gone gone;

	TRY(tx_all(desk->tx, &SQL_forecast_calls, ARGS(ID(advisor), NUM(FORECAST_CALLS)), CALL,
	           sizeof(struct forecast_call), FORECAST_CALLS, &rows));
	f->calls = rows.at;
	f->count = rows.count;
	TRY(tx_one(desk->tx, &SQL_forecast_gone, ARGS(ID(advisor), NUM(FORECAST_CALLBACKS)), GONE,
	           &gone));
	f->gone = gone.all >= GONE_LEAST ? gone.gone * 1000 / gone.all : 0;
	return OK;
}

static enum err look_at_now(struct desk *desk, const struct availability *a,
                            struct forecast_facts *f)
{
	f->now = desk->now;
	f->wrap = availability_wrap(a, desk->rules);
	f->free_at = instant_later(instant_later(a->wrap_until, a->paused_until), a->reserved_until);
	if (!a->call.n)
		return OK;
	TRY(tx_one(desk->tx, &SQL_forecast_running, ARGS(ID(a->call)), CALL, &f->running));
	f->runs = !instant_is_set(f->running.ended_at);
	/* In the menu after a call: about as long as wrapping up. */
	if (!f->runs)
		f->free_at = instant_later(f->free_at, instant_add(desk->now, f->wrap));
	return OK;
}

enum err forecast_look(struct desk *desk, advisor_id advisor, int64_t ahead, instant not_before,
                       struct forecast *out)
{
	struct forecast_facts facts = { .not_before = not_before };
	struct availability a;

	*out = (struct forecast){ .why = FORECAST_AWAY };
	TRY(availability_get(desk->tx, advisor, &a));
	if (a.intent != INTENT_TAKING_CALLS) {
		out->why = a.intent == INTENT_AWAY ? FORECAST_AWAY : FORECAST_ARRANGE_ONLY;
		return OK;
	}
	TRY(look_at_past(desk, advisor, &facts));
	TRY(look_at_now(desk, &a, &facts));
	forecast_make(&facts, ahead, desk->rules, out);
	return OK;
}

/* ---- how often it was right ------------------------------------------------------------ */
enum err forecast_keep(struct desk *desk, advisor_id advisor, callback_id callback, int64_t ahead)
{
	struct forecast forecast;

	TRY(forecast_look(desk, advisor, ahead, NEVER, &forecast));
	if (forecast.why != FORECAST_GIVEN)
		return OK;
	return tx_run(desk->tx, &SQL_forecast_insert,
	              ARGS(ID(callback), ID(advisor), AT(desk->now), NUM(ahead), AT(forecast.from),
	                   AT(forecast.to)),
	              NULL);
}

enum err forecast_rang(struct desk *desk, callback_id callback)
{
	return tx_run(desk->tx, &SQL_forecast_rang, ARGS(ID(callback), AT(desk->now)), NULL);
}

enum err forecast_forget(struct desk *desk, size_t most)
{
	const instant before = { desk->now.us - desk->rules->forecast_keep_ms.us };

	must(most > 0);
	return tx_run(desk->tx, &SQL_forecast_forget, ARGS(NUM(id_floor(before)), NUM(most)), NULL);
}

enum err forecast_score(struct tx *tx, struct forecast_score *out)
{
	static const struct column SCORE[] = { COLUMN_NUM(struct forecast_score, made),
		                                   COLUMN_NUM(struct forecast_score, by_from),
		                                   COLUMN_NUM(struct forecast_score, by_to), COLUMN_END };

	return tx_one(tx, &SQL_forecast_score, ARGS(NUM(FORECAST_KEPT)), SCORE, out);
}
