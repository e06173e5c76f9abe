// SPDX-License-Identifier: Apache-2.0
/* epoll for sockets, a binary heap for moments. */
#include "phones/reactor.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#define ROUND_EVENTS 256

struct reactor {
	int epoll;
	bool stopped;
	struct reactor_timer **heap; /* 1-based */
	size_t used, room;
	struct epoll_event round[ROUND_EVENTS];
	int round_count;
	void (*after)(void *ctx);
	void *after_ctx;
};

static int64_t clock_us(clockid_t id)
{
	struct timespec t;

	must(clock_gettime(id, &t) == 0);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

mono reactor_now(void)
{
	return (mono){ clock_us(CLOCK_MONOTONIC) };
}

instant reactor_utc(void)
{
	return (instant){ clock_us(CLOCK_REALTIME) };
}

enum err reactor_open(struct reactor **out)
{
	struct reactor *reactor = calloc(1, sizeof *reactor);

	must(reactor != NULL);
	reactor->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (reactor->epoll < 0) {
		free(reactor);
		return ERR_IO;
	}
	*out = reactor;
	return OK;
}

void reactor_close(struct reactor *reactor)
{
	if (!reactor)
		return;
	close(reactor->epoll);
	free(reactor->heap);
	free(reactor);
}

enum err reactor_watch(struct reactor *reactor, struct reactor_watch *watch, int fd)
{
	struct epoll_event ev = { .events = EPOLLIN, .data.ptr = watch };

	must(watch->ready != NULL);
	if (epoll_ctl(reactor->epoll, EPOLL_CTL_ADD, fd, &ev) != 0)
		return ERR_IO;
	watch->fd = fd;
	return OK;
}

void reactor_unwatch(struct reactor *reactor, struct reactor_watch *watch)
{
	if (watch->fd < 0)
		return;
	(void)epoll_ctl(reactor->epoll, EPOLL_CTL_DEL, watch->fd, NULL);
	watch->fd = -1;
	/* Its owner may be freed before this round is over. */
	for (int i = 0; i < reactor->round_count; i++)
		if (reactor->round[i].data.ptr == watch)
			reactor->round[i].data.ptr = NULL;
}

static void heap_put(struct reactor *reactor, size_t place, struct reactor_timer *timer)
{
	reactor->heap[place] = timer;
	timer->place = place;
}

static void heap_rise(struct reactor *reactor, struct reactor_timer *timer)
{
	size_t at = timer->place;

	while (at > 1 && mono_before(timer->due, reactor->heap[at / 2]->due)) {
		heap_put(reactor, at, reactor->heap[at / 2]);
		at /= 2;
	}
	heap_put(reactor, at, timer);
}

static void heap_sink(struct reactor *reactor, struct reactor_timer *timer)
{
	size_t at = timer->place;

	for (;;) {
		size_t child = at * 2;

		if (child > reactor->used)
			break;
		if (child < reactor->used &&
		    mono_before(reactor->heap[child + 1]->due, reactor->heap[child]->due))
			child++;
		if (!mono_before(reactor->heap[child]->due, timer->due))
			break;
		heap_put(reactor, at, reactor->heap[child]);
		at = child;
	}
	heap_put(reactor, at, timer);
}

void reactor_set_at(struct reactor *reactor, struct reactor_timer *timer, mono due)
{
	must(timer->fire != NULL);
	reactor_clear(reactor, timer);
	if (reactor->used + 1 >= reactor->room) {
		reactor->room = reactor->room ? reactor->room * 2 : 1024;
		reactor->heap = realloc(reactor->heap, reactor->room * sizeof *reactor->heap);
		must(reactor->heap != NULL);
	}
	timer->due = due;
	heap_put(reactor, ++reactor->used, timer);
	heap_rise(reactor, timer);
}

void reactor_set(struct reactor *reactor, struct reactor_timer *timer, span from_now)
{
	reactor_set_at(reactor, timer, mono_add(reactor_now(), from_now));
}

void reactor_clear(struct reactor *reactor, struct reactor_timer *timer)
{
	size_t place = timer->place;

	if (place == 0)
		return;
	must(place <= reactor->used && reactor->heap[place] == timer);
	timer->place = 0;
	struct reactor_timer *last = reactor->heap[reactor->used--];

	if (last == timer)
		return;
	heap_put(reactor, place, last);
	heap_rise(reactor, last);
	heap_sink(reactor, last);
}

void reactor_after_round(struct reactor *reactor, void (*done)(void *ctx), void *ctx)
{
	reactor->after = done;
	reactor->after_ctx = ctx;
}

static int wait_ms(const struct reactor *reactor)
{
	if (reactor->used == 0)
		return -1;
	int64_t us = mono_since(reactor->heap[1]->due, reactor_now()).us;

	if (us <= 0)
		return 0;
	return us > 3600000000LL ? 3600000 : (int)((us + 999) / 1000);
}

static void fire_due(struct reactor *reactor)
{
	mono now = reactor_now();

	while (reactor->used > 0 && !mono_before(now, reactor->heap[1]->due)) {
		struct reactor_timer *timer = reactor->heap[1];

		reactor_clear(reactor, timer);
		timer->fire(timer->ctx);
	}
}

void reactor_run(struct reactor *reactor)
{
	while (!reactor->stopped) {
		int n = epoll_wait(reactor->epoll, reactor->round, ROUND_EVENTS, wait_ms(reactor));

		must(n >= 0 || errno == EINTR);
		reactor->round_count = n > 0 ? n : 0;
		for (int i = 0; i < reactor->round_count; i++) {
			struct reactor_watch *watch = reactor->round[i].data.ptr;

			if (watch)
				watch->ready(watch->ctx);
		}
		reactor->round_count = 0;
		fire_due(reactor);
		if (reactor->after)
			reactor->after(reactor->after_ctx);
	}
}

void reactor_stop(struct reactor *reactor)
{
	reactor->stopped = true;
}
