// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The life of a call as a table (call_moves.c). Pure; call_after is the only function that writes
 * `state`.
 */
#include "domain/call/call.h"

enum call_event {
	CALL_ON_ADVISOR_ACCEPTS, /* key 1, or key 1 of the menu */
	CALL_ON_JOINED,          /* the customer pressed 1 */
	CALL_ON_MONEY_OUT,
	CALL_ON_MONEY_CAME,
	CALL_ON_OVER /* whatever ended it; settled in the same transaction */
};

/* False: the event is late for this state, nothing changed. */
bool call_after(const struct call *call, enum call_event on, const struct desk *desk,
                struct call *after);
/* Takes the step and records it. *taken false: late. */
NODISCARD enum err call_step(struct desk *desk, struct call *call, enum call_event on, bool *taken);
