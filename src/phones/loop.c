// SPDX-License-Identifier: Apache-2.0
/* epoll for sockets, a binary heap for moments. */
#include "phones/loop.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#define ROUND_EVENTS 256

struct loop {
	int epoll;
	bool stopped;
	struct loop_timer **heap; /* 1-based */
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

mono loop_now(void)
{
	return (mono){ clock_us(CLOCK_MONOTONIC) };
}

instant loop_utc(void)
{
	return (instant){ clock_us(CLOCK_REALTIME) };
}

enum err loop_open(struct loop **out)
{
	struct loop *loop = calloc(1, sizeof *loop);

	must(loop != NULL);
	loop->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (loop->epoll < 0) {
		free(loop);
		return ERR_IO;
	}
	*out = loop;
	return OK;
}

void loop_close(struct loop *loop)
{
	if (!loop)
		return;
	close(loop->epoll);
	free(loop->heap);
	free(loop);
}

enum err loop_watch(struct loop *loop, struct loop_watch *watch, int fd)
{
	struct epoll_event ev = { .events = EPOLLIN, .data.ptr = watch };

	must(watch->ready != NULL);
	if (epoll_ctl(loop->epoll, EPOLL_CTL_ADD, fd, &ev) != 0)
		return ERR_IO;
	watch->fd = fd;
	return OK;
}

void loop_unwatch(struct loop *loop, struct loop_watch *watch)
{
	if (watch->fd < 0)
		return;
	(void)epoll_ctl(loop->epoll, EPOLL_CTL_DEL, watch->fd, NULL);
	watch->fd = -1;
	/* Its owner may be freed before this round is over. */
	for (int i = 0; i < loop->round_count; i++)
		if (loop->round[i].data.ptr == watch)
			loop->round[i].data.ptr = NULL;
}

static void heap_put(struct loop *loop, size_t place, struct loop_timer *timer)
{
	loop->heap[place] = timer;
	timer->place = place;
}

static void heap_rise(struct loop *loop, struct loop_timer *timer)
{
	size_t at = timer->place;

	while (at > 1 && mono_before(timer->due, loop->heap[at / 2]->due)) {
		heap_put(loop, at, loop->heap[at / 2]);
		at /= 2;
	}
	heap_put(loop, at, timer);
}

static void heap_sink(struct loop *loop, struct loop_timer *timer)
{
	size_t at = timer->place;

	for (;;) {
		size_t child = at * 2;

		if (child > loop->used)
			break;
		if (child < loop->used && mono_before(loop->heap[child + 1]->due, loop->heap[child]->due))
			child++;
		if (!mono_before(loop->heap[child]->due, timer->due))
			break;
		heap_put(loop, at, loop->heap[child]);
		at = child;
	}
	heap_put(loop, at, timer);
}

void loop_set_at(struct loop *loop, struct loop_timer *timer, mono due)
{
	must(timer->fire != NULL);
	loop_clear(loop, timer);
	if (loop->used + 1 >= loop->room) {
		loop->room = loop->room ? loop->room * 2 : 1024;
		loop->heap = realloc(loop->heap, loop->room * sizeof *loop->heap);
		must(loop->heap != NULL);
	}
	timer->due = due;
	heap_put(loop, ++loop->used, timer);
	heap_rise(loop, timer);
}

void loop_set(struct loop *loop, struct loop_timer *timer, span from_now)
{
	loop_set_at(loop, timer, mono_add(loop_now(), from_now));
}

void loop_clear(struct loop *loop, struct loop_timer *timer)
{
	size_t place = timer->place;

	if (place == 0)
		return;
	must(place <= loop->used && loop->heap[place] == timer);
	timer->place = 0;
	struct loop_timer *last = loop->heap[loop->used--];

	if (last == timer)
		return;
	heap_put(loop, place, last);
	heap_rise(loop, last);
	heap_sink(loop, last);
}

void loop_after_round(struct loop *loop, void (*done)(void *ctx), void *ctx)
{
	loop->after = done;
	loop->after_ctx = ctx;
}

static int wait_ms(const struct loop *loop)
{
	if (loop->used == 0)
		return -1;
	int64_t us = mono_since(loop->heap[1]->due, loop_now()).us;

	if (us <= 0)
		return 0;
	return us > 3600000000LL ? 3600000 : (int)((us + 999) / 1000);
}

static void fire_due(struct loop *loop)
{
	mono now = loop_now();

	while (loop->used > 0 && !mono_before(now, loop->heap[1]->due)) {
		struct loop_timer *timer = loop->heap[1];

		loop_clear(loop, timer);
		timer->fire(timer->ctx);
	}
}

void loop_run(struct loop *loop)
{
	while (!loop->stopped) {
		int n = epoll_wait(loop->epoll, loop->round, ROUND_EVENTS, wait_ms(loop));

		must(n >= 0 || errno == EINTR);
		loop->round_count = n > 0 ? n : 0;
		for (int i = 0; i < loop->round_count; i++) {
			struct loop_watch *watch = loop->round[i].data.ptr;

			if (watch)
				watch->ready(watch->ctx);
		}
		loop->round_count = 0;
		fire_due(loop);
		if (loop->after)
			loop->after(loop->after_ctx);
	}
}

void loop_stop(struct loop *loop)
{
	loop->stopped = true;
}
