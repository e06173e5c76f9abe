// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The one thread of the simulated phones: sockets by epoll, moments by a heap.
 *
 * Watches and timers are embedded in the things they serve, which must clear them before they go.
 * Everything runs on the thread that called reactor_run. Due times are CLOCK_MONOTONIC. A reactor
 * that cannot be opened is an err; afterwards nothing here fails.
 */
#include "base/time.h"

struct reactor;

struct reactor_watch {
	void (*ready)(void *ctx);
	void *ctx;
	int fd; /* -1: not watched */
};

struct reactor_timer {
	void (*fire)(void *ctx);
	void *ctx;
	mono due;
	size_t place; /* in the heap, 1-based; 0: not set */
};

NODISCARD enum err reactor_open(struct reactor **out);
void reactor_close(struct reactor *reactor);
NODISCARD enum err reactor_watch(struct reactor *reactor, struct reactor_watch *watch, int fd);
void reactor_unwatch(struct reactor *reactor,
                     struct reactor_watch *watch); /* does not close the fd */
void reactor_set(struct reactor *reactor, struct reactor_timer *timer, span from_now);
void reactor_set_at(struct reactor *reactor, struct reactor_timer *timer, mono due);
void reactor_clear(struct reactor *reactor, struct reactor_timer *timer);
/* Called once after each round, for work that is better done in heaps (writing the journal out). */
void reactor_after_round(struct reactor *reactor, void (*done)(void *ctx), void *ctx);
void reactor_run(struct reactor *reactor); /* until reactor_stop */
void reactor_stop(struct reactor *reactor);

mono reactor_now(void);
instant reactor_utc(void);
