// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A listing: what an advisor offers, at a price a minute, under an extension people can dial; and
 * its category.
 *
 * Several listings of one advisor share the advisor's line (SETTLED 1). Old prices live on in the
 * callbacks that froze them, in events and in the audit log. Runs on a lane inside the desk's
 * transaction; looking on a reader too. Prices are minor units a minute. It says no with a refusal
 * and the JSON field at fault, or ERR_NONE.
 */
#include "domain/account/account.h"

#define LISTING_STATES(X) \
	X(LISTING_OPEN, "open") \
	X(LISTING_CLOSED, "closed")
#define LISTING_ENUM(name, word) name,
enum listing_state { LISTING_STATES(LISTING_ENUM) LISTING_STATE_COUNT };
#undef LISTING_ENUM
extern const char *const LISTING_WORDS[];

#define LISTING_TITLE_MOST 100
#define LISTING_DESCRIPTION_MOST 4000
#define LISTING_PRICE_MOST 100000 /* minor units a minute */
#define LISTING_EXTENSION_CHARS 8
#define CATEGORY_SLUG_CHARS 48

struct listing {
	listing_id id;
	advisor_id advisor;
	category_id category;
	text title, description;
	int64_t price_minor;
	char extension[LISTING_EXTENSION_CHARS];
	enum listing_state state;
	instant created_at;
	int64_t version;
	/* joined in for showing */
	char advisor_nickname[ACCOUNT_NICKNAME_CHARS];
	enum account_state advisor_state;
	text category_title;
};

struct listing_ask {
	advisor_id advisor;
	category_id category;
	text title, description;
	int64_t price_minor;
	text extension; /* 3 to 6 digits, not 0 first; NO_TEXT: the smallest free one from 101 */
};
struct listing_answer {
	enum refusal refused;
	const char *field, *detail;
	struct listing listing;
	bool closed_now; /* it was open: the caller withdraws its callbacks (E7) */
};

/* Refuses: INVALID, TAKEN (extension), NOT_FOUND (no such advisor). */
NODISCARD enum err listing_create(struct desk *desk, const struct listing_ask *ask,
                                  struct listing_answer *answer);

/*
 * What listing_create would say but for who offers it; `answer->listing` has the extension alone.
 */
NODISCARD enum err listing_look(struct desk *desk, const struct listing_ask *ask,
                                struct listing_answer *answer);

struct listing_edit {
	listing_id listing;
	bool has_category, has_title, has_description, has_price, has_extension, has_state;
	category_id category;
	text title, description, extension;
	int64_t price_minor;
	enum listing_state state;
	int64_t version; /* 0: any */
};
NODISCARD enum err listing_change(struct desk *desk, const struct listing_edit *edit,
                                  struct listing_answer *answer);
NODISCARD enum err listing_close(struct desk *desk, listing_id listing,
                                 struct listing_answer *answer);

NODISCARD enum err listing_get(struct tx *tx, listing_id listing, struct listing *out);
NODISCARD enum err listing_by_extension(struct tx *tx, text extension,
                                        struct listing *out); /* open ones only */
/* Can it be arranged: open, and its advisor's account active. */
bool listing_is_open(const struct listing *listing);

struct listing_filter {
	advisor_id advisor;   /* 0: any */
	category_id category; /* 0: any */
	bool open_only;       /* and of active advisors */
	listing_id before;
	size_t most;
};
/* Newest first. Array of struct listing. */
NODISCARD enum err listing_list(struct tx *tx, const struct listing_filter *filter,
                                struct rows *out);

/* What is wrong with longer words; NULL: nothing. Pure. */
const char *listing_description_fault(text description);

struct category {
	category_id id;
	char slug[CATEGORY_SLUG_CHARS];
	text title, description;
	int32_t position;
	enum listing_state state;
	instant created_at;
	int64_t version;
};

struct category_ask {
	text slug; /* a-z, 0-9 and '-'; NO_TEXT: made from the title */
	text title, description;
	int32_t position;
};
struct category_answer {
	enum refusal refused;
	const char *field, *detail;
	struct category category;
};
NODISCARD enum err category_create(struct desk *desk, const struct category_ask *ask,
                                   struct category_answer *answer);

struct category_edit {
	category_id category;
	bool has_slug, has_title, has_description, has_position, has_state;
	text slug, title, description;
	int32_t position;
	enum listing_state state;
	int64_t version; /* 0: any */
};
/* A closed category takes no new listings; those in it stay. */
NODISCARD enum err category_change(struct desk *desk, const struct category_edit *edit,
                                   struct category_answer *answer);
NODISCARD enum err category_get(struct tx *tx, category_id category, struct category *out);
/* By position, then title; array of struct category. */
NODISCARD enum err category_list(struct tx *tx, bool open_only, size_t most, struct rows *out);
