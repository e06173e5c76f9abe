// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A leg: one phone at the other end, from the recorded attempt to its last word. Used inside call/
 * only.
 *
 * `scene` is what the person on it is hearing or being asked; it decides what a key means. Its
 * states are the table in leg_moves.c. Runs on a lane with the advisor locked.
 */
#include "domain/call/call.h"

#define SCENES(X) \
	X(SCENE_NONE, "") \
	X(SCENE_WHISPER, "whisper")   /* advisor: take this call? */ \
	X(SCENE_CALLING, "calling")   /* advisor: hears that the customer is rung */ \
	X(SCENE_GREETING, "greeting") /* customer: who calls, the price, 1 2 3 9 */ \
	X(SCENE_TALK, "talk") \
	X(SCENE_PAUSED, "paused")             /* money is out, on hold */ \
	X(SCENE_MENU, "menu")                 /* advisor: after the call */ \
	X(SCENE_AVAILABILITY, "availability") /* advisor: the menu's second level */ \
	X(SCENE_GOODBYE, "goodbye")           /* last words, then we hang up */

#define SCENE_ENUM(name, word) name,
enum scene { SCENES(SCENE_ENUM) SCENE_COUNT };
#undef SCENE_ENUM
extern const char *const SCENE_WORDS[];

struct leg {
	leg_id id;
	call_id call;
	enum side side;
	char number[PHONE_NUMBER_CHARS];
	enum leg_state state;
	enum scene scene;
	int32_t round;
	int64_t said; /* token of the running SAY; an answer with another token is late */
	instant said_at;
	int64_t node;
	instant created_at, ringing_at, answered_at, ended_at;
	char end_cause[20];
	struct dialogue dialogue;
};

enum leg_event { LEG_ON_RINGING, LEG_ON_ANSWERED, LEG_ON_JOINED, LEG_ON_PARTED, LEG_ON_ENDED };

/* Pure: false when the event is late for this state. */
bool leg_after(const struct leg *leg, enum leg_event on, instant now, struct leg *after);

struct leg_ask {
	call_id call;
	enum side side;
	const char *number;
	const char *shown; /* display name of the INVITE */
	enum scene scene;
};
/* Records the attempt, then orders the ring (Q7, SETTLED 25). */
NODISCARD enum err leg_ring(struct desk *desk, const struct leg_ask *ask, advisor_id advisor);
NODISCARD enum err leg_get(struct tx *tx, leg_id id, struct leg *out);
/* The live one of a side; ERR_NONE. */
NODISCARD enum err leg_live(struct tx *tx, call_id call, enum side side, struct leg *out);
/* Legs of this node after `above` that a restart ended at or after `since`. Array of struct leg. */
NODISCARD enum err leg_cut_since(struct desk *desk, leg_id above, instant since, size_t most,
                                 struct rows *out);
/* Takes the step and records it; *taken false: late. Without news the end is a restart's. */
NODISCARD enum err leg_step(struct desk *desk, struct leg *leg, enum leg_event on,
                            const struct news *news, bool *taken);
/* A live leg goes over to the advisor's next call (menu, key 1). */
NODISCARD enum err leg_move(struct desk *desk, struct leg *leg, call_id call);
NODISCARD enum err leg_scene(struct desk *desk, struct leg *leg, enum scene scene, int32_t round,
                             int64_t said);
NODISCARD enum err leg_said(struct desk *desk, struct leg *leg, instant at);
/*
 * Ring caps of a called number (SETTLED 8): *until is set to when it may be rung again, or NEVER
 * for now.
 */
NODISCARD enum err leg_ring_cap(struct desk *desk, const char *number, instant *until);
NODISCARD enum err leg_heard_human(struct desk *desk, const struct leg *leg);
