// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The telephone numbers of a person, and the numbers nobody may ever call again.
 *
 * A number is E.164 with '+', checked by desk->numbers when it is added and again by whoever dials
 * it. It may be called when it is proved: the operator's word proves it (SETTLED 31), the
 * verification call comes with the web app. The proved number with the lowest priority is the one
 * an advisor is rung at. Runs on a lane; looking on a reader too. It says no with a refusal
 * (NUMBER, OPTED_OUT, INVALID, TOO_MANY as field errors) or ERR_NONE.
 */
#include "domain/account/account.h"

#define NUMBERS_MOST 10 /* of one account */
#define NUMBER_LABEL_MOST 40

struct number {
	number_id id;
	account_id account;
	char e164[PHONE_NUMBER_CHARS];
	text label;
	int32_t priority; /* 1 is rung first */
	instant proved_at, created_at;
};

struct number_ask {
	account_id account;
	text input;   /* as written */
	text country; /* read as dialed from there when it has no '+'; NO_TEXT: '+' is needed */
	text label;
};
struct number_answer {
	enum refusal refused;
	const char *field, *detail;
	bool existed;
	struct number number;
};

/* Proved at once when the desk's actor is the operator or the system; an operator's repeat proves
 * an old one. */
NODISCARD enum err number_add(struct desk *desk, const struct number_ask *ask,
                              struct number_answer *answer);
NODISCARD enum err number_remove(struct desk *desk, account_id account, number_id number,
                                 struct number_answer *answer);
/* The order they are rung in: all of the account's numbers, each once. Refuses INVALID. */
NODISCARD enum err number_reorder(struct desk *desk, account_id account, const number_id *ids,
                                  size_t count, struct number_answer *answer);
NODISCARD enum err number_get(struct tx *tx, account_id account, number_id number,
                              struct number *out);
/* The same, and notes in the audit log who looked at it in full (SAFETY 6.7). */
NODISCARD enum err number_reveal(struct desk *desk, account_id account, number_id number,
                                 struct number *out);
/* In the order they are rung. Array of struct number. */
NODISCARD enum err number_list(struct tx *tx, account_id account, struct rows *out);
NODISCARD enum err number_is_proved(struct tx *tx, account_id account, const char *e164, bool *out);
/* The one an advisor is rung at. ERR_NONE: none is proved. */
NODISCARD enum err account_first_number(struct tx *tx, account_id account, struct number *out);

/* "+1415***0132": for operators who did not ask to see it, and for logs. */
const char *number_mask(const char *e164, char out[PHONE_NUMBER_CHARS]);

/* ---- never call this number again (key 9, SETTLED 9); kept for ever
 * --------------------------------- */
struct opt_out {
	char e164[PHONE_NUMBER_CHARS];
	instant at;
	char source[40]; /* "key", "operator", … */
};
/* Doing it twice changes nothing. */
NODISCARD enum err opt_out_add(struct desk *desk, const char *e164, const char *source);
NODISCARD enum err opt_out_is(struct tx *tx, const char *e164, bool *out);
/* ERR_NONE: may be called. */
NODISCARD enum err opt_out_get(struct tx *tx, const char *e164, struct opt_out *out);
/* Newest first, older than `before` (NEVER: all). Array of struct opt_out. */
NODISCARD enum err opt_out_list(struct tx *tx, instant before, const char *before_e164, size_t most,
                                struct rows *out);
