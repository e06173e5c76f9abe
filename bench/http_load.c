// SPDX-License-Identifier: Apache-2.0
/*
 * Many HTTP clients on one thread: each keeps its connection, sends a request, waits for the whole
 * reply and sends the next, for so many seconds. What it costs is printed as one JSON object.
 *
 *     http_load PORT CLIENTS SECONDS get PATH
 *     http_load PORT CLIENTS SECONDS post PATH FILE
 *
 * FILE has one body a line; each is sent once, and the run ends early when all are sent. The
 * environment's HTTP_LOAD_TOKEN goes along as bearer.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.h"
#include "port/clock.h"

#define CLIENTS_MOST 4096
#define REQUEST_MOST 2048
#define REPLY_MOST 65536
#define TIMES_MOST 4000000

struct client {
	int fd;
	bool busy;
	mono asked;
	size_t sent, length, have;
	char request[REQUEST_MOST];
	char reply[REPLY_MOST];
};

struct run {
	int epoll;
	bool posting, out_of_bodies;
	const char *path, *token;
	char *bodies; /* what is not sent yet */
	unsigned long salt;
	mono until;
	int64_t *times;
	size_t asked, answered, good, lost;
	int64_t bytes;
	unsigned other; /* the last status that was not 2xx */
};

static mono now(void)
{
	const struct clock_port *clock = clock_real();

	return clock->tick(clock->ctx);
}

static void give_up(const char *why)
{
	fprintf(stderr, "http_load: %s: %s\n", why, strerror(errno));
	exit(1);
}

static int connected(uint16_t port)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(port) };
	int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof(to)) != 0)
		give_up("connect");
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	if (fcntl(fd, F_SETFL, O_NONBLOCK) != 0)
		give_up("fcntl");
	return fd;
}

/* The next body, and its length; NULL when none is left. */
static const char *next_body(struct run *run, size_t *length)
{
	char *body = run->bodies, *end = body ? strchr(body, '\n') : NULL;

	if (!end) {
		run->out_of_bodies = true;
		return NULL;
	}
	*length = (size_t)(end - body);
	run->bodies = end + 1;
	return body;
}

static int write_post(struct run *run, struct client *c)
{
	size_t length = 0;
	const char *body = next_body(run, &length);

	if (!body)
		return 0;
	return snprintf(c->request, sizeof(c->request),
	                "POST %s HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\n"
	                "Content-Type: application/json\r\nIdempotency-Key: bench-%lx-%zu\r\n"
	                "Content-Length: %zu\r\n\r\n%.*s",
	                run->path, run->token, run->salt, run->asked, length, (int)length, body);
}

static int write_get(struct run *run, struct client *c)
{
	return snprintf(c->request, sizeof(c->request),
	                "GET %s HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\n\r\n", run->path,
	                run->token);
}

static void push(struct client *c)
{
	ssize_t n = send(c->fd, c->request + c->sent, c->length - c->sent, MSG_NOSIGNAL);

	/* A request is smaller than any socket's buffer. */
	if (n != (ssize_t)(c->length - c->sent))
		give_up("send");
	c->sent = c->length;
}

static void ask(struct run *run, struct client *c)
{
	int length = run->posting ? write_post(run, c) : write_get(run, c);

	must(length < (int)sizeof(c->request));
	c->busy = length > 0;
	if (!c->busy)
		return;
	c->length = (size_t)length;
	c->sent = c->have = 0;
	c->asked = now();
	run->asked++;
	push(c);
}

/* The value of a header in a whole head, or `absent`. */
static long header_number(const char *head, const char *name, long absent)
{
	const char *at = strcasestr(head, name);

	return at ? strtol(at + strlen(name), NULL, 10) : absent;
}

/* Whether the reply is here completely. */
static bool complete(struct client *c)
{
	char *end = memmem(c->reply, c->have, "\r\n\r\n", 4);

	if (!end)
		return false;
	*end = '\0';
	size_t head = (size_t)(end - c->reply) + 4;
	long length = header_number(c->reply, "\r\ncontent-length:", -1);

	*end = '\r';
	if (length < 0 || head + (size_t)length > sizeof(c->reply))
		give_up("a reply without a length, or a long one");
	return c->have >= head + (size_t)length;
}

static void count(struct run *run, struct client *c)
{
	long status = c->have > 12 ? strtol(c->reply + 9, NULL, 10) : 0;

	if (run->answered < TIMES_MOST)
		run->times[run->answered] = mono_since(now(), c->asked).us;
	run->answered++;
	run->bytes += (int64_t)c->have;
	if (status >= 200 && status < 300)
		run->good++;
	else
		run->other = (unsigned)status;
	c->busy = false;
}

static void hear(struct run *run, struct client *c)
{
	ssize_t n = recv(c->fd, c->reply + c->have, sizeof(c->reply) - c->have, 0);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		run->lost++;
		c->busy = false;
		epoll_ctl(run->epoll, EPOLL_CTL_DEL, c->fd, NULL);
		return;
	}
	c->have += (size_t)n;
	if (!c->busy || !complete(c))
		return;
	count(run, c);
	if (mono_before(now(), run->until))
		ask(run, c);
}

static size_t busy(const struct client *clients, size_t count)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += clients[i].busy;
	return found;
}

static void go(struct run *run, struct client *clients, size_t number)
{
	struct epoll_event events[256];

	for (size_t i = 0; i < number; i++)
		ask(run, &clients[i]);
	while (mono_before(now(), mono_add(run->until, SECONDS(10)))) {
		int n = epoll_wait(run->epoll, events, COUNT(events), 100);

		for (int i = 0; i < n; i++)
			hear(run, events[i].data.ptr);
		if ((run->out_of_bodies || !mono_before(now(), run->until)) && busy(clients, number) == 0)
			return;
	}
}

static int by_size(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void print(struct run *run, mono begun)
{
	size_t kept = run->answered < TIMES_MOST ? run->answered : TIMES_MOST;
	int64_t took = mono_since(now(), begun).us;

	if (kept == 0)
		give_up("nothing was answered");
	qsort(run->times, kept, sizeof(*run->times), by_size);
	printf("{\"answered\":%zu,\"good\":%zu,\"lost\":%zu,\"other_status\":%u,\"took_us\":%lld,"
	       "\"per_second\":%lld,\"p50_us\":%lld,\"p99_us\":%lld,\"bytes\":%lld}\n",
	       run->answered, run->good, run->lost, run->other, (long long)took,
	       (long long)((int64_t)run->good * 1000000 / took), (long long)run->times[kept / 2],
	       (long long)run->times[kept * 99 / 100], (long long)run->bytes);
}

static char *whole_file(const char *path)
{
	FILE *file = fopen(path, "re");
	char *bytes = NULL;
	size_t size = 0;

	if (!file || getdelim(&bytes, &size, '\0', file) < 0)
		give_up(path);
	(void)fclose(file);
	return bytes;
}

int main(int words, char **word)
{
	const struct clock_port *clock = clock_real();
	struct run run = { .token = getenv("HTTP_LOAD_TOKEN"), .salt = (unsigned long)getpid() };
	int64_t port, clients, seconds;

	if (words < 6 || text_number(text_of(word[1]), 1, 65535, &port) != OK ||
	    text_number(text_of(word[2]), 1, CLIENTS_MOST, &clients) != OK ||
	    text_number(text_of(word[3]), 1, 600, &seconds) != OK) {
		fprintf(stderr, "usage: http_load PORT CLIENTS SECONDS get PATH | post PATH FILE\n");
		return 2;
	}
	if (!run.token)
		run.token = "none";
	run.path = word[5];
	run.posting = strcmp(word[4], "post") == 0 && words > 6;
	char *file = run.posting ? whole_file(word[6]) : NULL;

	run.bodies = file;
	run.times = calloc(TIMES_MOST, sizeof(*run.times));
	run.epoll = epoll_create1(EPOLL_CLOEXEC);
	struct client *all = calloc((size_t)clients, sizeof(*all));

	must(run.times && all && run.epoll >= 0);
	for (int64_t i = 0; i < clients; i++) {
		struct epoll_event event = { .events = EPOLLIN, .data.ptr = &all[i] };

		all[i].fd = connected((uint16_t)port);
		must(epoll_ctl(run.epoll, EPOLL_CTL_ADD, all[i].fd, &event) == 0);
	}
	mono begun = clock->tick(clock->ctx);

	run.until = mono_add(begun, SECONDS(seconds));
	go(&run, all, (size_t)clients);
	print(&run, begun);
	free(file);
	free(run.times);
	free(all);
	return 0;
}
