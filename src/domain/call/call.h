// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A call: one dial of a callback, from the advisor's INVITE to the settled money.
 *
 * call_dispatch gives a free advisor the first eligible in line; call_news takes what the telephone
 * tells and says what to do next; call_settle turns witnessed time into transfers, once. Runs on a
 * lane with the advisor locked. Nobody is joined or billed without key 1 of both (D2, D3). Its life
 * is the table in call_moves.c.
 */
#include "domain/availability/availability.h"
#include "domain/callback/callback.h"
#include "domain/money/money.h"

#define CALL_STATES(X) \
	X(CALL_PLACED, "placed")         /* the advisor is rung and asked                 */ \
	X(CALL_CONSENTING, "consenting") /* the customer is rung and asked                */ \
	X(CALL_BRIDGED, "bridged")       /* joined, the meter runs                        */ \
	X(CALL_PAUSED, "paused")         /* out of money: on hold, unbilled               */ \
	X(CALL_ENDED, "ended")           /* settled                                       */
#define LEG_STATES(X) \
	X(LEG_DIALING, "dialing") \
	X(LEG_RINGING, "ringing") \
	X(LEG_ANSWERED, "answered") \
	X(LEG_JOINED, "joined") \
	X(LEG_ENDED, "ended")

#define CALL_ENUM(name, word) name,
enum call_state { CALL_STATES(CALL_ENUM) CALL_STATE_COUNT };
enum leg_state { LEG_STATES(CALL_ENUM) LEG_STATE_COUNT };
#undef CALL_ENUM
extern const char *const CALL_WORDS[];
extern const char *const LEG_WORDS[];

enum side { SIDE_ADVISOR, SIDE_CUSTOMER };
extern const char *const SIDE_WORDS[];

struct call {
	call_id id;
	callback_id callback;
	advisor_id advisor;
	customer_id customer;
	listing_id listing;
	enum call_state state;
	struct tariff tariff; /* frozen */
	char currency[4];
	int64_t node, token;
	instant created_at, accepted_at, bridged_at, pause_ends_at, ended_at, settled_at;
	char end_cause[40];
	char end_side[12];
	span witnessed, limit;
	int32_t warned;
	int64_t held_minor, hold_steps;
	span billed;
	int64_t charge_minor, earned_minor;
	/* joined in for showing */
	char customer_nickname[64], advisor_nickname[64];
	text listing_title;
};

struct mark {
	mark_id id;
	instant at;
	char side[12];
	char what[40];
	text detail;
};

NODISCARD enum err call_get(struct tx *tx, call_id call, struct call *out);
/* When the customer's phone was answered; NEVER: not yet. */
NODISCARD enum err call_answered_at(struct tx *tx, call_id call, instant *out);
struct call_filter {
	advisor_id advisor;
	customer_id customer;
	bool live_only;
	call_id before;
	size_t most;
};
NODISCARD enum err call_list(struct tx *tx, const struct call_filter *filter,
                             struct rows *out); /* newest first */
NODISCARD enum err call_marks(struct tx *tx, call_id call,
                              struct rows *out); /* array of struct mark */

/*
 * ---- commands of people that may meet a running dial: routes call these, not the verbs beneath
 * -------- Each locks the advisor first, runs the verb of availability/ or callback/, and stops a
 * dial that must stop (E2: the advisor went away; F24: the customer cancelled; E7: listing or
 * advisor withdrawn).
 */
NODISCARD enum err call_set_availability(struct desk *desk, const struct availability_ask *ask,
                                         struct availability_answer *answer);
NODISCARD enum err call_cancel_callback(struct desk *desk, callback_id callback, text reason,
                                        struct callback_answer *answer);
/*
 * Every waiting callback of a closed listing, of a suspended advisor, or of a suspended customer
 * ends.
 */
NODISCARD enum err call_withdraw_listing(struct desk *desk, listing_id listing, text reason,
                                         int64_t *ended);
NODISCARD enum err call_withdraw_advisor(struct desk *desk, advisor_id advisor, text reason,
                                         int64_t *ended);
NODISCARD enum err call_withdraw_customer(struct desk *desk, customer_id customer, text reason,
                                          int64_t *ended);

/* ---- the menu of the advisor's phone, pressed on a page (call_press.c) ----------------- */
/* What the phone of an advisor offers now: "menu", "availability", or "" when it asks nothing. */
struct phone_menu {
	char menu[16];
	char pressed[8]; /* the last key of this call, whoever pressed it; "" none */
	instant pressed_at;
};
NODISCARD enum err call_menu_now(struct tx *tx, const struct availability *a,
                                 struct phone_menu *out);

struct press {
	call_id call;
	advisor_id advisor; /* whose phone it must be */
	const char *menu;   /* which of the two the person looked at */
	char key;
	const char *cause; /* "web", "api" */
};
/*
 * Does what the key does on the phone. Refuses: NOT_FOUND, MENU_OVER (the phone left that menu: by
 * a key of its own, by silence, because it hung up). The second press of the same key is refused.
 */
NODISCARD enum err call_press(struct desk *desk, const struct press *press, enum refusal *refused);
/*
 * The first in line at once: on this same leg while it is in the menu, else the end of wrap-up or
 * of a rest. Refuses: NOT_TAKING_CALLS, IN_CALL, NOT_FREE. Nobody in line: ready, nothing else.
 */
NODISCARD enum err call_next(struct desk *desk, advisor_id advisor, const char *cause,
                             enum refusal *refused);
/*
 * The advisor ends the talk, as with `*` on the phone: that very key is ordered, so that the
 * witnessed time is the media thread's. Over already: nothing happens. Refuses: NOT_FOUND,
 * NOT_CONNECTED (nobody talks yet).
 */
NODISCARD enum err call_hang_up(struct desk *desk, call_id call, advisor_id advisor,
                                enum refusal *refused);

/* ---- the engine's part ----------------------------------------------------------------- */
/*
 * If the advisor is free: takes the first eligible, holds the money, records the attempt, orders
 * the ring (CB13).
 */
NODISCARD enum err call_dispatch(struct desk *desk, advisor_id advisor);
NODISCARD enum err call_news(struct desk *desk, const struct news *news);
/* The pause for money is over: goodbye (D13). */
NODISCARD enum err call_pause_over(struct desk *desk, call_id call);
/* A leg never told its end: give it up. */
NODISCARD enum err call_leg_overdue(struct desk *desk, leg_id leg);
/* A callback whose until-time has passed while waiting lapses (F12). */
NODISCARD enum err call_callback_expires(struct desk *desk, callback_id callback);
/* Calls and legs of this node that its former process left half-way. Array of call_id. */
NODISCARD enum err call_left_behind(struct desk *desk, size_t most, struct rows *out);
/*
 * What a fresh process does with every call and leg its former self (same node) left half-way
 * (SETTLED 25, E11).
 */
NODISCARD enum err call_restart(struct desk *desk, call_id call);
/*
 * Says BYE again to the legs after *above that a restart ended lately: the process that ended them
 * may have died between its COMMIT and their BYE. Moves *above on; *more: there are more.
 */
NODISCARD enum err call_farewells_again(struct desk *desk, leg_id *above, bool *more);
/* After money came in: a paused call may go on (F51). */
NODISCARD enum err call_money_came(struct desk *desk, customer_id customer);
