// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The life of a callback as a table (callback_moves.c): state, event, guard, next state. Pure.
 *
 * callback_after is the only function that writes `state`; callback_step (callback_desk.c) records
 * it. An event that fits no row came too late and changes nothing.
 */
#include "domain/callback/callback.h"

enum callback_event {
	CALLBACK_ON_TAKEN, /* dispatch: the advisor is rung */
	CALLBACK_ON_ADVISOR_ACCEPTS,
	CALLBACK_ON_ADVISOR_DECLINES, /* key 2, 603, hang-up before the join */
	CALLBACK_ON_ADVISOR_MISSES,   /* no answer, no key, busy: back in place, the line pauses */
	CALLBACK_ON_CUSTOMER_ACCEPTS,
	CALLBACK_ON_CUSTOMER_ABSENT, /* no answer, no key: one attempt counted */
	CALLBACK_ON_CUSTOMER_SNOOZES,
	CALLBACK_ON_CUSTOMER_CANCELS,
	CALLBACK_ON_CUSTOMER_OPTS_OUT, /* key 9 */
	CALLBACK_ON_STOPPED,           /* advisor went away, no trunk to the advisor: nothing counted */
	CALLBACK_ON_FUNDS_SHORT,
	CALLBACK_ON_RING_CAP,       /* the number was rung too often; steps aside */
	CALLBACK_ON_NUMBER_REFUSED, /* it may not be called any more: unproved, removed, not allowed */
	CALLBACK_ON_TRUNK_FAILED,   /* the customer's phone could not be rung at all; steps aside */
	CALLBACK_ON_EXPIRES,
	CALLBACK_ON_WITHDRAWN,
	CALLBACK_ON_TALK_ENDS,
	CALLBACK_ON_RESTART,      /* the daemon came back and found it half-way */
	CALLBACK_ON_RESTART_RANG, /* the same, and the customer's phone had rung (E11) */
	CALLBACK_EVENT_COUNT
};

struct callback_move {
	enum callback_state in;
	enum callback_event on;
	bool (*only_if)(const struct callback *cb, const struct desk *desk);
	enum callback_state to;
	const char *event;  /* what watchers are told: "callback.…" */
	const char *reason; /* end_reason when `to` is an end */
};

const struct callback_move *callback_move(const struct callback *cb, enum callback_event on,
                                          const struct desk *desk);
/* The callback after the step: state, not_before, attempts, end. `until` is for RING_CAP. */
struct callback callback_after(const struct callback *cb, const struct callback_move *move,
                               const struct desk *desk, instant until);
/*
 * Takes the step the table allows, records it, writes the event, sets the alarms. taken NULL: came
 * too late.
 */
NODISCARD enum err callback_step(struct desk *desk, struct callback *cb, enum callback_event on,
                                 instant until, const struct callback_move **taken);
/*
 * The first in line who may be dialed now and is not in another call (E5), and behind it those who
 * are let pass: each by the one before, and none with somebody else between. Array of struct
 * callback. ERR_NONE: nobody may be dialed.
 */
NODISCARD enum err callback_first(struct desk *desk, advisor_id advisor, struct rows *out);
/*
 * Q1, asked again in other words before a dial: how many are overtaken by it against their wish.
 * Never other than 0.
 */
NODISCARD enum err callback_overtaken(struct desk *desk, const struct callback *cb, int64_t *out);
/* This one has let one go first: it does so no more. */
NODISCARD enum err callback_pass_used(struct desk *desk, callback_id callback);
/* When the next of those who stepped aside may be dialed. ERR_NONE: nobody stepped aside. */
NODISCARD enum err callback_next_due(struct desk *desk, advisor_id advisor, instant *at);
/*
 * Tells who is second in line now that the first is being dialed: "callback.next", or
 * "callback.next_short" when the balance would not cover the hold, in time to add money (D7).
 */
NODISCARD enum err callback_tell_next(struct desk *desk, advisor_id advisor);
NODISCARD enum err callback_set_call(struct desk *desk, struct callback *cb, call_id call);
