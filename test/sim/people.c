// SPDX-License-Identifier: Apache-2.0
/* The plans of a day. */
#include "people.h"

#include <stdio.h>
#include <stdlib.h>

#include "domain/call/call.h"
#include "test/sim/sim_sql.h"

#include "checks.h"
#include "promises.h"

#define ADVISOR_BASE 1000
#define CUSTOMER_BASE 5000
#define LISTING_BASE 9000
#define SECOND 50    /* listings of the same advisors */
#define ADVISING 100 /* customers from here on are the advisors, in other lines */

static int advisors_now = 0; /* set once by people_begin, before anything happens */
static int customers_now = 0;

/* ---- making them ----------------------------------------------------------------------- */

static void make(struct world *world, const char *sql)
{
	const struct store_config config = { .url = world->url };
	struct store *store;

	must(world->lanes.driver->open(&config, &store) == OK);
	must(store->ops->script(store, sql) == OK);
	store_close(store);
}

static void make_people(struct world *world, const struct day *day)
{
	struct arena *arena = arena_open(64 * 1024);
	struct text_buf sql;

	text_buf_init(&sql, arena);
	text_buf_chars(&sql, "INSERT INTO category VALUES (1, 'all', 'All', '', 0, 'open', 1, 1);");
	for (int i = 0; i < day->advisors; i++) {
		int a = ADVISOR_BASE + i;

		text_buf_print(
			&sql,
			"INSERT INTO account VALUES (%d, 3, 'a%d', 'Advisor %d', NULL, 'UTC', 'en', "
			"'active', 1, 1, 'none');"
			"INSERT INTO advisor (id, intent, changed_at) VALUES (%d, 'away', 1);"
			"INSERT INTO number VALUES (%d, %d, '+1415555%04d', '', 1, 1, 1);"
			"INSERT INTO number VALUES (%d, %d, '+1212556%04d', '', 2, 1, 1);"
			"INSERT INTO listing VALUES (%d, %d, 1, 'Listing %d', '', %d, '%d', 'open', 1, 1);"
			"INSERT INTO listing VALUES (%d, %d, 1, 'Other %d', '', %d, '%d', 'open', 1, 1);",
			a, i, i, a, a, a, i, a + SECOND, a, i, LISTING_BASE + i, a, i, 99 + 37 * i, 101 + i,
			LISTING_BASE + SECOND + i, a, i, 250 - 20 * i, 201 + i);
	}
	for (int i = 0; i < day->customers; i++) {
		int c = CUSTOMER_BASE + i;

		text_buf_print(
			&sql,
			"INSERT INTO account VALUES (%d, 1, 'c%d', 'Customer %d', NULL, 'UTC', 'en', "
			"'active', 1, 1, 'none');"
			"INSERT INTO number VALUES (%d, %d, '+1212555%04d', '', 1, 1, 1);",
			c, i, i, c, c, i);
	}
	make(world, text_terminated(arena, text_buf_text(&sql)));
	arena_close(arena);
}

static customer_id customer_at(int64_t i)
{
	return (customer_id){ i < ADVISING ? CUSTOMER_BASE + i : ADVISOR_BASE + i - ADVISING };
}

/* ---- what they do ---------------------------------------------------------------------- */

struct arrange {
	struct callback_ask ask;
	struct callback_answer answer;
	char number[PHONE_NUMBER_CHARS];
};

static enum err arrange_verb(struct desk *desk, void *arg)
{
	struct arrange *a = arg;

	desk->actor = (struct actor){ ACTOR_CUSTOMER, a->ask.customer.n };
	return callback_request(desk, &a->ask, &a->answer);
}

static void arranges(struct world *world, int64_t customer, int64_t advisor)
{
	static const int64_t WAITS[] = { 30, 60, 120, 240, 480 };
	int second = random_chance(&world->random, 25) ? SECOND : 0;
	struct arrange a = { .ask = { .customer = customer_at(customer),
		                          .listing = { LISTING_BASE + second + advisor } } };

	(void)snprintf(a.number, sizeof(a.number),
	               customer < ADVISING ? "+1212555%04d" : "+1212556%04d",
	               (int)(customer % ADVISING));
	a.ask.number = text_of(a.number);
	a.ask.wait = MINUTES(WAITS[random_between(&world->random, 0, 4)]);
	if (random_chance(&world->random, 20))
		a.ask.channel = CHANNEL_PHONE;

	enum err err = world_do(world, arrange_verb, &a);

	if (err == ERR_UNCERTAIN && world->disk_fails)
		return; /* the customer is told so, and does not come again */
	if (err != OK)
		world_fail(world, "arranging failed: %s", err_words(err));
	else if (a.answer.refused == GRANTED)
		oracle_acknowledged(world, a.answer.callback.id.n);
	world_trace(world, "arranged", a.answer.callback.id.n, a.answer.refused);
}

struct cancel {
	customer_id customer;
	struct callback_answer answer;
	bool edit, removes; /* else cancels; removes: the advisor does (F33) */
};

static enum err cancel_verb(struct desk *desk, void *arg)
{
	struct cancel *c = arg;
	struct callback_filter mine = { .customer = c->customer, .live_only = true, .most = 10 };
	struct rows rows;

	desk->actor = (struct actor){ c->removes ? ACTOR_ADVISOR : ACTOR_CUSTOMER, c->customer.n };
	TRY(callback_list(desk->tx, &mine, &rows));
	if (!rows.count)
		return OK;

	const struct callback *first = rows.at;
	const struct callback_edit edit = { .callback = first->id,
		                                .has_until = true,
		                                .until = instant_add(desk->now, HOURS(1)) };

	if (c->edit)
		return callback_change(desk, &edit, &c->answer);
	return call_cancel_callback(desk, first->id, NO_TEXT, &c->answer);
}

static void changes_mind(struct world *world, int64_t customer, int64_t edit)
{
	struct cancel c = { .customer = customer_at(customer),
		                .edit = edit == 1,
		                .removes = edit == 2 };
	enum err err = world_do(world, cancel_verb, &c);

	if (err != OK && !(err == ERR_UNCERTAIN && world->disk_fails))
		world_fail(world, "changing a callback failed: %s", err_words(err));
}

struct let_pass {
	customer_id customer;
	int64_t callback, behind;
	struct callback_answer answer;
};

static enum err let_pass_verb(struct desk *desk, void *arg)
{
	struct let_pass *l = arg;
	struct callback_filter mine = { .customer = l->customer, .live_only = true, .most = 10 };
	struct rows rows;

	desk->actor = (struct actor){ ACTOR_CUSTOMER, l->customer.n };
	l->callback = 0;
	TRY(callback_list(desk->tx, &mine, &rows));
	const struct callback *all = rows.at;

	for (size_t i = 0; i < rows.count && !l->callback; i++) {
		if (all[i].state != CALLBACK_WAITING || all[i].lets_pass.n)
			continue;

		enum err err = tx_number(desk->tx, &SQL_sim_behind, ARGS(ID(all[i].id)), &l->behind);

		if (err == ERR_NONE)
			continue;
		TRY(err);
		l->callback = all[i].id.n;
	}
	return l->callback ? callback_let_pass(desk, (callback_id){ l->callback }, &l->answer) : OK;
}

static void lets_one_pass(struct world *world, int64_t customer, int64_t unused)
{
	struct let_pass l = { .customer = customer_at(customer) };
	enum err err = world_do(world, let_pass_verb, &l);

	(void)unused;
	if (err != OK && !(err == ERR_UNCERTAIN && world->disk_fails))
		world_fail(world, "letting one pass failed: %s", err_words(err));
	/* What is not known to be written may have been: it is then no broken word either. */
	if (l.callback && l.answer.refused == GRANTED)
		promise_lets_pass(world, l.callback, l.behind);
}

struct shift {
	struct availability_ask ask;
	struct availability_answer answer;
	enum intent before;
};

static enum err shift_verb(struct desk *desk, void *arg)
{
	struct availability before;
	struct shift *s = arg;

	desk->actor = (struct actor){ ACTOR_ADVISOR, s->ask.advisor.n };
	TRY(availability_get(desk->tx, s->ask.advisor, &before));
	s->before = before.intent;
	return call_set_availability(desk, &s->ask, &s->answer);
}

static enum err look_at_intent(struct tx *tx, void *arg)
{
	struct availability *a = arg;

	return availability_get(tx, a->advisor, a);
}

static void becomes_available(struct world *world, int64_t advisor)
{
	struct availability a = { .advisor = { ADVISOR_BASE + advisor } };
	char number[PHONE_NUMBER_CHARS];

	(void)snprintf(number, sizeof(number), "+1415555%04d", (int)advisor);
	if (world_look(world, look_at_intent, &a) == OK && a.intent != INTENT_TAKING_CALLS)
		promise_available(world, number);
}

static void shifts(struct world *world, int64_t advisor, int64_t intent)
{
	struct shift s = { .ask = { .advisor = { ADVISOR_BASE + advisor },
		                        .has_intent = true,
		                        .intent = (enum intent)intent,
		                        .cause = "web" } };
	enum err err;

	if (intent == INTENT_TAKING_CALLS) /* before: it may be dialed in the same turn */
		becomes_available(world, advisor);
	if (intent == INTENT_AWAY && random_chance(&world->random, 30)) {
		s.ask.has_callbacks_on = true; /* web call backs off while away */
		s.ask.callbacks_on = false;
	}
	err = world_do(world, shift_verb, &s);
	if (err == ERR_UNCERTAIN && world->disk_fails)
		return;
	if (err == OK && intent == INTENT_TAKING_CALLS && s.before != INTENT_TAKING_CALLS &&
	    !s.answer.now.callbacks_on)
		world_fail(world, "CB12: call backs stayed off");
	if (err != OK || s.answer.refused)
		world_fail(world, "changing availability failed: %s", err_words(err));
	world_trace(world, "shift", advisor, intent);
}

struct credit {
	customer_id customer;
	int64_t minor, number;
	bool written;
};

static enum err credit_verb(struct desk *desk, void *arg)
{
	struct credit *c = arg;
	char cause[40];

	(void)snprintf(cause, sizeof(cause), "sim:%lld", (long long)c->number);
	desk->actor = (struct actor){ ACTOR_OPERATOR, 1 };
	TRY(wallet_credit(desk, c->customer, c->minor, cause, &c->written));
	return call_money_came(desk, c->customer);
}

static void is_credited(struct world *world, int64_t customer, int64_t minor)
{
	struct credit c = { .customer = customer_at(customer),
		                .minor = minor,
		                .number = (int64_t)world->planned++ };
	enum err err = world_do(world, credit_verb, &c);

	if (err == ERR_UNCERTAIN && world->disk_fails)
		return;
	if (err != OK || !c.written)
		world_fail(world, "a credit failed: %s", err_words(err));
	oracle_credited(world, minor);
}

static void reprices(struct world *world, int64_t listing, int64_t price)
{
	char sql[100];

	(void)snprintf(sql, sizeof(sql), "UPDATE listing SET price_minor = %lld WHERE id = %lld",
	               (long long)price, (long long)(LISTING_BASE + listing));
	make(world, sql);
	world_trace(world, "reprices", listing, price);
}

/* The disk is bad for a while, then well again. */
static void disk_turns(struct world *world, int64_t bad, int64_t unused)
{
	(void)unused;
	world->disk_fails = bad != 0;
}

static void dies(struct world *world, int64_t a, int64_t b)
{
	(void)a;
	(void)b;
	world_restart(world);
}

/* ---- the day --------------------------------------------------------------------------- */

static span at_minute(struct world *world, int64_t from, int64_t to)
{
	return MILLISECONDS(random_between(&world->random, from * 60000, to * 60000));
}

static void plan_shifts(struct world *world, int advisor)
{
	int changes = (int)random_between(&world->random, 4, 14);

	world_plan(world, at_minute(world, 8 * 60, 11 * 60), shifts, advisor, INTENT_TAKING_CALLS);
	for (int i = 0; i < changes; i++) {
		int64_t to = random_chance(&world->random, 70)   ? INTENT_TAKING_CALLS
		             : random_chance(&world->random, 50) ? INTENT_AWAY
		                                                 : INTENT_ARRANGE_ONLY;

		world_plan(world, at_minute(world, 9 * 60, 22 * 60), shifts, advisor, to);
	}
}

void people_begin(struct world *world, const struct day *day)
{
	int deaths = (int)random_between(&world->random, 0, day->restarts);

	advisors_now = day->advisors;
	customers_now = day->customers;
	make_people(world, day);
	for (int i = 0; i < day->advisors; i++)
		plan_shifts(world, i);
	for (int i = 0; i < day->customers; i++) {
		world_plan(world, SECONDS(1), is_credited, i, random_between(&world->random, 100, 9000));
		if (random_chance(&world->random, 30))
			world_plan(world, at_minute(world, 10 * 60, 20 * 60), is_credited, i,
			           random_between(&world->random, 100, 5000));
	}
	for (int i = 0; i < day->callbacks; i++) {
		int64_t customer = random_between(&world->random, 0, day->customers - 1);
		int64_t advisor = random_between(&world->random, 0, day->advisors - 1);

		if (random_chance(&world->random, 6))
			customer = ADVISING + random_between(&world->random, 0, day->advisors - 1);
		world_plan(world, at_minute(world, 8 * 60, 22 * 60), arranges, customer, advisor);
	}
	for (int i = 0; i < day->callbacks / 8; i++)
		world_plan(world, at_minute(world, 8 * 60, 22 * 60), changes_mind,
		           random_between(&world->random, 0, day->customers - 1), i % 3);
	for (int i = 0; i < day->callbacks / 3; i++)
		world_plan(world, at_minute(world, 8 * 60, 22 * 60), lets_one_pass,
		           random_between(&world->random, 0, day->customers - 1), 0);
	for (int i = 0; i < day->advisors; i++) {
		world_plan(world, SECONDS(1), is_credited, ADVISING + i, 4000);
		for (int k = 0; k < 4; k++)
			world_plan(world, at_minute(world, 9 * 60, 21 * 60), reprices, i + (k % 2 ? SECOND : 0),
			           random_between(&world->random, 50, 400));
	}
	if (random_chance(&world->random, 50)) {
		int64_t hour = random_between(&world->random, 10, 20);

		world_plan(world, HOURS(hour), disk_turns, 1, 0);
		world_plan(world, HOURS(hour + 2), disk_turns, 0, 0);
	}
	for (int i = 0; i < deaths; i++)
		world_plan(world, at_minute(world, 8 * 60, 23 * 60), dies, 0, 0);
}

void people_go_home(struct world *world)
{
	for (int i = 0; i < advisors_now; i++)
		shifts(world, i, INTENT_AWAY);
	must(customers_now > 0);
}
