// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The one thread of the simulated phones: sockets by epoll, moments by a heap.
 *
 * Watches and timers are embedded in the things they serve, which must clear them before they go.
 * Everything runs on the thread that called loop_run. Due times are CLOCK_MONOTONIC. A loop that
 * cannot be opened is an err; afterwards nothing here fails.
 */
#include "base/time.h"

struct loop;

struct loop_watch {
	void (*ready)(void *ctx);
	void *ctx;
	int fd; /* -1: not watched */
};

struct loop_timer {
	void (*fire)(void *ctx);
	void *ctx;
	mono due;
	size_t place; /* in the heap, 1-based; 0: not set */
};

NODISCARD enum err loop_open(struct loop **out);
void loop_close(struct loop *loop);
NODISCARD enum err loop_watch(struct loop *loop, struct loop_watch *watch, int fd);
void loop_unwatch(struct loop *loop, struct loop_watch *watch); /* does not close the fd */
void loop_set(struct loop *loop, struct loop_timer *timer, span from_now);
void loop_set_at(struct loop *loop, struct loop_timer *timer, mono due);
void loop_clear(struct loop *loop, struct loop_timer *timer);
/* Called once after each round, for work that is better done in heaps (writing the journal out). */
void loop_after_round(struct loop *loop, void (*done)(void *ctx), void *ctx);
void loop_run(struct loop *loop); /* until loop_stop */
void loop_stop(struct loop *loop);

mono loop_now(void);
instant loop_utc(void);
