// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A timer wheel in place of libre's sorted timer list, whose cost grows with every waiting
 * transaction.
 *
 * wheel.c also defines libre's own tmr_* functions; as the executable's symbols come first, libre's
 * inner calls reach them too. Each thread that runs a libre loop has its own wheel. Units:
 * milliseconds of CLOCK_MONOTONIC. It cannot fail: no memory is fatal. A timer fires no earlier
 * than asked and never twice.
 */
#include "adapter/sip/re_lib.h"
#include "base/err.h"

struct wheel;

struct wheel *wheel_open(uint64_t now);
void wheel_close(struct wheel *wheel); /* timers that still wait are forgotten, not fired */
void wheel_start(struct wheel *wheel, struct tmr *tmr, uint64_t delay, uint64_t now);
void wheel_stop(struct wheel *wheel, struct tmr *tmr);
void wheel_poll(struct wheel *wheel, uint64_t now);
uint64_t wheel_next(const struct wheel *wheel, uint64_t now); /* 0: nothing waits */

/* Frees this thread's wheel, when its libre loop is over. */
void wheel_leave_thread(void);
