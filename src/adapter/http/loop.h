// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * One event loop on one thread: its listeners, connections, running requests and watchers.
 *
 * Everything in it belongs to its thread. Others speak to it through its mailbox (loop_tell). A
 * running request holds a reserved place there, so its way back cannot be refused.
 */
#include <event2/event.h>
#include <event2/http.h>
#include <pthread.h>
#include <stdatomic.h>

#include "adapter/http/conn.h"
#include "adapter/http/exchange.h"
#include "adapter/http/stream.h"
#include "base/mailbox.h"

struct http;

enum note_kind {
	NOTE_BACK,   /* an exchange is finished */
	NOTE_TOUCH,  /* a struct touch is finished */
	NOTE_FED,    /* the feeder has read (loop 0) */
	NOTE_NUDGE,  /* events may be new (loop 0) */
	NOTE_FRAMES, /* a struct batch for the watchers */
	NOTE_DRAIN,
	NOTE_STOP
};

struct note {
	enum note_kind kind;
	void *at;
};

enum door_kind { DOOR_PUBLIC, DOOR_SOCKET, DOOR_ADMIN, DOOR_KINDS };

struct server {
	struct loop *loop;
	enum door_kind kind;
	struct door door;
	struct evhttp *evhttp; /* NULL: this loop has none of this kind */
};

struct loop {
	struct http *http;
	int number;
	pthread_t thread;
	bool started;
	struct event_base *base;
	struct mailbox *box;
	struct event *on_box, *on_sweep;
	struct guard *guard;
	struct server servers[DOOR_KINDS];
	struct evbuffer *scratch;
	struct exchange *unused;
	int unused_count, in_flight;
	struct streams *streams;
	bool draining;
	_Atomic bool drained;
};

struct loop *loop_open(struct http *http, int number);
void loop_close(struct loop *loop);
/* Takes over the descriptor. */
void loop_listen(struct loop *loop, enum door_kind kind, int fd, struct ssl_ctx_st *tls);
NODISCARD enum err loop_start(struct loop *loop);
void loop_tell_reserved(struct loop *loop, enum note_kind kind, void *at);
NODISCARD bool loop_tell(struct loop *loop, enum note_kind kind, void *at);

/* serve.c */
void serve_request(struct evhttp_request *evrq, void *server);
void serve_back(struct loop *loop, struct exchange *x);
/* fixed.c: /healthz, /readyz, /metrics, /openapi.json. False: not one of these. */
bool fixed_answer(struct loop *loop, enum door_kind kind, struct evhttp_request *evrq, text path);
