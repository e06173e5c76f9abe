// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/stream.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/bufferevent_ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "adapter/http/http_inside.h"
#include "base/meter.h"

#define WALL_BEAT SECONDS(4) /* a board pales when nothing came for ten */
#define RECENT_MOST 1024     /* frames kept for watchers that begin while events arrive */

struct watcher {
	struct streams *streams;
	struct evhttp_request *evrq;
	struct conn *conn;
	int64_t account, seen;
	int64_t let_in_by; /* the account whose verdicts end it */
	int64_t counted;   /* among those of: the account, or the key of a screen */
	unsigned roles;
	bool chunked, closing, plain, visitor, wall;
	mono ends, next_beat;
	span beat;
	struct watcher *next, **link;
};

struct streams {
	struct loop *loop;
	struct watcher *all;
	size_t count;
	struct frame *recent[RECENT_MOST]; /* a ring; `recent_next` is where the next one goes */
	size_t recent_next;
	int64_t shown_to; /* everything up to this number was given out here; -1: not begun */
};

static mono tick(const struct streams *streams)
{
	const struct clock_port *clock = streams->loop->http->config.clock;

	return clock->tick(clock->ctx);
}

/* ---- frames ---------------------------------------------------------------------------- */
void frame_write(struct text_buf *out, const struct event *event, text line)
{
	must(!memchr(line.at, '\n', line.length));
	text_buf_print(out, "id: %lld\nevent: %s\ndata: ", (long long)event->number, event->kind);
	text_buf_add(out, line);
	text_buf_chars(out, "\n\n");
}

static bool is_verdict(const char *kind)
{
	static const char *const VERDICTS[] = { "account.changed", "account.suspended", "session.ended",
		                                    "key.revoked" };

	for (size_t i = 0; i < COUNT(VERDICTS); i++) {
		if (strcmp(kind, VERDICTS[i]) == 0)
			return true;
	}
	return false;
}

struct frame *frame_make(const struct event *event, text line)
{
	char intro[128], size[24];
	int intro_length = snprintf(
		intro, sizeof(intro), "id: %lld\nevent: %s\ndata: ", (long long)event->number, event->kind);
	size_t length = (size_t)intro_length + line.length + 2;
	int head = snprintf(size, sizeof(size), "%zx\r\n", length);
	struct frame *f = malloc(sizeof(*f) + (size_t)head + length + 2);

	must(f && intro_length > 0 && (size_t)intro_length < sizeof(intro));
	must(!memchr(line.at, '\n', line.length));
	f->uses = 1;
	f->number = event->number;
	f->advisor = event->advisor.n;
	f->customer = event->customer.n;
	f->is_public = event->is_public;
	f->is_hint = f->is_wall = false;
	f->is_verdict = is_verdict(event->kind);
	f->head = (size_t)head;
	f->length = length;
	memcpy(f->bytes, size, f->head);
	memcpy(f->bytes + head, intro, (size_t)intro_length);
	memcpy(f->bytes + head + intro_length, line.at, line.length);
	memcpy(f->bytes + f->head + length - 2, "\n\n\r\n", 4);
	return f;
}

void frame_keep(struct frame *frame)
{
	atomic_fetch_add(&frame->uses, 1);
}

void frame_drop(struct frame *frame)
{
	int before = atomic_fetch_sub(&frame->uses, 1);

	must(before > 0);
	if (before == 1)
		free(frame);
}

void batch_drop(struct batch *batch)
{
	for (size_t i = 0; i < batch->count; i++)
		frame_drop(batch->frames[i]); /* NOLINT(clang-analyzer-unix.Malloc): it is counted */
	free(batch);
}

/* ---- watchers -------------------------------------------------------------------------- */
static void forget(struct watcher *w)
{
	*w->link = w->next;
	if (w->next)
		w->next->link = w->link;
	w->streams->count--;
	if (w->visitor)
		atomic_fetch_sub(&w->streams->loop->http->visitor_streams, 1);
	meter_set(METER_EVENT_STREAMS, 0, atomic_fetch_sub(&w->streams->loop->http->streams, 1) - 1);
	free(w);
}

/* evhttp has let go of the connection; ending the request gives back the rest. */
static void on_close(struct evhttp_connection *evcon, void *arg)
{
	struct watcher *w = arg;

	(void)evcon;
	evhttp_request_free(w->evrq);
	forget(w);
}

static struct bufferevent *wire_of(const struct watcher *w)
{
	return evhttp_connection_get_bufferevent(evhttp_request_get_connection(w->evrq));
}

static void end(struct watcher *w)
{
	if (!w->closing)
		conn_end(w->conn);
	w->closing = true;
}

static void on_frame_sent(const void *data, size_t length, void *frame)
{
	(void)data;
	(void)length;
	frame_drop(frame);
}

static bool is_for(const struct watcher *w, const struct frame *f)
{
	if (w->wall || f->is_wall)
		return w->wall && f->is_wall;
	return f->is_public || (w->roles & ROLE_OPERATOR) ||
	       (w->account && (f->customer == w->account || f->advisor == w->account));
}

/*
 * Straight to the socket of a watcher that is up to date: through the buffer it would cost two more
 * calls of the kernel and a turn of the loop, for each of thousands. How much went; what did not
 * goes the usual way, and so do errors.
 */
static size_t send_at_once(const struct watcher *w, const char *at, size_t length)
{
	struct bufferevent *wire = wire_of(w);

	if (!w->plain || evbuffer_get_length(bufferevent_get_output(wire)) > 0)
		return 0;
	ssize_t sent = send(bufferevent_getfd(wire), at, length, MSG_DONTWAIT | MSG_NOSIGNAL);

	return sent > 0 ? (size_t)sent : 0;
}

static void send_frame(struct watcher *w, struct frame *f)
{
	struct evbuffer *out = bufferevent_get_output(wire_of(w));

	if (evbuffer_get_length(out) > w->streams->loop->http->config.stream_behind_most) {
		end(w);
		return;
	}
	const char *at = w->chunked ? f->bytes : f->bytes + f->head;
	size_t length = w->chunked ? f->head + f->length + 2 : f->length;
	size_t sent = send_at_once(w, at, length);

	must(sent <= length);
	if (sent == length)
		return;
	frame_keep(f);
	if (evbuffer_add_reference(out, at + sent, length - sent, on_frame_sent, f) < 0)
		frame_drop(f);
}

static void show(struct watcher *w, struct frame *f)
{
	if (w->closing || f->number < w->seen || (f->number == w->seen && !f->is_hint))
		return;
	w->seen = f->number;
	/* What it was let in for may be over: it has to ask again, with what it is now. */
	bool is_over = f->is_verdict && w->let_in_by && w->let_in_by == f->customer;

	if (is_for(w, f))
		send_frame(w, f);
	if (is_over)
		end(w);
}

static void say(struct watcher *w, const char *what)
{
	struct evbuffer *out = bufferevent_get_output(wire_of(w));
	size_t length = strlen(what);

	if (w->closing)
		return;
	if (w->chunked)
		evbuffer_add_printf(out, "%zx\r\n%s\r\n", length, what);
	else
		evbuffer_add(out, what, length);
}

static struct frame *oldest_recent(const struct streams *s)
{
	for (size_t i = 0; i < RECENT_MOST; i++) {
		struct frame *f = s->recent[(s->recent_next + i) % RECENT_MOST];

		if (f)
			return f;
	}
	return NULL;
}

/*
 * What was given out between the watcher's look at the store and now, or the end if that is not
 * known any more.
 */
static void catch_up(struct watcher *w)
{
	struct streams *s = w->streams;
	const struct frame *oldest = oldest_recent(s);

	if (w->seen >= s->shown_to)
		return;
	if (!oldest || oldest->number > w->seen + 1) {
		end(w);
		return;
	}
	for (size_t i = 0; i < RECENT_MOST; i++) {
		struct frame *f = s->recent[(s->recent_next + i) % RECENT_MOST];

		if (f)
			show(w, f);
	}
}

static void start_reply(struct watcher *w, struct exchange *x)
{
	struct evkeyvalq *headers = evhttp_request_get_output_headers(w->evrq);
	struct evbuffer *first = w->streams->loop->scratch;
	const struct timeval patience = { 30, 0 };

	evhttp_add_header(headers, "Content-Type", "text/event-stream");
	evhttp_add_header(headers, "Cache-Control", "no-store");
	evhttp_add_header(headers, "X-Accel-Buffering", "no");
	evhttp_add_header(headers, "X-Content-Type-Options", "nosniff");
	evhttp_add_header(headers, "X-Request-Id", text_terminated(x->arena, x->rq.request_id));
	evhttp_send_reply_start(w->evrq, 200, NULL);
	const char *coding = evhttp_find_header(headers, "Transfer-Encoding");

	w->chunked = coding && strcmp(coding, "chunked") == 0;
	w->plain = !bufferevent_openssl_get_ssl(wire_of(w));
	/* The number alone, so that whoever is cut off before the first event can go on from here. */
	evbuffer_add_printf(first, "retry: 2000\nid: %lld\n\n", (long long)x->reply.stream_begins);
	evbuffer_add(first, x->reply.body.at, x->reply.body.length);
	evhttp_send_reply_chunk(w->evrq, first);
	evbuffer_drain(first, evbuffer_get_length(first));
	/* A watcher says nothing more; only a write that does not move ends it. */
	bufferevent_set_timeouts(wire_of(w), NULL, &patience);
}

static bool is_visitor(const struct exchange *x)
{
	return x->rq.who.by == SIGNED_BY_NOTHING;
}

bool streams_have_room(const struct streams *s, const struct exchange *x)
{
	struct http *http = s->loop->http;

	if (is_visitor(x) && atomic_load(&http->visitor_streams) >= http->config.visitor_streams_most)
		return false;
	return atomic_load(&http->streams) < http->config.streams_most;
}

/* So that nobody takes everybody's room. The newest stand first. */
static void end_oldest_of(struct streams *s, int64_t counted)
{
	struct watcher *oldest = NULL;
	int count = 0;

	for (struct watcher *w = s->all; w && counted; w = w->next) {
		if (w->counted != counted || w->closing)
			continue;
		oldest = w;
		count++;
	}
	if (oldest && count > s->loop->http->config.account_streams_most)
		end(oldest);
}

void streams_begin(struct streams *s, struct exchange *x, struct conn *conn)
{
	struct http *http = s->loop->http;
	struct watcher *w = calloc(1, sizeof(*w));

	must(w && conn);
	*w = (struct watcher){ .streams = s, .evrq = x->evrq, .conn = conn };
	w->seen = x->reply.stream_from;
	w->wall = x->reply.stream_wall;
	if (!x->reply.stream_public) {
		w->account = x->rq.who.account;
		w->roles = x->rq.who.roles;
		w->let_in_by = x->rq.who.owner;
		w->counted = w->account ? w->account : x->rq.who.key;
	}
	w->visitor = is_visitor(x);
	if (w->visitor)
		atomic_fetch_add(&http->visitor_streams, 1);
	w->ends = mono_add(tick(s), http->config.stream_life);
	w->beat = w->wall && span_less(WALL_BEAT, http->config.heartbeat) ? WALL_BEAT
	                                                                  : http->config.heartbeat;
	w->next_beat = mono_add(tick(s), w->beat);
	w->next = s->all;
	w->link = &s->all;
	if (w->next)
		w->next->link = &w->next;
	s->all = w;
	s->count++;
	meter_set(METER_EVENT_STREAMS, 0, atomic_fetch_add(&http->streams, 1) + 1);
	end_oldest_of(s, w->counted);
	conn_stream(conn);
	evhttp_connection_set_closecb(evhttp_request_get_connection(w->evrq), on_close, w);
	start_reply(w, x);
	catch_up(w);
}

static void remember(struct streams *s, struct frame *f)
{
	if (s->recent[s->recent_next])
		frame_drop(s->recent[s->recent_next]);
	frame_keep(f);
	s->recent[s->recent_next] = f;
	s->recent_next = (s->recent_next + 1) % RECENT_MOST;
}

void streams_show(struct streams *s, struct batch *batch)
{
	/* Who began before the feeder did may have missed what was there when it began. */
	for (struct watcher *w = s->all; s->shown_to < 0 && w; w = w->next)
		if (w->seen < batch->to)
			end(w);
	s->shown_to = batch->to;
	for (size_t i = 0; i < batch->count; i++) {
		remember(s, batch->frames[i]);
		for (struct watcher *w = s->all; w; w = w->next)
			show(w, batch->frames[i]); /* NOLINT(clang-analyzer-unix.Malloc): it is counted */
	}
	batch_drop(batch);
}

void streams_tick(struct streams *s)
{
	mono now = tick(s);

	for (struct watcher *w = s->all; w; w = w->next) {
		if (mono_before(w->ends, now))
			end(w);
		else if (mono_before(w->next_beat, now)) {
			say(w, ":\n\n");
			w->next_beat = mono_add(now, w->beat);
		}
	}
}

void streams_end_all(struct streams *s)
{
	for (struct watcher *w = s->all; w; w = w->next)
		end(w);
}

size_t streams_count(const struct streams *s)
{
	return s->count;
}

struct streams *streams_open(struct loop *loop)
{
	struct streams *s = calloc(1, sizeof(*s));

	must(s);
	s->loop = loop;
	s->shown_to = -1;
	return s;
}

void streams_close(struct streams *s)
{
	must(!s->all);
	for (size_t i = 0; i < RECENT_MOST; i++)
		if (s->recent[i])
			frame_drop(s->recent[i]);
	free(s);
}
