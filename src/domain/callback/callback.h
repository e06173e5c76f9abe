// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A callback: the promise to call a customer as soon as an advisor is free (CB1).
 *
 * All callbacks of one advisor form the line, strictly in the order (requested_at, id), which is
 * never rewritten (SETTLED 1). How a callback gets from `waiting` to exactly one end is the table
 * in callback_moves.c. Everything here runs on a lane inside the desk's transaction, with the
 * advisor locked by the verb itself. Times are UTC instants, prices minor units a minute. It says
 * no with a refusal in the answer.
 */
#include "domain/desk.h"

#define CALLBACK_STATES(X) \
	X(CALLBACK_WAITING, "waiting")         /* in the line                             */ \
	X(CALLBACK_OFFERING, "offering")       /* the advisor's phone rings or asks       */ \
	X(CALLBACK_RINGING, "ringing")         /* the advisor said yes, the customer rings */ \
	X(CALLBACK_CONNECTED, "connected")     /* both on the line                        */ \
	X(CALLBACK_COMPLETED, "completed")     /* talked, settled                         */ \
	X(CALLBACK_EXPIRED, "expired")         /* the until-time passed first             */ \
	X(CALLBACK_CANCELLED, "cancelled")     /* the customer changed their mind         */ \
	X(CALLBACK_UNREACHABLE, "unreachable") /* the customer did not answer             */ \
	X(CALLBACK_NO_FUNDS, "no_funds")       /* the balance did not cover a hold        */ \
	X(CALLBACK_WITHDRAWN, "withdrawn")     /* the advisor, listing or operator ended it */

#define CALLBACK_STATE_ENUM(name, word) name,
enum callback_state { CALLBACK_STATES(CALLBACK_STATE_ENUM) CALLBACK_STATE_COUNT };
#undef CALLBACK_STATE_ENUM
extern const char *const CALLBACK_WORDS[];

enum callback_channel { CHANNEL_WEB, CHANNEL_PHONE };
extern const char *const CHANNEL_WORDS[];

struct callback {
	callback_id id;
	advisor_id advisor;
	customer_id customer;
	listing_id listing;
	char number[PHONE_NUMBER_CHARS];
	enum callback_channel channel;
	enum callback_state state;
	instant requested_at, expires_at, not_before;
	int32_t attempts, funds_skips;
	int64_t price_minor;
	text reason;
	char language[8];
	call_id call;
	instant ended_at;
	char end_reason[40];
	int64_t version;
	callback_id lets_pass; /* the one behind who is let go first, once; 0: nobody */
	instant let_pass_at;   /* since when, or when it was the last time */
	bool let_first;        /* the one before lets this one go first */
	/* joined in for showing */
	char customer_nickname[64], advisor_nickname[64];
	text listing_title;
	int64_t listing_price_minor; /* now */
};

bool callback_is_live(enum callback_state state);

struct callback_ask {
	customer_id customer;
	listing_id listing;
	text number;   /* as written; E.164 after checking */
	span wait;     /* how long the customer will wait; or */
	instant until; /* an absolute time; one of the two is set */
	text reason;   /* optional */
	enum callback_channel channel;
	bool at_once; /* of a free advisor: the switch of web call backs is about waiting (F18) */
};

struct callback_answer {
	enum refusal refused; /* GRANTED, or why not */
	const char *field;    /* JSON field at fault, or NULL */
	const char *detail;   /* words about it, or NULL */
	bool existed;         /* the pair had a live one: it was edited, place kept (SETTLED 4) */
	struct callback callback;
	int64_t position; /* 1 is next; 0 when not waiting */
};

/* F1, F2, F7, F8, F27, F28. */
NODISCARD enum err callback_request(struct desk *desk, const struct callback_ask *ask,
                                    struct callback_answer *answer);

struct callback_edit {
	callback_id callback;
	bool has_number, has_until;
	text number;
	instant until;
	int64_t version; /* 0: any */
};
/* F25: keeps the place. Legal while waiting, the until-time also while a dial runs. */
NODISCARD enum err callback_change(struct desk *desk, const struct callback_edit *edit,
                                   struct callback_answer *answer);
/*
 * Customer cancels (F24, legal until connected), advisor removes with a reason (F33: withdrawn).
 * Routes use call_cancel_callback (domain/call/call.h), which also stops a running dial.
 */
NODISCARD enum err callback_cancel(struct desk *desk, callback_id callback, text reason,
                                   struct callback_answer *answer);

/*
 * The customer lets the one behind go first, once, and keeps the place: when the line comes to this
 * one and that one may be dialed, with nobody else between them, that one is dialed. Over when that
 * one has been dialed or has left. Legal while waiting, not as the last, once in let_pass_rest_ms.
 */
NODISCARD enum err callback_let_pass(struct desk *desk, callback_id callback,
                                     struct callback_answer *answer);

/* ---- looking --------------------------------------------------------------------------- */
NODISCARD enum err callback_get(struct tx *tx, callback_id callback, struct callback *out);
/*
 * 1 for whom the line comes to first; 0 when not waiting. Counts those ahead that are still alive,
 * exactly (F26), and knows who lets whom pass.
 */
NODISCARD enum err callback_position(struct tx *tx, const struct callback *callback, int64_t *out);
NODISCARD enum err callback_line_length(struct tx *tx, advisor_id advisor, int64_t *out);

struct callback_filter {
	advisor_id advisor;   /* 0: any */
	customer_id customer; /* 0: any */
	bool live_only;
	bool has_state;
	enum callback_state state;
	callback_id before; /* page: ids below; 0: from the newest */
	size_t most;
};
/* Newest first. Array of struct callback. */
NODISCARD enum err callback_list(struct tx *tx, const struct callback_filter *filter,
                                 struct rows *out);

/* One row of Arranged Calls (CB9, F15), in the order of the line. */
struct arranged_call {
	callback_id callback;
	enum callback_state state;
	enum callback_channel channel;
	customer_id customer;
	char customer_nickname[64];
	instant requested_at, call_back_until, not_before;
	int64_t earned_minor; /* from calls with this customer so far (SETTLED 21) */
	listing_id listing;
	text listing_title;
	int64_t price_minor; /* now, of that listing */
	int64_t price_at_request_minor;
	text reason;
	callback_id lets_pass;
};
/* `after` 0: from the front. */
NODISCARD enum err callback_arranged(struct tx *tx, advisor_id advisor, instant after_requested,
                                     callback_id after, size_t most, struct rows *out);

/*
 * Why this one is at its place: the rule and the times of those ahead, no names (`queue explain`).
 * Array of struct callback.
 */
NODISCARD enum err callback_ahead(struct tx *tx, const struct callback *callback, size_t most,
                                  struct rows *out);
