// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What a handler answers: a status, a few headers and a body that is written as it is decided.
 *
 * Filled on a lane or reader, sent on the loop after COMMIT, forgotten when the message is rolled
 * back. The body lives in the request's arena. A refusal is an answer, not an error: `return
 * reply_refused(...)` gives OK, and the transaction commits what was written before (by rule
 * nothing).
 *
 *     struct json *j = reply_json(reply, 201);
 *     json_object(j); json_put_text(j, "title", row.title); json_end(j);
 *     reply_location(reply, "/v1/listings", ID_OF_listing, row.id.n);
 *     return OK;
 */
#include "base/json.h"
#include "domain/ids.h"
#include "domain/refusal.h"

struct arena;
struct request;

struct reply_header {
	struct reply_header *next;
	const char *name;
	text value;
};

struct reply {
	struct arena *arena;
	const struct request *rq;
	int status; /* 0 until something was answered */
	const char *content_type;
	struct text_buf body;
	struct json json;
	struct reply_header *headers, **headers_end;
	const char *cookie_token; /* a session begins; "" it ends; NULL nothing */
	span cookie_life;
	int64_t stream_from;         /* of an event stream: the number after which the stream begins */
	int64_t stream_begins;       /* and the number its first lines tell */
	bool streams, stream_public; /* public: whoever it is sees what everybody may see */
	bool stream_wall;            /* it tells that the wallboard moved, and nothing else */
	bool keep;                   /* may be kept under its idempotency key */
};

void reply_init(struct reply *reply, const struct request *rq, struct arena *arena);

/* Begins a JSON body. Call once, write one value. */
struct json *reply_json(struct reply *reply, int status);
NODISCARD enum err reply_nothing(struct reply *reply); /* 204 */

/*
 * RFC 9457. `pointer` is "#/field" or NULL, `detail` a sentence or NULL for the refusal's own.
 * Always OK.
 */
NODISCARD enum err reply_refused(struct reply *reply, enum refusal refusal, const char *pointer,
                                 const char *detail);
/*
 * The same, naming the thing that is in the way (already_in_line links the callback that exists).
 */
NODISCARD enum err reply_refused_by(struct reply *reply, enum refusal refusal, const char *detail,
                                    const char *instance);

void reply_header(struct reply *reply, const char *name, text value); /* `value` is copied */
void reply_location(struct reply *reply, const char *collection, enum id_kind kind, int64_t id);
void reply_etag(struct reply *reply, int64_t version);

/* {"data":[ … ],"next_cursor":…} and Link: rel="next". Fetch rq->limit + 1 rows, write at most
 * rq->limit, and give the cursor value of the last one written when there was one more, else 0. */
struct json *reply_list(struct reply *reply);
NODISCARD enum err reply_list_end(struct reply *reply, int64_t next);

/*
 * Sets or ends the session cookie. `token` is the secret itself; only its hash is stored
 * (adapter/crypt).
 */
void reply_session(struct reply *reply, text token, span life);
void reply_session_end(struct reply *reply);

#define json_put_id(j, key, kind, n) \
	do { \
		char json_put_id_[ID_CHARS]; \
		json_key((j), (key)); \
		json_chars((j), (n) ? id_format((kind), (n), json_put_id_) : NULL); \
	} while (0)
void json_put_money(struct json *j, const char *key, int64_t minor, const char *currency);
