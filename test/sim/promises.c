// SPDX-License-Identifier: Apache-2.0
/* Promises to the people on the phones. */
#include "promises.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CALLBACKS_MOST 8192
#define ADVISORS_MOST 64

struct callback_promise {
	int64_t callback;
	mono not_before; /* the customer's phone stays silent until then */
	const char *why;
	int64_t rings;
	int64_t lets_pass; /* 0: nobody */
};

struct advisor_promise {
	char number[PHONE_NUMBER_CHARS];
	mono not_before;
	const char *why;
	int misses;
	bool shut; /* two misses in a row: silent until the advisor says otherwise */
};

struct promises {
	struct callback_promise callbacks[CALLBACKS_MOST];
	struct advisor_promise advisors[ADVISORS_MOST];
	size_t callback_count, advisor_count;
};

void promises_open(struct world *world)
{
	world->promises = calloc(1, sizeof(*world->promises));
	must(world->promises);
}

void promises_close(struct world *world)
{
	free(world->promises);
}

static struct callback_promise *of_callback(struct world *world, int64_t callback)
{
	struct promises *p = world->promises;

	for (size_t i = p->callback_count; i-- > 0;)
		if (p->callbacks[i].callback == callback)
			return &p->callbacks[i];
	must(p->callback_count < CALLBACKS_MOST);
	p->callbacks[p->callback_count] = (struct callback_promise){ .callback = callback };
	return &p->callbacks[p->callback_count++];
}

static struct advisor_promise *of_advisor(struct world *world, const char *number)
{
	struct promises *p = world->promises;
	struct advisor_promise *a;

	for (size_t i = 0; i < p->advisor_count; i++)
		if (strcmp(p->advisors[i].number, number) == 0)
			return &p->advisors[i];
	must(p->advisor_count < ADVISORS_MOST);
	a = &p->advisors[p->advisor_count++];
	*a = (struct advisor_promise){ .why = "" };
	(void)snprintf(a->number, sizeof(a->number), "%s", number);
	return a;
}

static void silent(struct world *world, int64_t callback, span length, const char *why)
{
	struct callback_promise *p = of_callback(world, callback);

	p->not_before = mono_add(world->tick, length);
	p->why = why;
}

void promise_rings(struct world *world, bool customer, const char *number, int64_t callback)
{
	struct callback_promise *c = of_callback(world, callback);
	const struct advisor_promise *a;

	if (mono_before(world->tick, c->not_before))
		world_fail(world, "Q5, Q9: callback %lld is dialed too soon after %s", (long long)callback,
		           c->why);
	c->rings += customer;
	if (customer)
		return;
	a = of_advisor(world, number);
	if (a->shut)
		world_fail(world, "SETTLED 7: %s is rung after two misses in a row", number);
	if (mono_before(world->tick, a->not_before))
		world_fail(world, "SETTLED 7, 11: %s is rung too soon after %s", number, a->why);
}

int64_t promise_kept_rings(struct world *world, int64_t callback)
{
	return of_callback(world, callback)->rings;
}

void promise_absent(struct world *world, int64_t callback)
{
	silent(world, callback, world->rules.customer_retry_ms, "the customer was absent");
}

void promise_lets_pass(struct world *world, int64_t callback, int64_t other)
{
	of_callback(world, callback)->lets_pass = other;
	world_trace(world, "lets_pass", callback, other);
}

static bool lets_pass(struct world *world, int64_t from, int64_t to)
{
	for (int i = 0; i < CALLBACKS_MOST && from && from != to; i++)
		from = of_callback(world, from)->lets_pass;
	return from == to;
}

void promise_in_turn(struct world *world, int64_t callback, const int64_t *overtaken, size_t count)
{
	struct promises *p = world->promises;

	for (size_t i = 0; i < count; i++) {
		if (!lets_pass(world, overtaken[i], callback))
			world_fail(world, "Q1: callback %lld overtakes %lld, who did not let it pass",
			           (long long)callback, (long long)overtaken[i]);
	}
	for (size_t i = 0; i < count; i++)
		of_callback(world, overtaken[i])->lets_pass = 0;
	of_callback(world, callback)->lets_pass = 0;
	for (size_t i = 0; i < p->callback_count; i++) {
		if (p->callbacks[i].lets_pass == callback)
			p->callbacks[i].lets_pass = 0;
	}
	if (count)
		world->let_pass++;
}

void promise_snoozed(struct world *world, int64_t callback)
{
	silent(world, callback, world->rules.snooze_ms, "a snooze");
}

void promise_unknown(struct world *world, int64_t callback)
{
	silent(world, callback, world->rules.retry_unknown_ms, "a restart");
}

void promise_missed(struct world *world, const char *advisor, bool pauses)
{
	struct advisor_promise *a = of_advisor(world, advisor);

	if (pauses) {
		a->not_before = mono_add(world->tick, world->rules.advisor_pause_ms);
		a->why = "a miss";
	}
	if (++a->misses >= world->rules.misses_to_arrange)
		a->shut = true;
	world_trace(world, "missed", a->number[11] - '0', a->misses);
}

void promise_took(struct world *world, const char *advisor)
{
	of_advisor(world, advisor)->misses = 0;
	world_trace(world, "took", advisor[11] - '0', 0);
}

void promise_talked(struct world *world, const char *advisor)
{
	struct advisor_promise *a = of_advisor(world, advisor);

	a->misses = 0;
	a->not_before = mono_add(world->tick, world->rules.wrap_up_ms);
	a->why = "a talk";
}

void promise_available(struct world *world, const char *advisor)
{
	struct advisor_promise *a = of_advisor(world, advisor);

	a->not_before = world->tick;
	a->misses = 0;
	world_trace(world, "available", advisor[11] - '0', 0);
	a->shut = false;
}
