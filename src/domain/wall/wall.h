// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The wallboard (UX 2.5): the numbers of the whole house at one instant, for operators.
 *
 * Read from the store in one transaction, so the numbers fit together; nothing is counted beside
 * it. Runs on a reader. "Today" began at midnight of the house's zone. Who waits is whoever is in a
 * line and not being called: the same as an advisor's and a listing's `waiting`. What one look may
 * cost is bounded by ids: only callbacks young enough to matter are read.
 */
#include "domain/availability/availability.h"

#define WALL_LINES_MOST 20
#define WALL_ADVISORS_MOST 100
#define WALL_MINUTES 60
#define WALL_FAILURES_MOST 5
#define WALL_FAILURES_FEWEST 3
#define WALL_FAILURES_SPAN MINUTES(5)

struct wall_line {
	advisor_id advisor;
	char nickname[64];
	int64_t waiting;
	instant oldest;
};
struct wall_advisor {
	advisor_id advisor;
	char nickname[64];
	enum intent intent;
	instant paused_until, wrap_until;
	call_id call;
	instant changed_at, reserved_until;
	char call_state[16];
	instant bridged_at, called_at;
};
/* A trunk that refuses again and again. */
struct wall_failure {
	char trunk[40];
	int64_t sip_code, times;
};
struct wall {
	int64_t waiting, on_calls, dialing, taking_calls;
	instant longest; /* since when the one who waits longest does; NEVER: nobody waits */
	instant today;
	bool zone_is_known; /* false: today is counted in UTC */
	int64_t charged;    /* in the 60 minutes of the strips */
	int64_t kept, lost;
	struct rows lines;    /* of struct wall_line, the oldest wait first */
	struct rows advisors; /* of struct wall_advisor */
	struct rows failures; /* of struct wall_failure */
	instant strip;        /* begin of the first minute of the two strips */
	int32_t arrivals[WALL_MINUTES], completions[WALL_MINUTES];
};
/* `category` 0: all of them. */
NODISCARD enum err wall_look(struct desk *desk, category_id category, struct wall *out);

enum activity wall_activity(const struct wall_advisor *advisor, instant now); /* pure */
/* Since when the advisor is doing that; pure. */
instant wall_since(const struct wall_advisor *advisor, instant now);
