// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/loop.h"

#include <event2/buffer.h>
#include <event2/listener.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapter/http/http_inside.h"
#include "base/log.h"

#define NOTES_AT_ONCE 64
#define NOTES_MOST 1024
#define SWEEP_US 250000

void loop_tell_reserved(struct loop *loop, enum note_kind kind, void *at)
{
	mailbox_put_reserved(loop->box, &(struct note){ kind, at });
}

bool loop_tell(struct loop *loop, enum note_kind kind, void *at)
{
	return mailbox_put(loop->box, &(struct note){ kind, at });
}

static void close_doors(struct loop *loop)
{
	for (int i = 0; i < DOOR_KINDS; i++) {
		if (loop->servers[i].evhttp)
			evhttp_free(loop->servers[i].evhttp);
		loop->servers[i].evhttp = NULL;
	}
}

static void drain(struct loop *loop)
{
	loop->draining = true;
	streams_end_all(loop->streams);
	guard_drain(loop->guard);
}

static void take_note(struct loop *loop, const struct note *note)
{
	switch (note->kind) {
	case NOTE_BACK: serve_back(loop, note->at); break;
	case NOTE_TOUCH:
		loop->in_flight--;
		free(note->at);
		break;
	case NOTE_FED: feeder_fed(loop->http->feeder); break;
	case NOTE_NUDGE: feeder_look(loop->http->feeder); break;
	case NOTE_FRAMES: streams_show(loop->streams, note->at); break;
	case NOTE_DRAIN: drain(loop); break;
	case NOTE_STOP: event_base_loopbreak(loop->base); break;
	}
}

static void on_box(evutil_socket_t fd, short what, void *arg)
{
	struct loop *loop = arg;
	struct note notes[NOTES_AT_ONCE];
	size_t count;

	(void)fd;
	(void)what;
	while ((count = mailbox_take(loop->box, notes, NOTES_AT_ONCE)) > 0)
		for (size_t i = 0; i < count; i++)
			take_note(loop, &notes[i]);
}

static void on_sweep(evutil_socket_t fd, short what, void *arg)
{
	struct loop *loop = arg;
	bool first = loop->number == 0;

	(void)fd;
	(void)what;
	guard_sweep(loop->guard);
	streams_tick(loop->streams);
	if (first && !loop->draining)
		feeder_tick(loop->http->feeder);
	if (loop->draining && loop->in_flight == 0 && streams_count(loop->streams) == 0 &&
	    (!first || feeder_is_idle(loop->http->feeder)))
		atomic_store(&loop->drained, true);
}

struct loop *loop_open(struct http *http, int number)
{
	struct loop *loop = calloc(1, sizeof(*loop));
	size_t in_flight = (size_t)http->config.in_flight_most * 2 + 8;

	must(loop);
	loop->http = http;
	loop->number = number;
	loop->base = event_base_new();
	must(loop->base);
	loop->box = mailbox_open(sizeof(struct note), NOTES_MOST, in_flight);
	loop->guard = guard_open(loop->base, &http->surface, http->config.loops);
	loop->streams = streams_open(loop);
	loop->scratch = evbuffer_new();
	loop->on_box = event_new(loop->base, mailbox_fd(loop->box), EV_READ | EV_PERSIST, on_box, loop);
	loop->on_sweep = event_new(loop->base, -1, EV_PERSIST, on_sweep, loop);
	must(loop->box && loop->scratch && loop->on_box && loop->on_sweep);
	return loop;
}

void loop_listen(struct loop *loop, enum door_kind kind, int fd, struct ssl_ctx_st *tls)
{
	const struct http_config *config = &loop->http->config;
	struct server *server = &loop->servers[kind];
	struct evconnlistener *listener;

	must(!server->evhttp);
	*server = (struct server){
		.loop = loop,
		.kind = kind,
		.door = { .guard = loop->guard, .tls = tls, .by_socket = kind == DOOR_SOCKET }
	};
	server->evhttp = evhttp_new(loop->base);
	listener = evconnlistener_new(loop->base, NULL, NULL,
	                              LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC, 0, fd);
	must(server->evhttp && listener);
	must(evhttp_bind_listener(server->evhttp, listener) != NULL);
	evhttp_set_bevcb(server->evhttp, guard_make, &server->door);
	evhttp_set_gencb(server->evhttp, serve_request, server);
	evhttp_set_max_headers_size(server->evhttp, (ev_ssize_t)config->header_most);
	evhttp_set_max_body_size(server->evhttp, (ev_ssize_t)config->body_most);
	/* Reads what is too large to the end, so that the sender sees the answer and not a reset. */
	(void)evhttp_set_flags(server->evhttp, EVHTTP_SERVER_LINGERING_CLOSE);
	evhttp_set_timeout(server->evhttp, (int)span_seconds(config->idle_time) + 1);
	evhttp_set_allowed_methods(server->evhttp, EVHTTP_REQ_GET | EVHTTP_REQ_HEAD | EVHTTP_REQ_POST |
	                                               EVHTTP_REQ_PUT | EVHTTP_REQ_PATCH |
	                                               EVHTTP_REQ_DELETE | EVHTTP_REQ_OPTIONS |
	                                               EVHTTP_REQ_TRACE);
	evhttp_set_default_content_type(server->evhttp, NULL);
}

static void *live(void *arg)
{
	struct loop *loop = arg;
	const struct timeval each = { 0, SWEEP_US };
	sigset_t all;

	/* A reader that is gone is an error of a write, and signals are the main thread's. */
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, NULL);
	event_add(loop->on_box, NULL);
	event_add(loop->on_sweep, &each);
	event_base_loop(loop->base, EVLOOP_NO_EXIT_ON_EMPTY);
	return NULL;
}

enum err loop_start(struct loop *loop)
{
	if (pthread_create(&loop->thread, NULL, live, loop) != 0)
		return ERR_UNAVAILABLE;
	loop->started = true;
	return OK;
}

static void drop_note(const struct note *note)
{
	if (note->kind == NOTE_FRAMES)
		batch_drop(note->at);
	else if (note->kind == NOTE_TOUCH)
		free(note->at);
}

static void empty_box(struct loop *loop)
{
	struct note note;

	while (mailbox_take(loop->box, &note, 1) == 1)
		drop_note(&note);
}

void loop_close(struct loop *loop)
{
	if (loop->started) {
		while (!loop_tell(loop, NOTE_STOP, NULL))
			usleep(1000);
		pthread_join(loop->thread, NULL);
	}
	close_doors(loop);
	guard_close(loop->guard);
	empty_box(loop);
	streams_close(loop->streams);
	while (loop->unused) {
		struct exchange *x = loop->unused;

		loop->unused = x->next;
		exchange_close(x);
	}
	event_free(loop->on_box);
	event_free(loop->on_sweep);
	evbuffer_free(loop->scratch);
	mailbox_close(loop->box);
	event_base_free(loop->base);
	free(loop);
}
