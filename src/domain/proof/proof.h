// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A proof: we call a number and speak a code, and who types it in shows that the number is theirs.
 *
 * The call belongs to nobody's line and costs nobody money, so it is no `call`: the proof is its
 * own leg, under one id that is both leg and call of its orders and news. Because such a call can
 * be aimed at a stranger, it is bounded four ways (rules.def: proof_*), and key 9 ends it for ever
 * (SAFETY 6.3, 6.4). Runs on a lane inside the desk's transaction; a person's commands lock the
 * account. Times are UTC. It says no with a refusal; ERR_NONE: no such proof.
 */
#include "domain/account/number.h"

#define PROOF_STATES(X) \
	X(PROOF_DIALING, "dialing") \
	X(PROOF_RINGING, "ringing") \
	X(PROOF_ANSWERED, "answered") \
	X(PROOF_ENDED, "ended")
#define PROOF_ENUM(name, word) name,
enum proof_state { PROOF_STATES(PROOF_ENUM) PROOF_STATE_COUNT };
#undef PROOF_ENUM
extern const char *const PROOF_WORDS[];

#define PROOF_CODE_DIGITS 6

struct proof {
	leg_id id; /* also the id of its orders' call */
	account_id account;
	number_id number;
	char e164[PHONE_NUMBER_CHARS];
	char code[PROOF_CODE_DIGITS + 1]; /* "": it opens nothing (any more) */
	char language[8];
	enum proof_state state; /* of the call */
	int64_t said;           /* token of the running SAY */
	int32_t guesses;        /* wrong ones */
	instant created_at, expires_at, rang_at, answered_at, ended_at;
	char end_cause[20];
	instant proved_at;
	struct dialogue dialogue;
};

struct proof_answer {
	enum refusal refused;
	const char *field, *detail;
	instant again_at; /* with REFUSED_LIMIT: when to try again; NEVER: unknown */
	struct proof proof;
	struct number number;
};

/* Calls the own number and speaks a new code; an older one opens nothing any more. Refuses
 * NOT_FOUND, PROVED, NUMBER, OPTED_OUT, LIMIT, NO_CALLS. */
NODISCARD enum err proof_call(struct desk *desk, account_id account, number_id number,
                              struct proof_answer *answer);
/* Refuses NOT_FOUND, CODE (counted), CODE_OVER. */
NODISCARD enum err proof_code(struct desk *desk, account_id account, number_id number, text code,
                              struct proof_answer *answer);
int64_t proof_guesses_left(const struct proof *proof, const struct rules *rules); /* pure */

/* ---- the engine's part ----------------------------------------------------------------- */
/* Is it about a proof's call? Pure: a leg of a line's call never has its call's id. */
bool proof_is_news(const struct news *news);
NODISCARD enum err proof_news(struct desk *desk, const struct news *news);
/* Its end was never told: give it up. */
NODISCARD enum err proof_overdue(struct desk *desk, leg_id proof);
/* What a fresh process does with the calls its former self left half-way. */
NODISCARD enum err proof_restart(struct desk *desk, size_t most, size_t *found);
