// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The tables that tools/api.py writes from api/openapi.yaml: what may be asked, by whom, and in
 * which form.
 *
 * Constant, read by every thread. Bounds count characters for strings, items for arrays, and the
 * value for integers. What the generator understands of the document: operation  operationId (the
 * handler is api_<operationId>), x-roles [public customer advisor operator kiosk], x-parts
 * [owner floor finance product engineer own] (of operators; left out: owner), x-lane
 * read|write (GET reads, the rest writes), x-idempotency required|accepted|off (default: accepted
 * on writes), x-if-match required|optional, x-password {verify: field, by: field, hash: field},
 * x-stream true (server-sent events), x-rate (calls a minute and address, for sign-in) parameter in
 * path or query; `limit` and `cursor` are the list's own and are handed over in the request schema
 * type (also [string, "null"]), properties, required, additionalProperties false (always meant),
 * items, enum, minimum maximum minLength maxLength minItems maxItems pattern (POSIX extended), $ref
 * to components, format: id (with x-id: callback …), e164, date-time, timezone, language, currency,
 * money (an object)
 */
#include "adapter/http/request.h"

enum {
	FORM_OBJECT = 1,
	FORM_ARRAY = 2,
	FORM_STRING = 4,
	FORM_INTEGER = 8,
	FORM_BOOLEAN = 16,
	FORM_NULL = 32
};

enum format {
	FORMAT_ANY,
	FORMAT_ID,
	FORMAT_E164,
	FORMAT_DATE_TIME,
	FORMAT_TIMEZONE, /* "Europe/Berlin": characters only; whether it exists is the domain's question
	                  */
	FORMAT_LANGUAGE, /* "en", "pt-BR" */
	FORMAT_CURRENCY, /* three capitals */
	FORMAT_SECRET    /* a password: never shown again, any character */
};

struct field;
struct problem_told;
struct reply;
struct web;

struct form {
	unsigned types;
	enum format format;
	enum id_kind id_kind;
	int64_t least, most;
	int pattern;              /* index into api.patterns, -1 none */
	const char *const *words; /* enum; NULL-terminated, NULL: any */
	const struct field *fields;
	size_t field_count;
	const struct form *items;
};

struct field {
	const char *name;
	const struct form *form;
	bool required;
};

enum idempotency { IDEMPOTENCY_OFF, IDEMPOTENCY_ACCEPTED, IDEMPOTENCY_REQUIRED };

typedef enum err api_handler(struct desk *desk, const struct request *rq, struct reply *reply);

struct route {
	const char *method;    /* "GET"; HEAD is answered by it */
	const char *path;      /* "/v1/callbacks/{callback}/extend" */
	const char *operation; /* "extend_callback" */
	api_handler *handler;
	unsigned roles;
	unsigned parts; /* of operators: PART_BIT of each that may; PART_OWN */
	bool writes;
	bool streams;
	bool is_list; /* takes limit and cursor */
	bool if_match_required;
	enum idempotency idempotency;
	const struct field *path_params;
	size_t path_count;
	const struct field *query_params;
	size_t query_count;
	const struct form *body; /* NULL: none is taken */
	bool body_required;
	const char *password_verify; /* body field to compare, NULL none */
	const char *password_by;     /* body field with the login; NULL: the asker's own password */
	const char *password_hash;   /* body field to hash, NULL none */
	int calls_a_minute;          /* per address; 0: only the general limit */
	bool is_page;                /* answers HTML, takes any query, and its body is a form's */
	/* Writes a problem as a page; NULL: as problem+json. */
	void (*tells)(struct reply *reply, const struct problem_told *told);
};

struct password_look {
	int64_t account; /* 0: no such login, or it cannot sign in */
	text stored;     /* Argon2id string; NO_TEXT: none */
};

/*
 * How the surface finds out who asks; the real one (people.c) asks domain/account. All run inside
 * the transaction.
 */
struct api_people {
	/* ERR_NONE: nobody's, ended, or suspended. Fills account, roles, key, read_only. */
	enum err (*by_session)(struct desk *desk, const char *token_hash, struct principal *who);
	enum err (*by_key)(struct desk *desk, const char *token_hash, struct principal *who);
	/*
	 * By login (`account` 0) or by account. ERR_NONE is not used: a stranger gives an empty look.
	 */
	enum err (*password)(struct desk *desk, text login, int64_t account, struct password_look *out);
	/* The session was used; a write of its own when the request was a read. */
	enum err (*touch)(struct desk *desk, const char *token_hash);
};

struct api {
	const struct route *routes;
	size_t route_count;
	const char *const *patterns; /* NULL-terminated */
	text openapi;                /* the document as JSON */
	const struct api_people *people;
	const struct web *web; /* NULL: no pages */
};
