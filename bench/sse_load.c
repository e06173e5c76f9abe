// SPDX-License-Identifier: Apache-2.0
/*
 * So many watchers of an event stream: how long from the request that makes something happen until
 * the first and the last of them has it. Prints one JSON object: medians and 99th percentiles of
 * the rounds.
 *
 *     sse_load PORT WATCHERS ROUNDS WATCH_PATH TRIGGER_PATH
 *
 * The trigger is a PATCH that says arrange_only and away in turns. The environment's
 * HTTP_LOAD_TOKEN goes along as bearer.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.h"
#include "port/clock.h"

#define WATCHERS_MOST 15000
#define ROUNDS_MOST 99
#define CHUNK 16384

struct crowd {
	int epoll, trigger;
	uint16_t port;
	size_t count, awaited;
	bool *has;
	const char *token;
	int64_t last_us[ROUNDS_MOST], first_us[ROUNDS_MOST];
};

static mono now(void)
{
	const struct clock_port *clock = clock_real();

	return clock->tick(clock->ctx);
}

static void give_up(const char *why)
{
	fprintf(stderr, "sse_load: %s: %s\n", why, strerror(errno));
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
	return fd;
}

static void send_text(int fd, const char *words, int length)
{
	if (send(fd, words, (size_t)length, MSG_NOSIGNAL) != length)
		give_up("send");
}

/* ---- what arrives ---------------------------------------------------------------------- */
/* Whether these bytes hold what is waited for: the head of a reply, or an event. */
static bool holds(const char *bytes, size_t length, bool event)
{
	return event ? memmem(bytes, length, "data:", 5) != NULL
	             : memmem(bytes, length, " 200 ", 5) != NULL;
}

static void hear(struct crowd *crowd, size_t watcher, int fd, bool event)
{
	static char chunk[CHUNK];
	ssize_t n = recv(fd, chunk, sizeof(chunk), MSG_DONTWAIT);

	if (n == 0)
		give_up("a watcher was sent away");
	if (n <= 0 || crowd->has[watcher] || !holds(chunk, (size_t)n, event))
		return;
	crowd->has[watcher] = true;
	crowd->awaited--;
}

/* Until everybody has it, or `most` is over; watchers' sockets are fds of `events`. */
static void listen_until(struct crowd *crowd, const int *fds, bool event, mono end, mono *first)
{
	struct epoll_event events[512];
	size_t all = crowd->awaited;

	while (crowd->awaited > 0 && mono_before(now(), end)) {
		int n = epoll_wait(crowd->epoll, events, COUNT(events), 50);

		for (int i = 0; i < n; i++)
			hear(crowd, events[i].data.u32, fds[events[i].data.u32], event);
		if (first && all > 0 && crowd->awaited < all) {
			*first = now();
			all = 0;
		}
	}
}

static void await_all(struct crowd *crowd)
{
	memset(crowd->has, 0, crowd->count);
	crowd->awaited = crowd->count;
}

/* ---- rounds ---------------------------------------------------------------------------- */
static void gather(struct crowd *crowd, int *fds, const char *path)
{
	char request[1024];
	int length = snprintf(request, sizeof(request),
	                      "GET %s HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\n"
	                      "Accept: text/event-stream\r\n\r\n",
	                      path, crowd->token);

	await_all(crowd);
	for (size_t i = 0; i < crowd->count; i++) {
		struct epoll_event event = { .events = EPOLLIN, .data.u32 = (uint32_t)i };

		fds[i] = connected(crowd->port);
		must(epoll_ctl(crowd->epoll, EPOLL_CTL_ADD, fds[i], &event) == 0);
		send_text(fds[i], request, length);
		/* a few at a time, as a crowd comes */
		if (i % 64 == 63)
			listen_until(crowd, fds, false, mono_add(now(), MILLISECONDS(1)), NULL);
	}
	listen_until(crowd, fds, false, mono_add(now(), SECONDS(20)), NULL);
	if (crowd->awaited > 0)
		give_up("not every watcher was let in");
}

static void one_round(struct crowd *crowd, const int *fds, const char *path, unsigned round)
{
	const char *intent = round % 2 ? "{\"intent\":\"away\"}" : "{\"intent\":\"arrange_only\"}";
	char request[1024], reply[4096];
	int length = snprintf(request, sizeof(request),
	                      "PATCH %s HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\n"
	                      "Content-Type: application/merge-patch+json\r\n"
	                      "Idempotency-Key: sse-%d-%u\r\nContent-Length: %zu\r\n\r\n%s",
	                      path, crowd->token, (int)getpid(), round, strlen(intent), intent);

	await_all(crowd);
	mono begun = now(), first = begun;

	send_text(crowd->trigger, request, length);
	listen_until(crowd, fds, true, mono_add(begun, SECONDS(10)), &first);
	if (crowd->awaited > 0)
		give_up("not every watcher has it after 10 s");
	crowd->last_us[round] = mono_since(now(), begun).us;
	crowd->first_us[round] = mono_since(first, begun).us;
	if (recv(crowd->trigger, reply, sizeof(reply), 0) < 13 || !holds(reply, 15, false))
		give_up("the trigger was refused");
	/* what else it made happen may arrive before the next */
	await_all(crowd);
	listen_until(crowd, fds, true, mono_add(now(), MILLISECONDS(150)), NULL);
}

static int by_size(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static int64_t percentile(int64_t *values, size_t count, size_t percent)
{
	qsort(values, count, sizeof(*values), by_size);
	return values[count * percent / 100];
}

int main(int words, char **word)
{
	struct crowd crowd = { .token = getenv("HTTP_LOAD_TOKEN") };
	int64_t port, count, rounds;

	if (words != 6 || text_number(text_of(word[1]), 1, 65535, &port) != OK ||
	    text_number(text_of(word[2]), 1, WATCHERS_MOST, &count) != OK ||
	    text_number(text_of(word[3]), 1, ROUNDS_MOST, &rounds) != OK) {
		fprintf(stderr, "usage: sse_load PORT WATCHERS ROUNDS WATCH_PATH TRIGGER_PATH\n");
		return 2;
	}
	if (!crowd.token)
		crowd.token = "none";
	crowd.port = (uint16_t)port;
	crowd.count = (size_t)count;
	crowd.epoll = epoll_create1(EPOLL_CLOEXEC);
	crowd.has = calloc(crowd.count, sizeof(*crowd.has));
	int *fds = calloc(crowd.count, sizeof(*fds));

	must(crowd.has && fds);
	gather(&crowd, fds, word[4]);
	crowd.trigger = connected(crowd.port);
	for (unsigned round = 0; round < (unsigned)rounds; round++)
		one_round(&crowd, fds, word[5], round);
	printf("{\"watchers\":%lld,\"first_us\":%lld,\"last_us\":%lld,\"last_p99_us\":%lld}\n",
	       (long long)count, (long long)percentile(crowd.first_us, (size_t)rounds, 50),
	       (long long)percentile(crowd.last_us, (size_t)rounds, 50),
	       (long long)percentile(crowd.last_us, (size_t)rounds, 99));
	free(crowd.has);
	free(fds);
	return 0;
}
