// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What the routes share: who may see what, and how each noun is written as JSON.
 *
 * Runs on a lane or reader inside the request's transaction. A thing one may not see is answered
 * like a thing that is not there. A number is written in full for its owner only, masked for
 * operators, and not at all for anybody else (F49).
 */
#include "adapter/http/reply.h"
#include "adapter/http/request.h"
#include "domain/forecast/forecast.h"
#include "domain/availability/availability.h"
#include "domain/call/call.h"
#include "domain/callback/callback.h"
#include "domain/listing/listing.h"

/* ---- who ------------------------------------------------------------------------------- */
bool is_operator(const struct request *rq);
/* The figures of the house: an owner or finance. */
bool may_see_money(const struct request *rq);
/* What a call cost and what this person got of it: that one, an owner or finance. */
bool may_see_money_of(const struct request *rq, int64_t account);
/* Is the asker this very person? */
bool is_self(const struct request *rq, int64_t account);
bool is_self_or_operator(const struct request *rq, int64_t account);
/*
 * A list of what two sides share, narrowed to the asker's own. False: what was asked for can hold
 * nothing the asker may see.
 */
bool narrow_to_asker(const struct request *rq, advisor_id *advisor, customer_id *customer);
/* The version to compare with; 0: any. */
int64_t version_asked(const struct request *rq);
NODISCARD enum err reply_not_found(struct reply *reply);
#define ONLY_OWNERS "Only an owner makes and changes operators."
/*
 * Operators, but for themselves, are the owners' business: else a part could take another's
 * account. Leaves the reply untouched where this account may be touched.
 */
NODISCARD enum err reply_if_not_theirs(struct desk *desk, const struct request *rq, account_id id,
                                       struct reply *reply);
/* A refusal about a body field: NULL field gives no pointer. */
NODISCARD enum err reply_field(struct reply *reply, enum refusal refusal, const char *field,
                               const char *detail);

/* Retry-After, when it is known. */
void reply_again_at(struct reply *reply, instant now, instant again_at);

/* ---- pages: take limit + 1, show limit
 * ----------------------------------------------------------- */
size_t page_most(const struct request *rq);
size_t page_shown(const struct request *rq, const struct rows *rows);
bool page_has_more(const struct request *rq, const struct rows *rows);

/* ---- how --------------------------------------------------------------------------------------
 */
/* D5's choices, as far as this operator allows them; how many. */
#define WAIT_CHOICES 5
size_t wait_choices(const struct rules *rules, span out[WAIT_CHOICES]);
const char *currency_of(const struct desk *desk);
/* The body's `price`, in the operator's one currency; false: it is in another, or not there. */
bool price_asked(struct desk *desk, const struct request *rq, int64_t *minor);
NODISCARD enum err reply_wrong_currency(struct desk *desk, struct reply *reply);
void show_account(struct json *j, const struct account *account);
void show_seconds(struct json *j, const char *key, span length);
void show_chars_or_null(struct json *j, const char *key, const char *chars); /* "" is null */

/* `reveal`: an operator asked to see the number and it was noted. */
struct callback_view {
	const struct callback *callback;
	int64_t position;
	bool reveal;
	const struct forecast *forecast; /* NULL: nothing is said of it */
};
/* The members forecast and forecast_why. */
void show_forecast(struct json *j, const struct forecast *forecast);
/* When this one's phone should ring, for one at this position; 0: it does not wait. */
NODISCARD enum err forecast_of(struct desk *desk, const struct callback *cb, int64_t position,
                               struct forecast *out);
void show_callback(struct desk *desk, const struct request *rq, struct json *j,
                   const struct callback_view *view);
/* Members of an advisor, inside an open object. */
NODISCARD enum err show_advisor(struct desk *desk, struct json *j, advisor_id advisor,
                                const char *nickname);
/* The receipt of an ended call, an object of its own. */
NODISCARD enum err show_receipt(struct desk *desk, const struct request *rq, struct json *j,
                                const struct call *call);

/* link_routes.c: a token that opens `subject` until then, which is cut to whole seconds. Writes. */
#define LINK_CHARS 120
NODISCARD enum err link_token_make(struct desk *desk, const char *subject, instant *expires_at,
                                   char out[LINK_CHARS]);
