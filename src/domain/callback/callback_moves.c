// SPDX-License-Identifier: Apache-2.0
/*
 * The life of a callback, one row per step. The first row that fits is taken; an event that fits no
 * row came too late and changes nothing. RESTART is what a fresh process tells every callback it
 * finds half-way.
 */
#include "domain/callback/callback_moves.h"

static bool always(const struct callback *cb, const struct desk *desk)
{
	(void)cb;
	(void)desk;
	return true;
}

static bool attempts_left(const struct callback *cb, const struct desk *desk)
{
	return cb->attempts + 1 < desk->rules->customer_attempts;
}

static bool first_time_short(const struct callback *cb, const struct desk *desk)
{
	(void)desk;
	return cb->funds_skips == 0;
}

static bool past_until(const struct callback *cb, const struct desk *desk)
{
	return !instant_before(desk->now, cb->expires_at);
}

// clang-format off
#define ROW(in, on, only_if, to, event, reason) \
	{ CALLBACK_##in, CALLBACK_ON_##on, only_if, CALLBACK_##to, "callback." event, reason }

static const struct callback_move MOVES[] = {
/*	    in         on                 only if           to           told as        reason of the end */
	ROW(WAITING,   TAKEN,             always,           OFFERING,    "offering",    ""),
	ROW(WAITING,   FUNDS_SHORT,       first_time_short, WAITING,     "funds_short", ""),
	ROW(WAITING,   FUNDS_SHORT,       always,           NO_FUNDS,    "no_funds",    "balance_below_hold"),
	ROW(WAITING,   RING_CAP,          always,           WAITING,     "set_aside",   ""),
	ROW(WAITING,   NUMBER_REFUSED,    always,           WITHDRAWN,   "withdrawn",   "number_not_callable"),
	ROW(WAITING,   CUSTOMER_CANCELS,  always,           CANCELLED,   "cancelled",   "customer_cancelled"),
	ROW(WAITING,   CUSTOMER_OPTS_OUT, always,           CANCELLED,   "cancelled",   "opted_out"),
	ROW(WAITING,   EXPIRES,           past_until,       EXPIRED,     "expired",     "until_time_passed"),
	ROW(WAITING,   WITHDRAWN,         always,           WITHDRAWN,   "withdrawn",   "withdrawn"),

	ROW(OFFERING,  ADVISOR_ACCEPTS,   always,           RINGING,     "ringing",     ""),
	ROW(OFFERING,  ADVISOR_DECLINES,  always,           WAITING,     "declined",    ""),
	ROW(OFFERING,  ADVISOR_MISSES,    always,           WAITING,     "missed",      ""),
	ROW(OFFERING,  STOPPED,           always,           WAITING,     "stopped",     ""),
	ROW(OFFERING,  CUSTOMER_CANCELS,  always,           CANCELLED,   "cancelled",   "customer_cancelled"),
	ROW(OFFERING,  WITHDRAWN,         always,           WITHDRAWN,   "withdrawn",   "withdrawn"),
	ROW(OFFERING,  RESTART,           always,           WAITING,     "stopped",     ""),

	ROW(RINGING,   CUSTOMER_ACCEPTS,  always,           CONNECTED,   "connected",   ""),
	ROW(RINGING,   CUSTOMER_ABSENT,   attempts_left,    WAITING,     "no_answer",   ""),
	ROW(RINGING,   CUSTOMER_ABSENT,   always,           UNREACHABLE, "unreachable", "no_answer"),
	ROW(RINGING,   TRUNK_FAILED,      always,           WAITING,     "stopped",     ""),
	ROW(RINGING,   RING_CAP,          always,           WAITING,     "set_aside",   ""),
	ROW(RINGING,   NUMBER_REFUSED,    always,           WITHDRAWN,   "withdrawn",   "number_not_callable"),
	ROW(RINGING,   CUSTOMER_SNOOZES,  always,           WAITING,     "snoozed",     ""),
	ROW(RINGING,   CUSTOMER_CANCELS,  always,           CANCELLED,   "cancelled",   "customer_cancelled"),
	ROW(RINGING,   CUSTOMER_OPTS_OUT, always,           CANCELLED,   "cancelled",   "opted_out"),
	ROW(RINGING,   ADVISOR_DECLINES,  always,           WAITING,     "declined",    ""),
	ROW(RINGING,   STOPPED,           always,           WAITING,     "stopped",     ""),
	ROW(RINGING,   WITHDRAWN,         always,           WITHDRAWN,   "withdrawn",   "withdrawn"),
	ROW(RINGING,   RESTART,           always,           WAITING,     "stopped",     ""),
	ROW(RINGING,   RESTART_RANG,      attempts_left,    WAITING,     "no_answer",   ""),
	ROW(RINGING,   RESTART_RANG,      always,           UNREACHABLE, "unreachable", "no_answer"),

	ROW(CONNECTED, TALK_ENDS,         always,           COMPLETED,   "completed",   "talked"),
	ROW(CONNECTED, RESTART,           always,           COMPLETED,   "completed",   "talked"),
	ROW(CONNECTED, RESTART_RANG,      always,           COMPLETED,   "completed",   "talked"),
};
// clang-format on

const struct callback_move *callback_move(const struct callback *cb, enum callback_event on,
                                          const struct desk *desk)
{
	must(on < CALLBACK_EVENT_COUNT);
	for (size_t i = 0; i < COUNT(MOVES); i++) {
		const struct callback_move *m = &MOVES[i];

		if (m->in == cb->state && m->on == on && m->only_if(cb, desk))
			return m;
	}
	return NULL;
}

/* How long the request steps aside after going back into the line. */
static instant aside_until(const struct callback_move *move, const struct desk *desk, instant until)
{
	const struct rules *rules = desk->rules;

	switch (move->on) {
	case CALLBACK_ON_ADVISOR_DECLINES: return instant_add(desk->now, rules->decline_pause_ms);
	case CALLBACK_ON_CUSTOMER_ABSENT:
	case CALLBACK_ON_TRUNK_FAILED: return instant_add(desk->now, rules->customer_retry_ms);
	case CALLBACK_ON_CUSTOMER_SNOOZES: return instant_add(desk->now, rules->snooze_ms);
	case CALLBACK_ON_FUNDS_SHORT: return instant_add(desk->now, rules->no_funds_skip_ms);
	case CALLBACK_ON_RESTART:
		/* Q9: the INVITE may have left; what the customer's phone did is unknown. */
		return move->in == CALLBACK_RINGING ? instant_add(desk->now, rules->retry_unknown_ms)
		                                    : NEVER;
	case CALLBACK_ON_RESTART_RANG: return instant_add(desk->now, rules->retry_unknown_ms);
	case CALLBACK_ON_RING_CAP: return until;
	default: return NEVER;
	}
}

struct callback callback_after(const struct callback *cb, const struct callback_move *move,
                               const struct desk *desk, instant until)
{
	struct callback after = *cb;

	must(move->in == cb->state);
	after.state = move->to;
	if (move->on == CALLBACK_ON_CUSTOMER_ABSENT || move->on == CALLBACK_ON_RESTART_RANG)
		after.attempts++;
	if (move->on == CALLBACK_ON_FUNDS_SHORT)
		after.funds_skips++;
	if (after.state == CALLBACK_WAITING)
		after.not_before = aside_until(move, desk, until);
	if (after.state != CALLBACK_WAITING || cb->state != CALLBACK_WAITING)
		after.lets_pass.n = 0;
	if (!callback_is_live(after.state)) {
		after.ended_at = desk->now;
		text_fit(text_of(move->reason), after.end_reason, sizeof(after.end_reason));
	}
	return after;
}
