// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A test call: an operator has a number rung by one very trunk, to hear whether it works.
 *
 * We say who calls by which trunk and ask for a key, and what became of it is kept with the answer
 * of the network, the packets both ways and a sentence that says what to do. It belongs to nobody's
 * line and costs nobody money, so it is no `call`: as with a proof, the row is its own leg, under
 * one id that is both leg and call of its orders and news. Because it can be aimed at a stranger,
 * numbers are checked as for any call, key 9 ends it for ever, an operator may ask for few
 * (rules.def: test_calls) and each is audited. Runs on a lane inside the desk's transaction. Times
 * are UTC. It says no with a refusal; ERR_NONE: no such test call.
 */
#include "domain/account/number.h"

#define TEST_CALL_STATES(X) \
	X(TEST_CALL_DIALING, "dialing") \
	X(TEST_CALL_RINGING, "ringing") \
	X(TEST_CALL_ANSWERED, "answered") \
	X(TEST_CALL_ENDED, "ended")
#define TEST_CALL_ENUM(name, word) name,
enum test_call_state { TEST_CALL_STATES(TEST_CALL_ENUM) TEST_CALL_STATE_COUNT };
#undef TEST_CALL_ENUM
extern const char *const TEST_CALL_WORDS[];

struct test_call {
	test_call_id id; /* also leg and call of its orders */
	account_id account;
	char trunk[PHONE_WORD_CHARS];
	char e164[PHONE_NUMBER_CHARS];
	char language[8];
	enum test_call_state state;
	int64_t said; /* token of the running SAY */
	instant created_at, rang_at, answered_at, ended_at;
	char end_cause[20];  /* of LEG_ENDS, or "restart" */
	int64_t sip_code;    /* 0: the network said nothing */
	char key[2];         /* the one that was heard */
	int64_t heard, sent; /* packets of sound from and to the phone */
	struct dialogue dialogue;
};

struct test_call_answer {
	enum refusal refused;
	const char *field, *detail;
	instant again_at; /* with REFUSED_LIMIT: when to try again */
	struct test_call call;
};

struct test_call_ask {
	account_id operator;
	text trunk; /* one there is */
	text number, country;
};
/* Refuses NUMBER, OPTED_OUT, LIMIT, TESTED, NO_CALLS. */
NODISCARD enum err test_call_begin(struct desk *desk, const struct test_call_ask *ask,
                                   struct test_call_answer *answer);
NODISCARD enum err test_call_get(struct tx *tx, test_call_id id, struct test_call *out);
/* Of one trunk, newest first, ids below `before` (0: from the newest). */
NODISCARD enum err test_call_list(struct tx *tx, text trunk, test_call_id before, size_t most,
                                  struct rows *out);

/* What it showed: a word for programs and a sentence for people. Pure. */
struct test_call_result {
	const char *word, *sentence;
};
struct test_call_result test_call_result(const struct test_call *call);

/* ---- the engine's part ----------------------------------------------------------------- */
/* News of a leg that is its own call; those of others are left alone. */
NODISCARD enum err test_call_news(struct desk *desk, const struct news *news);
/* Its end was never told: give it up. */
NODISCARD enum err test_call_overdue(struct desk *desk, leg_id id);
/* What a fresh process does with those its former self left half-way. */
NODISCARD enum err test_call_restart(struct desk *desk, size_t most, size_t *found);
