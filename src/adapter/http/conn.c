// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/conn.h"

#include <arpa/inet.h>
#include <event2/buffer.h>
#include <event2/bufferevent_ssl.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "adapter/http/listener.h"
#include "base/arena.h"

#define SPARE_INPUT_BYTES 65536 /* of pipelined requests behind the one being worked on */

struct guard {
	struct event_base *base;
	const struct surface *surface;
	struct arena *arena; /* for one page */
	struct event *todo;  /* new connections to admit, pages to rewrite: right after this event */
	struct conn *all, *fresh, *rewrites;
	struct conn **by_fd;
	size_t by_fd_room, count, most;
	bool draining;
};

static mono tick(const struct guard *guard)
{
	const struct clock_port *clock = guard->surface->config->clock;

	return clock->tick(clock->ctx);
}

static void forget(struct conn *conn)
{
	struct guard *guard = conn->guard;
	struct conn **at = &guard->rewrites;

	while (*at && *at != conn)
		at = &(*at)->next_rewrite;
	if (*at)
		*at = conn->next_rewrite;
	if (conn->fd >= 0 && (size_t)conn->fd < guard->by_fd_room && guard->by_fd[conn->fd] == conn)
		guard->by_fd[conn->fd] = NULL;
	if (conn->counted)
		gate_leave(guard->surface->gate, conn->who);
	*conn->link = conn->next;
	if (conn->next)
		conn->next->link = conn->link;
	guard->count--;
	bufferevent_decref(conn->bev);
	free(conn);
}

/* evhttp keeps an error callback on every connection it still knows. */
static bool is_gone(struct conn *conn)
{
	bufferevent_event_cb on_event = NULL;

	bufferevent_getcb(conn->bev, NULL, NULL, &on_event, NULL);
	return on_event == NULL;
}

void conn_end(struct conn *conn)
{
	if (conn->fd >= 0 && !conn->told_to_end && !is_gone(conn))
		shutdown(conn->fd, SHUT_RDWR);
	conn->told_to_end = true;
}

/* ---- admission ------------------------------------------------------------------------- */
static void learn_peer(struct conn *conn)
{
	struct sockaddr_storage at = { .ss_family = AF_UNSPEC };
	socklen_t length = sizeof(at);

	if (conn->by_socket || getpeername(conn->fd, (struct sockaddr *)&at, &length) < 0)
		return;
	if (at.ss_family == AF_INET)
		inet_ntop(AF_INET, &((struct sockaddr_in *)&at)->sin_addr, conn->peer, sizeof(conn->peer));
	else if (at.ss_family == AF_INET6)
		inet_ntop(AF_INET6, &((struct sockaddr_in6 *)&at)->sin6_addr, conn->peer,
		          sizeof(conn->peer));
}

static void place_by_fd(struct guard *guard, struct conn *conn)
{
	size_t fd = (size_t)conn->fd;

	if (fd >= guard->by_fd_room) {
		size_t room = (fd + 1) * 2;
		struct conn **more = realloc(guard->by_fd, room * sizeof(*more));

		must(more);
		memset(more + guard->by_fd_room, 0, (room - guard->by_fd_room) * sizeof(*more));
		guard->by_fd = more;
		guard->by_fd_room = room;
	}
	/* The descriptor was given out again, so its last holder is gone. */
	if (guard->by_fd[fd])
		forget(guard->by_fd[fd]);
	guard->by_fd[fd] = conn;
}

static bool has_place(struct conn *conn)
{
	struct guard *guard = conn->guard;
	const struct http_config *config = guard->surface->config;

	if (conn->by_socket)
		return true;
	conn->who = gate_address(guard->surface->gate, text_of(conn->peer));
	conn->counted = gate_enter(guard->surface->gate, conn->who, config->connections_per_address);
	if (conn->counted && guard->count <= guard->most)
		return true;
	/* The count may be of connections that ended since the last sweep. */
	guard_sweep(guard);
	if (!conn->counted)
		conn->counted =
			gate_enter(guard->surface->gate, conn->who, config->connections_per_address);
	return conn->counted && guard->count <= guard->most;
}

static void admit(struct conn *conn)
{
	const int yes = 1;

	conn->admitted = true;
	conn->fd = bufferevent_getfd(conn->bev);
	if (conn->fd < 0 || is_gone(conn)) {
		forget(conn);
		return;
	}
	place_by_fd(conn->guard, conn);
	learn_peer(conn);
	conn->is_admin = conn->by_socket && listener_peer_is_admin(conn->fd);
	if (!conn->by_socket)
		(void)setsockopt(conn->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
	if (!has_place(conn) || conn->guard->draining)
		conn_end(conn);
}

/* ---- evhttp's own pages ---------------------------------------------------------------- */
static int status_of_page(struct evbuffer *page)
{
	char line[13] = { 0 };

	if (evbuffer_copyout(page, line, 12) != 12 || strncmp(line, "HTTP/1.", 7) != 0)
		return 0;
	return (line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0');
}

static void rewrite_page(struct conn *conn)
{
	struct guard *guard = conn->guard;
	struct evbuffer *page = bufferevent_get_output(conn->bev);
	int status = status_of_page(page);
	struct request rq = { .request_id = TEXT_LITERAL("-"), .site = guard->surface->site };
	struct reply reply;

	if (status < 400)
		return;
	arena_empty(guard->arena);
	reply_init(&reply, &rq, guard->arena);
	reply_problem(&reply, problem_of_status(status), NULL);
	/*
	 * The bufferevent keeps the front shut so that nobody takes what it is writing; nothing is
	 * written yet.
	 */
	evbuffer_unfreeze(page, 1);
	evbuffer_drain(page, evbuffer_get_length(page));
	evbuffer_add_printf(
		page,
		"HTTP/1.1 %d Refused\r\nContent-Type: application/problem+json\r\n"
		"Content-Length: %zu\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
		reply.status, reply.body.length);
	evbuffer_add(page, reply.body.at, reply.body.length);
	evbuffer_freeze(page, 1);
}

static void admit_fresh(struct guard *guard)
{
	while (guard->fresh) {
		struct conn *conn = guard->fresh;

		guard->fresh = conn->next_fresh;
		admit(conn);
	}
}

static void todo(evutil_socket_t fd, short what, void *arg)
{
	struct guard *guard = arg;

	(void)fd;
	(void)what;
	admit_fresh(guard);
	while (guard->rewrites) {
		struct conn *conn = guard->rewrites;

		guard->rewrites = conn->next_rewrite;
		conn->rewrite = false;
		rewrite_page(conn);
	}
}

/* Whatever is written while nobody works on a request, evhttp says by itself. */
static void on_output(struct evbuffer *output, const struct evbuffer_cb_info *info, void *arg)
{
	struct conn *conn = arg;

	(void)output;
	if (info->n_added == 0 || conn->state != CONN_READING || conn->rewrite)
		return;
	conn->rewrite = true;
	conn->next_rewrite = conn->guard->rewrites;
	conn->guard->rewrites = conn;
	event_active(conn->guard->todo, 0, 0);
}

/* ---- the guard's life ------------------------------------------------------------------ */
struct guard *guard_open(struct event_base *base, const struct surface *surface, int loops)
{
	struct guard *guard = calloc(1, sizeof(*guard));

	must(guard && loops > 0);
	guard->base = base;
	guard->surface = surface;
	guard->arena = arena_open(4096);
	guard->most = (size_t)(surface->config->connections_most / loops + 1);
	guard->todo = event_new(base, -1, 0, todo, guard);
	must(guard->todo);
	return guard;
}

void guard_close(struct guard *guard)
{
	while (guard->all)
		forget(guard->all);
	event_free(guard->todo);
	arena_close(guard->arena);
	free(guard->by_fd);
	free(guard);
}

struct bufferevent *guard_make(struct event_base *base, void *arg)
{
	struct door *door = arg;
	struct guard *guard = door->guard;
	struct conn *conn = calloc(1, sizeof(*conn));

	must(conn);
	conn->guard = guard;
	conn->fd = -1;
	conn->by_socket = door->by_socket;
	/*
	 * Without CLOSE_ON_FREE evhttp closes the descriptor at once; with TLS the library frees its
	 * part only with it.
	 */
	conn->bev =
		door->tls ? bufferevent_openssl_socket_new(base, -1, SSL_new(door->tls),
	                                               BUFFEREVENT_SSL_ACCEPTING, BEV_OPT_CLOSE_ON_FREE)
				  : bufferevent_socket_new(base, -1, 0);
	must(conn->bev);
	bufferevent_incref(conn->bev);
	bufferevent_setwatermark(conn->bev, EV_READ, 0,
	                         guard->surface->config->body_most +
	                             guard->surface->config->header_most + SPARE_INPUT_BYTES);
	evbuffer_add_cb(bufferevent_get_output(conn->bev), on_output, conn);
	conn->deadline = mono_add(tick(guard), guard->surface->config->request_time);
	conn->next = guard->all;
	conn->link = &guard->all;
	if (conn->next)
		conn->next->link = &conn->next;
	guard->all = conn;
	guard->count++;
	conn->next_fresh = guard->fresh;
	guard->fresh = conn;
	event_active(guard->todo, 0, 0);
	return conn->bev;
}

struct conn *guard_find(struct guard *guard, struct bufferevent *bev)
{
	int fd = bufferevent_getfd(bev);

	admit_fresh(guard);
	if (fd < 0 || (size_t)fd >= guard->by_fd_room)
		return NULL;
	struct conn *conn = guard->by_fd[fd];

	return conn && conn->bev == bev ? conn : NULL;
}

void conn_work(struct conn *conn)
{
	conn->state = CONN_WORKING;
}

void conn_read_again(struct conn *conn)
{
	conn->state = CONN_READING;
	conn->deadline = mono_add(tick(conn->guard), conn->guard->surface->config->idle_time);
	if (conn->guard->draining)
		conn->deadline = mono_add(tick(conn->guard), SECONDS(1));
}

void conn_stream(struct conn *conn)
{
	conn->state = CONN_STREAMING;
}

void guard_sweep(struct guard *guard)
{
	mono now = tick(guard);

	for (struct conn *conn = guard->all, *next; conn; conn = next) {
		next = conn->next;
		if (!conn->admitted)
			continue;
		if (is_gone(conn))
			forget(conn);
		else if (conn->state == CONN_READING && mono_before(conn->deadline, now))
			conn_end(conn);
	}
}

void guard_drain(struct guard *guard)
{
	guard->draining = true;
	for (struct conn *conn = guard->all; conn; conn = conn->next)
		if (conn->state == CONN_READING)
			conn_end(conn);
}

size_t guard_count(const struct guard *guard)
{
	return guard->count;
}
