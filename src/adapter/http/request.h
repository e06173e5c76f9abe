// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A request as a handler sees it: who asks, what for, with a body whose form has been checked
 * already.
 *
 * Made on a web loop, read on a lane or reader by `enum err api_<operation_id>(desk, rq, reply)`,
 * which runs inside the transaction and may be run again from the start. Everything lives until the
 * reply has left; copy nothing. Times are instants, ids are the bare numbers (their prefix was
 * checked against the table), money is minor units. It says no by never letting a request of the
 * wrong form come this far: by then every field is known, present when required, of its type and
 * within its bounds. Asking for a name that api/openapi.yaml does not give the operation is a
 * broken promise.
 */
#include "base/time.h"
#include "domain/account/account.h"
#include "domain/desk.h"

struct json_t; /* jansson's */
struct route;
struct status_source;
struct seal;

#define ROLE_PUBLIC 8u /* in a route only, beside enum account_role: nobody need be signed in */
#define PART_BIT(part) (1u << (part))
#define PART_OWN PART_BIT(PART_COUNT) /* in a route only: any operator, about the own account */
#define ROLE_KIOSK 16u                /* of a key of scope wall, and nothing beside it */

enum signed_by { SIGNED_BY_NOTHING, SIGNED_BY_SESSION, SIGNED_BY_KEY, SIGNED_BY_SOCKET };

struct principal {
	int64_t account; /* 0: nobody, or the machine's administrator on the Unix socket */
	int64_t owner;   /* the same; of a screen, which is nobody, whoever made its key */
	unsigned roles;  /* of enum account_role; no ROLE_OPERATOR where the part may not */
	enum operator_part part;
	enum signed_by by;
	int64_t key;         /* id of the API key */
	bool read_only;      /* the key may not write */
	bool needs_factor;   /* an operator who must set up a second factor before anything else */
	bool touch_due;      /* the session should note that it was used */
	char token_hash[80]; /* what the session or key was found by: signing out needs it */
};

/* Password work is done off the lane when the route says `x-password`. */
struct password_work {
	int64_t account; /* whose password was compared; 0: no such login */
	bool matched;    /* it was the right one */
	text compared;   /* the stored string it was compared with: a lane refuses when it changed
	                    meanwhile */
	text hash;       /* Argon2id string of the new password, where the route hashes one */
};

struct value {
	bool present;
	int64_t number; /* integer, id, boolean, instant (µs) */
	text chars;
};

#define PATH_PARAMS_MOST 3
#define QUERY_PARAMS_MOST 12
#define IF_MATCH_ANY (-1)

struct request {
	const struct route *route;
	struct principal who;
	instant now;
	int64_t acting_customer; /* whom it is for: an operator's `customer` field, else the asker */
	int64_t limit;           /* lists: how many to show, 1..100 */
	int64_t cursor;          /* lists: show what comes after this id; 0 from the beginning */
	int64_t if_match;        /* version from If-Match; 0 none, IF_MATCH_ANY for "*" */
	text list_address;       /* lists: path and query without the cursor */
	uint64_t list_filters;   /* lists: a print of the filters, for the cursor */
	int64_t last_event;      /* Last-Event-ID of a stream; -1: none */
	text idempotency_key;    /* NO_TEXT: none */
	text request_id;
	text site;    /* where the documents about problems are: "https://calls.example" or "" */
	text address; /* of the client, as text, after trusted proxies */
	struct password_work password;
	struct arena *arena; /* lives as long as the request; the desk's may not */
	struct value path[PATH_PARAMS_MOST];
	struct value query[QUERY_PARAMS_MOST];
	struct json_t *body;                /* NULL: none was sent */
	const struct status_source *status; /* the daemon's view of itself; NULL: none */
	const struct seal *seal;            /* of http_config */
	const char *theme;                  /* of the page, as cookie_theme says it */
	bool demo;                          /* simulated phones only: http_config.demo */
};

bool request_has_role(const struct request *rq, enum account_role role);
/*
 * May go on with this version? True when no If-Match was sent (428 was answered where the table
 * requires it).
 */
bool request_version_fits(const struct request *rq, int64_t version);

/* ---- parameters, by name --------------------------------------------------------------- */
int64_t path_id(const struct request *rq, const char *name);
text path_text(const struct request *rq, const char *name);
bool query_has(const struct request *rq, const char *name);
int64_t query_number(const struct request *rq, const char *name,
                     int64_t preset);                         /* also booleans */
int64_t query_id(const struct request *rq, const char *name); /* 0: not given */
instant query_instant(const struct request *rq, const char *name);
text query_text(const struct request *rq, const char *name); /* NO_TEXT: not given */

/* ---- the body's top-level fields. Absent, null and a value are three things (merge patch) -- */
bool body_has(const struct request *rq, const char *name);     /* present, maybe null */
bool body_is_null(const struct request *rq, const char *name); /* present and null */
text body_text(const struct request *rq, const char *name);    /* NO_TEXT: absent or null */
int64_t body_number(const struct request *rq, const char *name, int64_t preset);
bool body_bool(const struct request *rq, const char *name, bool preset);
int64_t body_id(const struct request *rq, const char *name);      /* 0: absent or null */
instant body_instant(const struct request *rq, const char *name); /* NEVER: absent or null */
/* A money object {"amount": n, "currency": "USD"}; false: absent or null. */
bool body_money(const struct request *rq, const char *name, int64_t *minor, text *currency);
size_t body_count(const struct request *rq,
                  const char *name); /* items of an array, 0: absent or null */
text body_item_text(const struct request *rq, const char *name, size_t index);
/* A text member of an object in an array. */
text body_item_member(const struct request *rq, const char *name, size_t index, const char *member);
/* What is deeper: an object inside the body, read by the same names; NULL: absent or null. */
struct json_t *body_object(const struct request *rq, const char *name);
