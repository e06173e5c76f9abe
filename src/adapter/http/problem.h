// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What the surface itself says no to, before or around a handler; the business's no is
 * domain/refusal.h.
 *
 * Both become RFC 9457 documents with a stable `code`. Written into a reply, on whatever thread
 * holds it; all text is copied into the reply's arena.
 */
#include "adapter/http/form.h"
#include "adapter/http/reply.h"

#define PROBLEMS(X) \
	X(PROBLEM_JSON, 400, "malformed_json", "The body is not acceptable JSON.") \
	X(PROBLEM_REQUEST, 400, "malformed_request", "The request cannot be read.") \
	X(PROBLEM_CURSOR, 400, "cursor_invalid", "The cursor belongs to other filters.") \
	X(PROBLEM_KEY_MISSING, 400, "idempotency_key_missing", "Send an Idempotency-Key.") \
	X(PROBLEM_KEY_FORM, 400, "idempotency_key_invalid", \
	  "An Idempotency-Key has 1 to 255 printable characters.") \
	X(PROBLEM_KEY_REUSED, 422, "idempotency_key_reused", \
	  "This Idempotency-Key was used with another request.") \
	X(PROBLEM_TOKEN, 401, "token_invalid", "This token or session is not valid.") \
	X(PROBLEM_CROSS_SITE, 403, "cross_site", "Writes with a cookie must come from our own pages.") \
	X(PROBLEM_READ_ONLY, 403, "key_read_only", "This key may only read.") \
	X(PROBLEM_NO_ROUTE, 404, "not_found", "There is nothing at this address.") \
	X(PROBLEM_METHOD, 405, "method_not_allowed", "This address does not take this method.") \
	X(PROBLEM_ACCEPT, 406, "not_acceptable", "Only JSON can be had here.") \
	X(PROBLEM_TOO_LARGE, 413, "too_large", "The body is too large.") \
	X(PROBLEM_MEDIA, 415, "media_type", "Send the body as application/json.") \
	X(PROBLEM_FORM, 422, "validation_failed", "Some fields are not acceptable.") \
	X(PROBLEM_IF_MATCH, 428, "precondition_required", "Send If-Match with the ETag you saw.") \
	X(PROBLEM_RATE, 429, "rate_limited", "Too many requests. Wait a moment.") \
	X(PROBLEM_HEADERS, 431, "headers_too_large", "The headers are too large.") \
	X(PROBLEM_INTERNAL, 500, "internal", "Something went wrong on our side.") \
	X(PROBLEM_METHOD_UNKNOWN, 501, "method_unknown", "This method is not known.") \
	X(PROBLEM_BUSY, 503, "busy", "There is too much to do. Try again in a moment.") \
	X(PROBLEM_UNCERTAIN, 503, "outcome_unknown", \
	  "It may or may not have happened. Ask again with the same Idempotency-Key.")

#define PROBLEM_ENUM(name, status, code, words) name,
enum problem { PROBLEMS(PROBLEM_ENUM) PROBLEM_COUNT };
#undef PROBLEM_ENUM

/* A problem before it is written down; what is missing is NULL or 0. */
struct problem_told {
	int status;
	const char *code, *title, *detail, *instance;
	const struct fault *faults;
	size_t fault_count;
};

/* `detail` NULL: none. The answer replaces whatever the reply held before. */
void reply_problem(struct reply *reply, enum problem problem, const char *detail);
void reply_problem_faults(struct reply *reply, const struct fault *faults, size_t count);
int problem_status(enum problem problem);
/* The problem that stands for a status evhttp decided by itself. */
enum problem problem_of_status(int status);
/* Which problem a failed message is, and whether to try again soon. */
enum problem problem_of_err(enum err err);
