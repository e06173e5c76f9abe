// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The stage: one call with its live legs and its callback, loaded for one message. Used inside
 * call/ only.
 *
 * stage_open locks the advisor first and reads everything after the lock. What is said and done on
 * the phones goes through here, so that a leg's scene, its running prompt and the orders given
 * always agree.
 */
#include "domain/call/call_moves.h"
#include "domain/call/leg.h"
#include "domain/callback/callback_moves.h"
#include "domain/ivr/ivr.h"

struct stage {
	struct desk *desk;
	struct call call;
	struct leg advisor, customer; /* live ones */
	bool has_advisor, has_customer;
	struct callback callback;
};

NODISCARD enum err stage_open(struct desk *desk, call_id call, struct stage *stage);

struct line {
	enum scene scene; /* the leg is in it from now on */
	const char *prompt;
	struct ivr_values values;
	bool asks; /* listen for a key afterwards */
	bool barge;
	bool repeats;
	int32_t round;
};
NODISCARD enum err stage_say(struct stage *stage, struct leg *leg, const struct line *line);
/* Says the last words and hangs up behind them. */
NODISCARD enum err stage_goodbye(struct stage *stage, struct leg *leg, const char *prompt,
                                 struct ivr_values values);
void stage_hang_up(struct stage *stage, const struct leg *leg);

/* One entry of the call's time line. */
NODISCARD enum err stage_mark(struct stage *stage, const char *side, const char *what,
                              const char *detail);
/* What watchers are told of the call. */
NODISCARD enum err stage_tell(struct stage *stage, const char *kind);

text stage_price(struct stage *stage); /* in words */

/* ---- the parts of a call, each in its own file ----------------------------------------- */
NODISCARD enum err consent_ask_advisor(struct stage *stage);
NODISCARD enum err consent_ask_customer(struct stage *stage);
NODISCARD enum err consent_key(struct stage *stage, struct leg *leg, char key);
NODISCARD enum err consent_no_key(struct stage *stage, struct leg *leg);
NODISCARD enum err consent_ring_customer(struct stage *stage);

NODISCARD enum err talk_begin(struct stage *stage);
NODISCARD enum err talk_meter(struct stage *stage, span witnessed);
/*
 * The quick way for most of a talk: journals without opening the stage. *done false: a decision is
 * due.
 */
NODISCARD enum err talk_journal(struct desk *desk, call_id call, span witnessed, bool *done);
NODISCARD enum err talk_limit(struct stage *stage);
NODISCARD enum err talk_money_came(struct stage *stage);

/* Why a call is over, for the callback, the advisor and the two people on the phone. */
struct ending {
	enum callback_event on; /* what it means for the callback */
	const char *cause;      /* end_cause */
	const char *side;       /* who or what: "advisor", "customer", "money", "system" */
	enum { ADVISOR_AS_IS, ADVISOR_MISSED, ADVISOR_DECLINED, ADVISOR_PAUSED } advisor;
	const char *tell_advisor; /* last words; NULL: none (hang up silently if still there) */
	const char *tell_customer;
	bool menu;     /* the advisor goes on into the menu */
	instant until; /* for CALLBACK_ON_RING_CAP: steps aside until then */
};
NODISCARD enum err ending_come(struct stage *stage, const struct ending *ending);
/* The customer is free again: whoever else waits for this customer may go on (E5). */
NODISCARD enum err ending_free_customer(struct stage *stage);
/* The advisor's leg is gone after the end of the call: the lease is given back, wrap-up begins. */
NODISCARD enum err ending_free_advisor(struct stage *stage);

/*
 * Whether the callback's number may be rung now (Q6, SETTLED 8, 31): asked when somebody is chosen,
 * and again in the transaction that records the customer's attempt. `why` is the event that says
 * what becomes of the callback, `until` is for RING_CAP.
 */
struct dialable {
	bool is;
	enum callback_event why;
	instant until;
};
NODISCARD enum err dispatch_dialable(struct desk *desk, const struct callback *cb,
                                     struct dialable *out);

NODISCARD enum err menu_begin(struct stage *stage, bool after_call);
/* The key of whoever pressed it, on the phone or (`cause` "web") on a page. */
NODISCARD enum err menu_key(struct stage *stage, char key, const char *cause);
NODISCARD enum err menu_no_key(struct stage *stage);
/*
 * Gives the next in line to an advisor who is on this leg already. ERR_NONE: nobody can be called.
 */
NODISCARD enum err dispatch_on_leg(struct desk *desk, struct leg *leg, advisor_id advisor);
