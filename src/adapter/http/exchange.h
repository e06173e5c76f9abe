// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * One request on its way: made on a loop, worked on by a lane, reader or slow thread, sent by the
 * loop again.
 *
 * Whoever holds it owns it, and it is handed on only through mailboxes and struct work, so there is
 * no lock. Its arena holds everything about it. Stages: LOOK (a reader finds out who asks and the
 * stored password), PASSWORD (the slow pool compares or hashes), RUN (the handler, on a lane or
 * reader). Most requests have RUN only.
 */
#include "adapter/crypt/crypt.h"
#include "adapter/http/gate.h"
#include "adapter/http/http.h"
#include "adapter/http/incoming.h"
#include "adapter/http/problem.h"
#include "port/work.h"

struct exchange;
struct patterns;

enum exchange_stage { STAGE_LOOK, STAGE_PASSWORD, STAGE_RUN };
enum credential { CREDENTIAL_NONE, CREDENTIAL_SESSION, CREDENTIAL_KEY, CREDENTIAL_SOCKET };

/* What all exchanges of a server share; constant after http_open. */
struct surface {
	const struct http_config *config;
	const struct api *api;
	const struct patterns *patterns;
	struct gate *gate;
	text site;   /* public_url or "" */
	bool secure; /* browsers reach us over https: __Host- cookie, HSTS */
	const char *cookie_name;
};

struct exchange {
	struct work work;
	struct chore chore;
	const struct surface *surface;
	void (*back)(struct exchange *x); /* called on a foreign thread when it is finished */
	void *loop;
	struct evhttp_request *evrq;
	struct arena *arena;
	struct request rq;
	struct reply reply;
	enum exchange_stage stage;
	enum credential credential;
	bool by_cookie;
	bool head;
	bool unattended; /* a page asks by itself, or listens */
	bool touches;    /* a reader saw that the session should be touched */
	bool replayed;   /* answered from the table of idempotency keys */
	char fingerprint[CRYPT_HASH_CHARS];
	struct allowance allowance;
	enum err outcome;
	mono began;
	struct exchange *next; /* in the loop's list of unused ones */
};

struct exchange *exchange_open(const struct surface *surface);
void exchange_close(struct exchange *x);
/* Ready for the next request. */
void exchange_clear(struct exchange *x);

/* Reads and checks what came. False: the reply says no already. On the loop. */
NODISCARD bool exchange_prepare(struct exchange *x, const struct incoming *in);
/* Hands it to the first thread it needs. False: there is no room (and the reply says so). */
NODISCARD bool exchange_start(struct exchange *x);
/* On the loop, once it is back: makes the final reply when the work failed. */
void exchange_settle(struct exchange *x);

/* ---- parts, each in a file of its own -------------------------------------------------- */
/* prepare_auth.c: what was sent to prove who asks, and whether a browser may write. */
NODISCARD bool exchange_prepare_auth(struct exchange *x, const struct incoming *in);
NODISCARD bool exchange_prepare_origin(struct exchange *x, const struct incoming *in);
/* prepare_query.c: path and query parameters, limit and cursor. */
NODISCARD bool exchange_prepare_parameters(struct exchange *x, const struct incoming *in,
                                           const text *parts);
/*
 * idempotency.c, inside the transaction. `answered`: the reply is the kept one, or the refusal of a
 * reused key.
 */
NODISCARD enum err idempotency_look(struct exchange *x, struct desk *desk, bool *answered);
NODISCARD enum err idempotency_keep(struct exchange *x, struct desk *desk);
NODISCARD enum err idempotency_sweep(struct desk *desk, instant before, int64_t *gone);
