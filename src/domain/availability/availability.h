// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Whether an advisor can be called: what the person wants (intent) and what the person is doing
 * (activity).
 *
 * Intent is set by the person or by two misses; activity is derived here from the live call and the
 * wrap-up time, never stored. Becoming available switches web call backs on again (CB12, SETTLED 6)
 * and wakes the line (F9). An advisor row is the lock of everything about this advisor:
 * availability_lock comes first in every command.
 */
#include "domain/desk.h"

#define INTENTS(X) \
	X(INTENT_TAKING_CALLS, "taking_calls") \
	X(INTENT_ARRANGE_ONLY, "arrange_only") \
	X(INTENT_AWAY, "away")
#define ACTIVITIES(X) \
	X(ACTIVITY_IDLE, "idle") \
	X(ACTIVITY_RESERVED, "reserved") \
	X(ACTIVITY_DIALING, "dialing") \
	X(ACTIVITY_ON_CALL, "on_call") \
	X(ACTIVITY_WRAPPING_UP, "wrapping_up")

#define AVAILABILITY_ENUM(name, word) name,
enum intent { INTENTS(AVAILABILITY_ENUM) INTENT_COUNT };
enum activity { ACTIVITIES(AVAILABILITY_ENUM) ACTIVITY_COUNT };
#undef AVAILABILITY_ENUM
extern const char *const INTENT_WORDS[];
extern const char *const ACTIVITY_WORDS[];

struct availability {
	advisor_id advisor;
	enum intent intent;
	bool callbacks_on, appointments_on;
	int32_t misses;
	instant paused_until, wrap_until;
	call_id call;  /* 0: none live */
	int64_t share; /* 0: the operator's default */
	instant changed_at;
	int64_t version;
	char call_state[16];                 /* of `call`, "" when none */
	customer_id reserved_for;            /* kept for this customer (D8), or was the last time */
	instant reserved_at, reserved_until; /* until NEVER: given back or used */
	char after_call[16];                 /* the intent that follows the running call, "" none */
	instant back_at;                     /* end of a pause: taking calls again (F44) */
	span wrap;                           /* own wrap-up; below zero: the house's */
	int64_t waiting;                     /* in the line; written with who joins and leaves */
};

enum activity availability_activity(const struct availability *a, instant now); /* pure */
/* Can the next in line be dialed right now? (SETTLED 5) */
bool availability_is_free(const struct availability *a, instant now); /* pure */
/*
 * CB4, F4 in one word for pages and API: "call_now", "arrange", "appointment", "mail". Who waits in
 * line is dialed before anybody who calls now (D22).
 */
const char *availability_button(const struct availability *a, int64_t waiting, instant now);

NODISCARD enum err availability_get(struct tx *tx, advisor_id advisor, struct availability *out);
/* The same, and locks the advisor until the transaction ends. ERR_NONE: no such advisor. */
NODISCARD enum err availability_lock(struct desk *desk, advisor_id advisor,
                                     struct availability *out);
/* So many more wait in this line; by domain/callback only, with the change that makes it so. */
NODISCARD enum err availability_line_moved(struct desk *desk, advisor_id advisor, int64_t by);
/* A new advisor starts away with call backs on. */
NODISCARD enum err availability_create(struct desk *desk, advisor_id advisor);

struct availability_ask {
	advisor_id advisor;
	bool has_intent, has_callbacks_on, has_appointments_on, has_after_call;
	enum intent intent;
	/*
	 * What follows the running call; TAKING_CALLS: nothing, whatever was asked before. Without a
	 * call that still runs it is what is wanted now.
	 */
	enum intent after_call;
	bool pauses; /* with an intent that takes no calls: back by itself after `pause` (F44) */
	span pause;
	bool callbacks_on, appointments_on;
	int64_t version;   /* 0: whatever it is now; else REFUSED_STALE when it differs */
	const char *cause; /* "web", "phone", "misses", "api" */
};

struct availability_answer {
	enum refusal refused;
	bool callbacks_switched_on; /* to be said to the person (F20) */
	struct availability now;
};

/* The length of this advisor's wrap-up: the own one within the house's bounds, or the house's. */
span availability_wrap(const struct availability *a, const struct rules *rules); /* pure */

/* Routes use call_set_availability (domain/call/call.h), which also stops a dial where it must. */
NODISCARD enum err availability_set(struct desk *desk, const struct availability_ask *ask,
                                    struct availability_answer *answer);
/* The line's end of a life: one live call per advisor (the lease). Used by domain/call only. */
NODISCARD enum err availability_take(struct desk *desk, advisor_id advisor, call_id call);
NODISCARD enum err availability_give(struct desk *desk, advisor_id advisor, call_id call,
                                     instant wrap_until);
NODISCARD enum err availability_missed(struct desk *desk, advisor_id advisor, bool pause_line);
NODISCARD enum err availability_pause(struct desk *desk, advisor_id advisor, instant until);
NODISCARD enum err availability_pause_over(struct desk *desk, advisor_id advisor);
/* The advisor took this call: the customer is rung. */
NODISCARD enum err availability_accepted(struct desk *desk, advisor_id advisor);
/* A call that the advisor took is over and was no miss: misses back to 0. */
NODISCARD enum err availability_answered(struct desk *desk, advisor_id advisor);
/*
 * Keeps a free advisor (domain/reservation decides), gives back, and notes that the time is over.
 */
NODISCARD enum err availability_reserve(struct desk *desk, advisor_id advisor, customer_id customer,
                                        instant until);
NODISCARD enum err availability_reserve_longer(struct desk *desk, advisor_id advisor,
                                               instant until);
NODISCARD enum err availability_unreserve(struct desk *desk, advisor_id advisor);
/* By the advisor: whoever it was cannot have it again before the rest is over. */
NODISCARD enum err availability_reserve_taken(struct desk *desk, advisor_id advisor);
NODISCARD enum err availability_reserve_over(struct desk *desk, advisor_id advisor);
bool availability_is_reserved_for(const struct availability *a, customer_id customer,
                                  instant now); /* pure */
NODISCARD enum err availability_wrap_over(struct desk *desk, advisor_id advisor);
/* The person wants the next one now: wrap-up and any rest after a miss are over. */
NODISCARD enum err availability_rest_over(struct desk *desk, advisor_id advisor);
/* The call is over: what was to follow it is what is wanted now. */
NODISCARD enum err availability_call_over(struct desk *desk, advisor_id advisor);
/* A pause that has ended: taking calls again. */
NODISCARD enum err availability_back(struct desk *desk, advisor_id advisor);

/* ---- what an advisor decides once (availability_options.c) ----------------------------- */
struct advisor_options {
	span wrap; /* in effect */
	bool wrap_is_own;
	instant pin_at; /* NEVER: no PIN */
	int64_t version;
};
NODISCARD enum err advisor_options_get(struct desk *desk, advisor_id advisor,
                                       struct advisor_options *out);
/* `wrap` below zero: as the house has it. Refuses: INVALID (outside the rules). */
NODISCARD enum err advisor_set_wrap(struct desk *desk, advisor_id advisor, span wrap,
                                    enum refusal *refused);
/* The hash of a PIN for the telephone, NO_TEXT takes it away. Never read back by a page. */
NODISCARD enum err advisor_set_pin(struct desk *desk, advisor_id advisor, text hash);
/* What is wrong with these digits as a PIN, NULL: nothing. Pure. */
const char *advisor_pin_fault(text pin);
