// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The guard of one loop's connections: how many, from whom, and how long a request may take to
 * arrive.
 *
 * evhttp 2.1 tells nobody when a connection begins or ends. So the guard makes each connection's
 * bufferevent, keeps a reference to it, and sees in a sweep which ones evhttp has given up. It also
 * rewrites the pages evhttp answers by itself (400, 413, 501 …) into problems. Owned by the loop,
 * on the loop's thread; times are mono.
 */
#include <event2/bufferevent.h>
#include <event2/event.h>

#include "adapter/http/exchange.h"

struct ssl_ctx_st;
struct guard;

enum conn_state { CONN_READING, CONN_WORKING, CONN_STREAMING };

struct conn {
	struct guard *guard;
	struct bufferevent *bev;
	int fd; /* -1: not admitted yet */
	enum conn_state state;
	mono deadline; /* while READING */
	uint64_t who;
	bool admitted, counted, by_socket, is_admin, rewrite, told_to_end;
	char peer[64];
	struct conn *next, **link;
	struct conn *next_fresh, *next_rewrite;
};

/* A listening kind: plain or TLS, with limits or on the Unix socket. */
struct door {
	struct guard *guard;
	struct ssl_ctx_st *tls; /* NULL: plain */
	bool by_socket;
};

struct guard *guard_open(struct event_base *base, const struct surface *surface, int loops);
void guard_close(struct guard *guard);
/* For evhttp_set_bevcb; the argument is a struct door. */
struct bufferevent *guard_make(struct event_base *base, void *door);
/* NULL: it was refused, or is gone. */
struct conn *guard_find(struct guard *guard, struct bufferevent *bev);
void conn_work(struct conn *conn);
void conn_read_again(struct conn *conn);
void conn_stream(struct conn *conn);
/* The other end sees the connection close; evhttp tidies up as if it had left. */
void conn_end(struct conn *conn);
/* Every quarter of a second: ends what is late, forgets what is gone. */
void guard_sweep(struct guard *guard);
/* Ends whatever waits for a request; what is worked on goes on. */
void guard_drain(struct guard *guard);
size_t guard_count(const struct guard *guard);
