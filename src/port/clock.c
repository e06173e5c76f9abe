// SPDX-License-Identifier: Apache-2.0
/* The machine's clocks. The wall clock may be stepped back by an operator; what we tell never is.
 */
#include "port/clock.h"

#include <stdatomic.h>
#include <time.h>

static int64_t read_us(clockid_t clock)
{
	struct timespec at;

	must(clock_gettime(clock, &at) == 0);
	return at.tv_sec * 1000000 + at.tv_nsec / 1000;
}

static instant real_utc(void *ctx)
{
	_Atomic int64_t *latest = ctx;
	int64_t now = read_us(CLOCK_REALTIME);
	int64_t told = atomic_load(latest);

	while (now > told) {
		if (atomic_compare_exchange_weak(latest, &told, now))
			return (instant){ now };
	}
	return (instant){ told };
}

static mono real_tick(void *ctx)
{
	(void)ctx;
	return (mono){ read_us(CLOCK_MONOTONIC) };
}

const struct clock_port *clock_real(void)
{
	static _Atomic int64_t latest;
	static const struct clock_port REAL = { (void *)&latest, real_utc, real_tick };

	return &REAL;
}
