// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * An account: one person, who may be customer, advisor and operator at once.
 *
 * The same 64-bit number is the person's account_id, customer_id and advisor_id. Others see and
 * hear the nickname, never the login. Runs on a lane inside the desk's transaction (…_get, …_list:
 * on a reader too). Passwords arrive as Argon2id text, made by adapter/crypt; nothing here sees one
 * in clear except account_password_fault, which is pure. It says no with a refusal and the JSON
 * field at fault; ERR_NONE: there is no such account.
 */
#include "domain/desk.h"

/* Bits of `roles`, as in the table. */
enum account_role { ROLE_CUSTOMER = 1, ROLE_ADVISOR = 2, ROLE_OPERATOR = 4, ROLE_ALL = 7 };

/* What an operator may; which operations a part may call stands in api/openapi.yaml (x-parts). */
#define OPERATOR_PARTS(X) \
	X(PART_NONE, "none") \
	X(PART_OWNER, "owner") \
	X(PART_FLOOR, "floor") \
	X(PART_FINANCE, "finance") \
	X(PART_PRODUCT, "product") \
	X(PART_ENGINEER, "engineer")
#define PART_ENUM(name, word) name,
enum operator_part { OPERATOR_PARTS(PART_ENUM) PART_COUNT };
#undef PART_ENUM
extern const char *const PART_WORDS[];

#define ACCOUNT_STATES(X) \
	X(ACCOUNT_ACTIVE, "active") \
	X(ACCOUNT_SUSPENDED, "suspended")
#define ACCOUNT_ENUM(name, word) name,
enum account_state { ACCOUNT_STATES(ACCOUNT_ENUM) ACCOUNT_STATE_COUNT };
#undef ACCOUNT_ENUM
extern const char *const ACCOUNT_WORDS[];

#define ACCOUNT_LOGIN_CHARS 128
#define ACCOUNT_NICKNAME_CHARS 64
#define ACCOUNT_NICKNAME_MOST 40 /* characters */

struct account {
	account_id id;
	int32_t roles;
	enum operator_part part; /* PART_NONE exactly when no operator */
	char login[ACCOUNT_LOGIN_CHARS];
	char nickname[ACCOUNT_NICKNAME_CHARS];
	text password; /* Argon2id text; NO_TEXT: cannot sign in. Never shown, never logged. */
	char timezone[64];
	char language[8];
	enum account_state state;
	instant created_at;
	int64_t version;
};

bool account_is(const struct account *account, enum account_role role);
/* An operator whose screens may show the wallboard. */
bool account_may_watch(const struct account *account);
/* PART_COUNT: no such part. */
enum operator_part account_part_named(text word);
/* The one id of a person in the noun a verb asks for. */
customer_id account_customer(account_id account);
advisor_id account_advisor(account_id account);
account_id customer_account(customer_id customer);
account_id advisor_account(advisor_id advisor);

struct account_ask {
	int32_t roles; /* at least one */
	text login;    /* a mail address or a name; kept in lower case */
	text nickname;
	text password;           /* Argon2id text, or NO_TEXT */
	text timezone;           /* IANA; NO_TEXT: the rules' default */
	text language;           /* NO_TEXT: the rules' default */
	enum operator_part part; /* PART_NONE: an operator is an owner */
};

struct account_answer {
	enum refusal refused;
	const char *field;  /* JSON field at fault, or NULL */
	const char *detail; /* words about it, or NULL */
	struct account account;
	bool advisor_left; /* no longer an active advisor: the caller withdraws the line (E7) */
};

/* An advisor also gets an availability. Refuses: INVALID, TAKEN. */
NODISCARD enum err account_create(struct desk *desk, const struct account_ask *ask,
                                  struct account_answer *answer);

struct account_edit {
	account_id account;
	bool has_roles, has_nickname, has_password, has_timezone, has_language;
	int32_t roles;
	enum operator_part part; /* PART_NONE: as it was; a new operator is an owner */
	text nickname, password, timezone, language;
	int64_t version; /* 0: whatever it is now; else STALE when it differs */
};
/* Merge patch: what is not given stays. A new password ends all sessions. Refuses: INVALID, TAKEN,
 * STALE, NOT_FOUND, LAST_OWNER. */
NODISCARD enum err account_change(struct desk *desk, const struct account_edit *edit,
                                  struct account_answer *answer);
/* Ends the sessions; `suspended` false lets the person in again. Doing it twice changes nothing.
 * Refuses: NOT_FOUND, LAST_OWNER. */
NODISCARD enum err account_suspend(struct desk *desk, account_id account, bool suspended,
                                   text reason, struct account_answer *answer);

NODISCARD enum err account_get(struct tx *tx, account_id account, struct account *out);
/* Nobody else has this nickname. */
NODISCARD enum err account_nickname_is_free(struct tx *tx, text nickname, account_id self,
                                            bool *out);
NODISCARD enum err account_by_login(struct tx *tx, text login, struct account *out);

struct account_filter {
	int32_t roles; /* 0: any; else has one of these bits */
	bool has_state;
	enum account_state state;
	account_id before; /* page: ids below; 0: from the newest */
	size_t most;
};
/* Newest first. Array of struct account. */
NODISCARD enum err account_list(struct tx *tx, const struct account_filter *filter,
                                struct rows *out);

/* Form of what people type; pure. The words say what is wrong, NULL: nothing. */
const char *account_login_fault(text login);
const char *account_nickname_fault(text nickname);
const char *account_timezone_fault(text timezone);
const char *account_language_fault(text language);
/* The words stand in `said` when they name a number. */
#define ACCOUNT_FAULT_CHARS 80
const char *account_password_fault(const struct rules *rules, text password, text login,
                                   char said[ACCOUNT_FAULT_CHARS]);
