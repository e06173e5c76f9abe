// SPDX-License-Identifier: Apache-2.0
/*
 * The life of a call: placed, consenting, bridged, paused, ended. One row per step; an event that
 * fits no row came too late. A restart is OVER from any state: the talk is settled to the last
 * journaled moment.
 */
#include "domain/call/call_moves.h"

#include "domain/sql.h"

static const struct {
	enum call_state in;
	enum call_event on;
	enum call_state to;
} MOVES[] = {
	{ CALL_PLACED, CALL_ON_ADVISOR_ACCEPTS, CALL_CONSENTING },
	{ CALL_PLACED, CALL_ON_OVER, CALL_ENDED },
	{ CALL_CONSENTING, CALL_ON_JOINED, CALL_BRIDGED },
	{ CALL_CONSENTING, CALL_ON_OVER, CALL_ENDED },
	{ CALL_BRIDGED, CALL_ON_MONEY_OUT, CALL_PAUSED },
	{ CALL_BRIDGED, CALL_ON_OVER, CALL_ENDED },
	{ CALL_PAUSED, CALL_ON_MONEY_CAME, CALL_BRIDGED },
	{ CALL_PAUSED, CALL_ON_OVER, CALL_ENDED },
};

bool call_after(const struct call *call, enum call_event on, const struct desk *desk,
                struct call *after)
{
	must(call->id.n > 0);
	for (size_t i = 0; i < COUNT(MOVES); i++) {
		if (MOVES[i].in != call->state || MOVES[i].on != on)
			continue;
		*after = *call;
		after->state = MOVES[i].to;
		if (on == CALL_ON_ADVISOR_ACCEPTS)
			after->accepted_at = desk->now;
		if (on == CALL_ON_JOINED)
			after->bridged_at = desk->now;
		after->pause_ends_at =
			on == CALL_ON_MONEY_OUT ? instant_add(desk->now, desk->rules->pause_ms) : NEVER;
		if (on == CALL_ON_OVER)
			after->ended_at = desk->now;
		return true;
	}
	return false;
}

enum err call_step(struct desk *desk, struct call *call, enum call_event on, bool *taken)
{
	struct call after;
	int64_t changed;

	*taken = call_after(call, on, desk, &after);
	if (!*taken)
		return OK;
	TRY(tx_run(desk->tx, &SQL_call_record,
	           ARGS(ID(call->id), WORDS(CALL_WORDS[call->state]), WORDS(CALL_WORDS[after.state]),
	                AT_OR_NULL(after.accepted_at), AT_OR_NULL(after.bridged_at),
	                AT_OR_NULL(after.pause_ends_at), AT_OR_NULL(after.ended_at),
	                after.end_cause[0] ? WORDS(after.end_cause) : NOTHING,
	                after.end_side[0] ? WORDS(after.end_side) : NOTHING),
	           &changed));
	must(changed == 1);
	*call = after;
	return OK;
}
