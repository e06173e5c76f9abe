// SPDX-License-Identifier: Apache-2.0
/* The rules of money and dispatch, asked of every turn and of every day's end. */
#include "checks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/call/call.h"
#include "test/sim/sim_sql.h"

#include "handset.h"
#include "promises.h"

#define NUMBERS_MOST 256
#define RINGS_MOST 4096
#define CALLBACKS_MOST 8192
#define LEDGER_EVERY 200 /* turns */
#define OVERTAKEN_MOST 100
#define REST_EVERY 29
#define CALLS_AT_ONCE 512
#define CRASH_ALLOWANCE SECONDS(2) /* SETTLED 19 */

struct number_book {
	char number[PHONE_NUMBER_CHARS];
	bool opted_out;
	mono rings[64]; /* unanswered by a human, the latest */
	size_t ring_count;
};

struct oracle {
	struct number_book numbers[NUMBERS_MOST];
	size_t number_count;
	int64_t callbacks[CALLBACKS_MOST];
	size_t callback_count;
	int64_t credited, rings, restarts;
	uint64_t turns, rests;
};

static struct number_book *book_of(struct world *world, const char *number)
{
	struct oracle *o = world->oracle;

	for (size_t i = 0; i < o->number_count; i++)
		if (strcmp(o->numbers[i].number, number) == 0)
			return &o->numbers[i];
	must(o->number_count < NUMBERS_MOST);
	(void)snprintf(o->numbers[o->number_count].number, PHONE_NUMBER_CHARS, "%s", number);
	return &o->numbers[o->number_count++];
}

void oracle_open(struct world *world)
{
	world->oracle = calloc(1, sizeof(*world->oracle));
	must(world->oracle);
}

void oracle_close(struct world *world)
{
	free(world->oracle);
}

void oracle_restarted(struct world *world)
{
	world->oracle->restarts++;
}

void oracle_acknowledged(struct world *world, int64_t callback)
{
	struct oracle *o = world->oracle;

	for (size_t i = 0; i < o->callback_count; i++)
		if (o->callbacks[i] == callback)
			return;
	must(o->callback_count < CALLBACKS_MOST);
	o->callbacks[o->callback_count++] = callback;
}

void oracle_credited(struct world *world, int64_t minor)
{
	world->oracle->credited += minor;
}

void oracle_heard_human(struct world *world, const char *number)
{
	struct number_book *book = book_of(world, number);

	if (book->ring_count)
		book->ring_count--; /* the latest ring was answered */
}

void oracle_never_rang(struct world *world, const char *number)
{
	oracle_heard_human(world, number); /* either way that ring does not count */
}

void oracle_opted_out(struct world *world, const char *number)
{
	book_of(world, number)->opted_out = true;
}

/* ---- at a ring ------------------------------------------------------------------------- */

struct dial {
	int64_t call, advisor, created_at, callback, requested_at, expires_at, attempts, customer;
	int64_t price, asked_price, listed_price;
	struct rows overtaken; /* ids of callbacks */
};

static const struct column DIAL[] = {
	COLUMN_NUM(struct dial, advisor),
	COLUMN_NUM(struct dial, created_at),
	COLUMN_NUM(struct dial, callback),
	COLUMN_NUM(struct dial, requested_at),
	COLUMN_NUM(struct dial, expires_at),
	COLUMN_NUM(struct dial, attempts),
	COLUMN_NUM(struct dial, customer),
	COLUMN_NUM(struct dial, price),
	COLUMN_NUM(struct dial, asked_price),
	COLUMN_NUM(struct dial, listed_price),
	COLUMN_END,
};

static const struct column ONE_ID[] = { { COLUMN_IS_NUM64, 0, 8, NULL }, COLUMN_END };

static enum err look_at_dial(struct tx *tx, void *arg)
{
	struct dial *d = arg;

	TRY(tx_one(tx, &SQL_sim_dial, ARGS(NUM(d->call)), DIAL, d));
	return tx_all(tx, &SQL_sim_overtaken,
	              ARGS(NUM(d->advisor), NUM(d->requested_at), NUM(d->callback), NUM(d->created_at),
	                   NUM(OVERTAKEN_MOST)),
	              ONE_ID, sizeof(int64_t), OVERTAKEN_MOST, &d->overtaken);
}

static void check_caps(struct world *world, struct number_book *book)
{
	size_t recent = 0;

	for (size_t i = 0; i < book->ring_count; i++) {
		span ago = mono_since(world->tick, book->rings[i]);

		recent += span_less(ago, world->rules.rings_window_ms);
	}
	if ((int64_t)recent >= world->rules.rings_per_number)
		world_fail(world, "SETTLED 8: %s is rung more often than allowed", book->number);
	if (book->opted_out)
		world_fail(world, "Q6: %s is rung after it opted out", book->number);
	if (book->ring_count == COUNT(book->rings))
		memmove(book->rings, book->rings + 1, --book->ring_count * sizeof(book->rings[0]));
	book->rings[book->ring_count++] = world->tick;
}

int64_t oracle_rings(struct world *world, const struct order *ring)
{
	struct dial dial = { .call = ring->call };
	bool customer = strncmp(ring->ring.number, "+1212", 5) == 0;

	world->oracle->rings++;
	if (handsets_busy(world, ring->ring.number) > 1)
		world_fail(world, "Q3: %s is called twice at once", ring->ring.number);
	if (customer)
		check_caps(world, book_of(world, ring->ring.number));
	if (world_look(world, look_at_dial, &dial) != OK) {
		world_fail(world, "Q7: an INVITE leaves whose attempt is not in the store");
		return 0;
	}
	if (dial.created_at == world_now(world).us &&
	    dial.price != (dial.asked_price < dial.listed_price ? dial.asked_price : dial.listed_price))
		world_fail(world,
		           "SETTLED 15: callback %lld is dialed at %lld, asked at %lld, listed at %lld",
		           (long long)dial.callback, (long long)dial.price, (long long)dial.asked_price,
		           (long long)dial.listed_price);
	if (!customer)
		promise_in_turn(world, dial.callback, dial.overtaken.at, dial.overtaken.count);
	if (dial.created_at >= dial.expires_at)
		world_fail(world, "F12: a dial begins after the until-time of %lld",
		           (long long)dial.callback);
	return dial.callback;
}

/* ---- after a turn ---------------------------------------------------------------------- */

static enum err look_at_ledger(struct tx *tx, void *arg)
{
	return ledger_verify(tx, arg);
}

static void check_ledger(struct world *world)
{
	struct ledger_verdict verdict;

	if (world_look(world, look_at_ledger, &verdict) != OK)
		world_fail(world, "the ledger cannot be read");
	else if (!verdict.sound)
		world_fail(world, "%s", verdict.why);
}

static enum err one_number(struct tx *tx, void *arg)
{
	struct {
		const struct sql *sql;
		int64_t number;
	} *ask = arg;

	return tx_number(tx, ask->sql, NO_ARGS, &ask->number);
}

static int64_t number_of(struct world *world, const struct sql *sql)
{
	struct {
		const struct sql *sql;
		int64_t number;
	} ask = { sql, 0 };

	if (world_look(world, one_number, &ask) != OK)
		world_fail(world, "%s cannot be asked", sql->name);
	return ask.number;
}

struct sim_call {
	int64_t id, witnessed, charge, held, limit, price, minimum, step, free_under;
	char state[16];
};

static void check_live_call(struct world *world, const struct sim_call *c)
{
	const struct tariff t = { .price_minor = c->price,
		                      .minimum = { c->minimum },
		                      .step = { c->step },
		                      .free_under = { c->free_under } };

	if (c->witnessed > c->limit)
		world_fail(world, "M13: call %lld ran past its limit", (long long)c->id);
	if (tariff_price(&t, tariff_billed(&t, (span){ c->witnessed })) > c->held)
		world_fail(world, "M12: call %lld is not covered by its hold", (long long)c->id);
}

static void check_ended_call(struct world *world, const struct sim_call *c)
{
	struct truth truth;

	if (!handsets_truth(world, c->id, &truth)) {
		if (c->charge || c->witnessed)
			world_fail(world, "M11: call %lld was never joined and is charged", (long long)c->id);
		return;
	}

	int64_t least = truth.restarted ? truth.witnessed.us - CRASH_ALLOWANCE.us : truth.witnessed.us;

	if (c->witnessed > truth.witnessed.us || c->witnessed < least)
		world_fail(world, "M10: call %lld witnessed %lld us, the phones say %lld us%s",
		           (long long)c->id, (long long)c->witnessed, (long long)truth.witnessed.us,
		           truth.restarted ? " (restart)" : "");
}

struct call_page {
	int64_t above;
	struct rows rows;
};

static enum err look_at_calls(struct tx *tx, void *arg)
{
	static const struct column CALL[] = {
		COLUMN_NUM(struct sim_call, id),
		COLUMN_CHARS(struct sim_call, state),
		COLUMN_NUM(struct sim_call, witnessed),
		COLUMN_NUM(struct sim_call, charge),
		COLUMN_NUM(struct sim_call, held),
		COLUMN_NUM(struct sim_call, limit),
		COLUMN_NUM(struct sim_call, price),
		COLUMN_NUM(struct sim_call, minimum),
		COLUMN_NUM(struct sim_call, step),
		COLUMN_NUM(struct sim_call, free_under),
		COLUMN_END,
	};
	struct call_page *page = arg;

	return tx_all(tx, &SQL_sim_calls, ARGS(NUM(page->above), NUM(CALLS_AT_ONCE)), CALL,
	              sizeof(struct sim_call), CALLS_AT_ONCE, &page->rows);
}

static void check_calls(struct world *world)
{
	struct call_page page = { .above = 0 };

	do {
		if (world_look(world, look_at_calls, &page) != OK) {
			world_fail(world, "calls cannot be read");
			return;
		}
		const struct sim_call *calls = page.rows.at;

		for (size_t i = 0; i < page.rows.count; i++) {
			page.above = calls[i].id;
			if (strcmp(calls[i].state, "ended") == 0)
				check_ended_call(world, &calls[i]);
			else
				check_live_call(world, &calls[i]);
		}
	} while (page.rows.count == CALLS_AT_ONCE && !world->failed);
}

void checks_after_turn(struct world *world)
{
	if (++world->oracle->turns % LEDGER_EVERY)
		return;
	check_ledger(world);
	check_calls(world);
	if (number_of(world, &SQL_sim_miscounted))
		world_fail(world, "F26: a line is not as long as its advisor's row says");
	if (number_of(world, &SQL_sim_two_states))
		world_fail(world, "Q3: an advisor has two dials");
	if (handsets_orphans(world, 10))
		world_fail(world, "Q8: a leg of the dead process lives on");
}

static enum err look_at_idle(struct tx *tx, void *arg)
{
	int64_t *n = arg;

	return tx_number(tx, &SQL_sim_idle, ARGS(NUM(n[0])), &n[1]);
}

void checks_at_rest(struct world *world)
{
	int64_t ask[2] = { world_now(world).us, 0 };

	if (++world->oracle->rests % REST_EVERY || world->failed)
		return;
	if (world_look(world, look_at_idle, ask) != OK || ask[1])
		world_fail(world, "F9: %lld free advisors while somebody waits for them",
		           (long long)ask[1]);
	if (number_of(world, &SQL_sim_two_calls))
		world_fail(world, "E5: somebody is in two calls");
}

/* ---- at the end ------------------------------------------------------------------------ */

struct kept {
	int64_t id, attempts, ended_at;
	char state[16];
};

static enum err look_at_callback(struct tx *tx, void *arg)
{
	static const struct column KEPT[] = {
		COLUMN_NUM(struct kept, id),
		COLUMN_CHARS(struct kept, state),
		COLUMN_NUM(struct kept, attempts),
		COLUMN_NUM(struct kept, ended_at),
		COLUMN_END,
	};
	struct kept *kept = arg;

	return tx_one(tx, &SQL_sim_callback, ARGS(NUM(kept->id)), KEPT, kept);
}

static void check_promises(struct world *world)
{
	struct oracle *o = world->oracle;

	for (size_t i = 0; i < o->callback_count && !world->failed; i++) {
		struct kept kept = { .id = o->callbacks[i] };

		if (world_look(world, look_at_callback, &kept) != OK)
			world_fail(world, "Q4: acknowledged callback %lld is gone", (long long)o->callbacks[i]);
		else if (!kept.ended_at)
			world_fail(world, "callback %lld is still %s after its time", (long long)kept.id,
			           kept.state);
		else if (kept.attempts > promise_kept_rings(world, kept.id))
			world_fail(world, "D4: callback %lld counts attempts that were none",
			           (long long)kept.id);
		else if (kept.attempts > world->rules.customer_attempts)
			world_fail(world, "Q5: callback %lld was tried too often", (long long)kept.id);
	}
}

void checks_at_end(struct world *world)
{
	check_ledger(world);
	check_calls(world);
	check_promises(world);
	if (number_of(world, &SQL_sim_miscounted))
		world_fail(world, "F26: a line is not as long as its advisor's row says");
	if (number_of(world, &SQL_sim_leased))
		world_fail(world, "N3: an advisor is busy with nobody");
	if (number_of(world, &SQL_sim_live_legs) || handsets_live(world))
		world_fail(world, "Q8: a leg is left over");
	if (number_of(world, &SQL_sim_held))
		world_fail(world, "M5: money is still held");
	if (number_of(world, &SQL_sim_not_world) != world->oracle->credited)
		world_fail(world, "M15: what came in is not what was credited");
}

struct state_count {
	char state[16];
	int64_t count;
};

static enum err look_at_states(struct tx *tx, void *arg)
{
	static const struct column STATE[] = {
		COLUMN_CHARS(struct state_count, state),
		COLUMN_NUM(struct state_count, count),
		COLUMN_END,
	};

	return tx_all(tx, &SQL_sim_states, NO_ARGS, STATE, sizeof(struct state_count), 20, arg);
}

void oracle_tally(struct world *world, struct tally *out)
{
	struct rows rows = { NULL, 0 };

	*out = (struct tally){ .callbacks = (int64_t)world->oracle->callback_count,
		                   .rings = world->oracle->rings,
		                   .restarts = world->oracle->restarts,
		                   .let_pass = world->let_pass };
	if (world_look(world, look_at_states, &rows) != OK)
		return;
	const struct state_count *states = rows.at;
	const struct {
		const char *word;
		int64_t *to;
	} WORDS_OF[] = {
		{ "completed", &out->completed }, { "expired", &out->expired },
		{ "cancelled", &out->cancelled }, { "unreachable", &out->unreachable },
		{ "no_funds", &out->no_funds },   { "withdrawn", &out->withdrawn },
	};

	for (size_t i = 0; i < rows.count; i++)
		for (size_t k = 0; k < COUNT(WORDS_OF); k++)
			if (strcmp(states[i].state, WORDS_OF[k].word) == 0)
				*WORDS_OF[k].to = states[i].count;
	out->charge_minor = number_of(world, &SQL_sim_charged);
	out->talks = number_of(world, &SQL_sim_talks);
}
