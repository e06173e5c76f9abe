// SPDX-License-Identifier: Apache-2.0
/*
 * The barest servers there can be, references for ours. Prints its port, serves until its standard
 * input ends.
 *
 *     bare_server evhttp FILE     libevent's evhttp answers every GET with the bytes of FILE
 *     bare_server broadcast FILE  one epoll: whoever sends GET watches, whoever sends PATCH makes
 *                                 all watchers get the bytes of FILE
 */
#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/http.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.h"

#define WATCHERS_MOST 20000
#define BYTES_MOST 65536
#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
#define DONE "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

struct bare {
	char bytes[BYTES_MOST];
	size_t length;
	int epoll, listener;
	int watchers[WATCHERS_MOST];
	size_t watching;
};

static bool load(struct bare *bare, const char *path)
{
	FILE *file = fopen(path, "re");

	if (!file)
		return false;
	bare->length = fread(bare->bytes, 1, sizeof(bare->bytes), file);
	(void)fclose(file);
	return bare->length > 0;
}

static void say_port(int fd)
{
	struct sockaddr_in at;
	socklen_t size = sizeof(at);

	must(getsockname(fd, (struct sockaddr *)&at, &size) == 0);
	printf("%u\n", ntohs(at.sin_port));
	(void)fflush(stdout);
}

/* ---- evhttp ---------------------------------------------------------------------------- */
static void answer(struct evhttp_request *request, void *ctx)
{
	struct bare *bare = ctx;
	struct evbuffer *body = evbuffer_new();

	evhttp_add_header(evhttp_request_get_output_headers(request), "Content-Type",
	                  "application/json");
	evbuffer_add(body, bare->bytes, bare->length);
	evhttp_send_reply(request, 200, "OK", body);
	evbuffer_free(body);
}

static void input_ended(evutil_socket_t fd, short what, void *ctx)
{
	char byte;

	(void)what;
	if (read(fd, &byte, 1) <= 0)
		event_base_loopbreak(ctx);
}

static void serve_evhttp(struct bare *bare)
{
	struct event_base *base = event_base_new();
	struct evhttp *http = evhttp_new(base);
	struct event *input = event_new(base, 0, EV_READ | EV_PERSIST, input_ended, base);
	struct evhttp_bound_socket *bound = evhttp_bind_socket_with_handle(http, "127.0.0.1", 0);

	must(base && http && input && bound);
	evhttp_set_gencb(http, answer, bare);
	event_add(input, NULL);
	say_port(evhttp_bound_socket_get_fd(bound));
	event_base_dispatch(base);
	event_free(input);
	evhttp_free(http);
	event_base_free(base);
}

/* ---- broadcast ------------------------------------------------------------------------- */
static void watch_fd(struct bare *bare, int fd)
{
	struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };

	must(epoll_ctl(bare->epoll, EPOLL_CTL_ADD, fd, &event) == 0);
}

static void take(struct bare *bare)
{
	int one = 1, fd = accept4(bare->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

	if (fd < 0)
		return;
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	watch_fd(bare, fd);
}

static void tell_all(struct bare *bare)
{
	for (size_t i = 0; i < bare->watching; i++)
		(void)send(bare->watchers[i], bare->bytes, bare->length, MSG_NOSIGNAL);
}

static void hear(struct bare *bare, int fd)
{
	char request[2048];
	ssize_t n = recv(fd, request, sizeof(request), 0);

	if (n <= 0) {
		(void)close(fd);
	} else if (request[0] == 'G' && bare->watching < WATCHERS_MOST) {
		(void)send(fd, HEAD, strlen(HEAD), MSG_NOSIGNAL);
		bare->watchers[bare->watching++] = fd;
	} else {
		tell_all(bare);
		(void)send(fd, DONE, strlen(DONE), MSG_NOSIGNAL);
	}
}

static void serve_broadcast(struct bare *bare)
{
	struct sockaddr_in any = { .sin_family = AF_INET };
	struct epoll_event events[256];

	any.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	bare->epoll = epoll_create1(EPOLL_CLOEXEC);
	bare->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	must(bind(bare->listener, (struct sockaddr *)&any, sizeof(any)) == 0);
	must(listen(bare->listener, 4096) == 0);
	watch_fd(bare, bare->listener);
	watch_fd(bare, 0);
	say_port(bare->listener);
	for (;;) {
		int n = epoll_wait(bare->epoll, events, COUNT(events), -1);

		for (int i = 0; i < n; i++) {
			if (events[i].data.fd == 0)
				return;
			if (events[i].data.fd == bare->listener)
				take(bare);
			else
				hear(bare, events[i].data.fd);
		}
	}
}

int main(int words, char **word)
{
	struct bare *bare = calloc(1, sizeof(*bare));

	must(bare);
	if (words != 3 || !load(bare, word[2])) {
		fprintf(stderr, "usage: bare_server evhttp|broadcast FILE\n");
		return 2;
	}
	if (strcmp(word[1], "evhttp") == 0)
		serve_evhttp(bare);
	else
		serve_broadcast(bare);
	free(bare);
	return 0;
}
