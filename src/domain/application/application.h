// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * An application: a customer asks to become an advisor, and an owner approves or declines.
 *
 * It carries what the first listing needs, and words for the house alone (`about`). Until it is
 * approved nothing of it is public. Approving makes the same account an advisor with that listing,
 * in one transaction; what the person has as a customer stays. A decided or withdrawn one is never
 * changed again, and forgotten after application_keep_ms: whoever tries again writes a new one.
 * Runs on a lane inside the desk's transaction; looking on a reader too. Prices are minor units a
 * minute. It says no with a refusal and the JSON field at fault; ERR_NONE: no such application.
 */
#include "domain/listing/listing.h"

#define APPLICATION_STATES(X) \
	X(APPLICATION_PENDING, "pending") \
	X(APPLICATION_APPROVED, "approved") \
	X(APPLICATION_DECLINED, "declined") \
	X(APPLICATION_WITHDRAWN, "withdrawn")
#define APPLICATION_ENUM(name, word) name,
enum application_state { APPLICATION_STATES(APPLICATION_ENUM) APPLICATION_STATE_COUNT };
#undef APPLICATION_ENUM
extern const char *const APPLICATION_WORDS[];

struct application {
	application_id id;
	account_id account;
	char login[ACCOUNT_LOGIN_CHARS];
	char account_nickname[ACCOUNT_NICKNAME_CHARS]; /* as it is now */
	enum account_state account_state;
	char nickname[ACCOUNT_NICKNAME_CHARS]; /* under which to advise */
	category_id category;
	text category_title;
	text title, description; /* of the first listing */
	int64_t price_minor;
	text about; /* for the house alone */
	enum application_state state;
	instant asked_at, ended_at;
	account_id ended_by; /* 0: nobody yet, or the machine's administrator */
	char ended_by_nickname[ACCOUNT_NICKNAME_CHARS];
	text reason;        /* why declined */
	listing_id listing; /* 0: none was made */
};

struct application_answer {
	enum refusal refused;
	const char *field, *detail;
	struct application application;
};

struct application_ask {
	account_id account;
	text nickname; /* NO_TEXT: the account's */
	category_id category;
	text title, description, about;
	int64_t price_minor;
};
/* Refuses: NOT_ALLOWED (the house takes none), ADVISES, APPLIED, LIMIT, NUMBER_UNPROVED, INVALID,
 * TAKEN. */
NODISCARD enum err application_create(struct desk *desk, const struct application_ask *ask,
                                      struct application_answer *answer);
/* By whoever wrote it. Refuses: NOT_FOUND, DECIDED. */
NODISCARD enum err application_withdraw(struct desk *desk, application_id application,
                                        account_id account, struct application_answer *answer);
/* Refuses: NOT_FOUND, INVALID, DECIDED. */
NODISCARD enum err application_decline(struct desk *desk, application_id application, text reason,
                                       struct application_answer *answer);

/* As it was asked, but for what the owner says otherwise. */
struct application_terms {
	bool has_nickname, has_category, has_title, has_description, has_price;
	text nickname, title, description;
	category_id category;
	int64_t price_minor;
	text extension; /* NO_TEXT: the smallest free one */
};
/* Refuses: NOT_FOUND, DECIDED, SUSPENDED, INVALID, TAKEN. */
NODISCARD enum err application_approve(struct desk *desk, application_id application,
                                       const struct application_terms *terms,
                                       struct application_answer *answer);

NODISCARD enum err application_get(struct tx *tx, application_id application,
                                   struct application *out);
struct application_filter {
	account_id account; /* 0: anybody's */
	bool has_state;
	enum application_state state;
	application_id before; /* page: ids below; 0: from the newest */
	size_t most;
};
/* Newest first. Array of struct application. */
NODISCARD enum err application_list(struct tx *tx, const struct application_filter *filter,
                                    struct rows *out);
/*
 * Deletes at most `most` that were over application_keep_ms ago, and no longer count in the
 * applications' window: what was written for the house goes, the audit log stays. Housekeeping's.
 */
NODISCARD enum err application_forget(struct desk *desk, size_t most);
/* How many wait; `account` 0: anybody's. */
NODISCARD enum err application_pending(struct tx *tx, account_id account, int64_t *out);
