// SPDX-License-Identifier: Apache-2.0
/*
 * Group commit on a disk that fails: who is told what, which orders are given, what comes back. A
 * lane turned by hand, as the simulator does.
 */
#include "engine/lane.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "adapter/sqlite/sqlite.h"
#include "domain/money/money.h"
#include "fixture/fixture.h"
#include "port/migrate.h"
#include "store/disk.h"

#define WORKS 5
#define ROUNDS 60
#define LEG 300
#define ADVISOR 1000
#define CUSTOMER 2000

static const char PEOPLE[] =
	"INSERT INTO category VALUES (1, 'all', 'All', '', 0, 'open', 1, 1);"
	"INSERT INTO account VALUES (1000, 2, 'a', 'A', NULL, 'UTC', 'en', 'active', 1, 1, 'none');"
	"INSERT INTO account VALUES (2000, 1, 'c', 'C', NULL, 'UTC', 'en', 'active', 1, 1, 'none');"
	"INSERT INTO number VALUES (1, 1000, '+14155550100', '', 1, 1, 1);"
	"INSERT INTO number VALUES (2, 2000, '+12125550100', '', 1, 1, 1);"
	"INSERT INTO advisor (id, intent, changed_at, call_id) VALUES (1000, 'taking_calls', 1, 200);"
	"INSERT INTO listing VALUES (9000, 1000, 1, 'L', '', 200, '101', 'open', 1, 1);"
	"INSERT INTO callback (id, advisor_id, customer_id, listing_id, number, channel, state, "
	"requested_at, expires_at, price_minor, language, call_id) VALUES (100, 1000, 2000, 9000, "
	"'+12125550100', 'web', 'offering', 1, 4000000000000000, 200, 'en', 200);"
	"INSERT INTO call (id, callback_id, advisor_id, customer_id, listing_id, state, price_minor, "
	"currency, minimum_us, step_us, free_under_us, fee_minor, share, node, token, created_at) "
	"VALUES (200, 100, 1000, 2000, 9000, 'placed', 200, 'USD', 60000000, 60000000, 10000000, 0, "
	"7000, 1, 1, 1);"
	"INSERT INTO leg (id, call_id, side, number, state, scene, node, created_at, sip_call_id, "
	"local_tag) VALUES (300, 200, 'advisor', '+14155550100', 'ringing', 'whisper', 1, 1, 'x', "
	"'y');";

static const struct sql CREDITS = { "credits", "SELECT COUNT(*) FROM transfer WHERE cause = $1",
	                                NULL,      1,
	                                false,     0 };
static const struct sql LIVE_LEGS = {
	"live_legs", "SELECT COUNT(*) FROM leg WHERE state <> 'ended'", NULL, 0, false, 0
};

static const struct sql DUE = {
	"due", "SELECT COUNT(*) FROM alarm WHERE at = 1", NULL, 0, false, 0
};

/* ---- the lane on its disk -------------------------------------------------------------- */
struct bench {
	struct disk disk;
	struct lanes lanes;
	struct lane *lane;
	struct rules rules;
	struct number_port numbers;
	struct phone_port phone;
	struct arena *arena;
	char url[300];
	int orders, rings;
};

static enum err open_on_disk(const struct store_config *config, struct store **out)
{
	return sqlite_open_on(config, DISK_VFS, out);
}

static const struct store_driver DISK_DRIVER = { "sqlite", open_on_disk };
static const struct store_driver *const DRIVERS[] = { &DISK_DRIVER, NULL };

static struct number_check any_number(void *ctx, text input, text country)
{
	struct number_check check = { .verdict = NUMBER_OK };

	(void)ctx;
	(void)country;
	text_fit(input, check.e164, sizeof check.e164);
	return check;
}

static bool count_order(void *ctx, const struct order *order)
{
	struct bench *b = ctx;

	b->orders += order->kind == ORDER_HANG_UP;
	b->rings += order->kind == ORDER_RING;
	return true;
}

static void make_tables(const struct bench *b)
{
	const struct store_config config = { .url = b->url };
	struct migrate_report report;
	struct store *store;
	struct tx tx;

	assert_int_equal(open_on_disk(&config, &store), OK);
	assert_int_equal(migrate_run(store, b->arena, &report), OK);
	assert_int_equal(tx_begin(store, b->arena, &tx), OK);
	assert_int_equal(store->ops->script(store, PEOPLE), OK);
	assert_int_equal(tx_commit(&tx), OK);
	store_close(store);
}

static void bench_open(struct bench *b, const struct fixture *fixture)
{
	*b = (struct bench){ .arena = arena_open(65536) };
	disk_open(&b->disk, fixture->folder);
	snprintf(b->url, sizeof b->url, "sqlite:%s/ringback.db", b->disk.folder);
	rules_default(&b->rules);
	b->numbers = (struct number_port){ b, any_number };
	b->phone = (struct phone_port){ b, count_order };
	make_tables(b);
	b->lanes = (struct lanes){
		.config = { .drivers = DRIVERS,
		            .store_url = b->url,
		            .rules = &b->rules,
		            .numbers = &b->numbers,
		            .clock = clock_real(),
		            .node_name = "test",
		            .batch_most = 64,
		            .mailbox_most = 64,
		            .legs_most = 64 },
		.driver = &DISK_DRIVER,
		.phone = &b->phone,
		.count = 1,
		.grouped = true,
	};
	assert_int_equal(lane_open(&b->lanes, 0, &b->lane), OK);
	assert_int_equal(lane_register_node(b->lane), OK);
}

static void bench_close(struct bench *b)
{
	lane_close(b->lane);
	disk_close(&b->disk);
	arena_close(b->arena);
}

/* ---- work ------------------------------------------------------------------------------ */
struct credit {
	struct work work;
	int64_t number;
	bool fails_after; /* having written, ordered and woken */
	int done;
	enum err outcome;
};

static enum err run_credit(struct desk *desk, struct work *work)
{
	struct credit *c = (struct credit *)work;
	char cause[30];
	bool written;

	snprintf(cause, sizeof cause, "test:%lld", (long long)c->number);
	TRY(wallet_credit(desk, (customer_id){ CUSTOMER }, 1, cause, &written));
	(void)desk_order(desk, ORDER_HANG_UP, (call_id){ 1 }, (leg_id){ c->number });
	if (c->fails_after)
		desk_wake(desk, (advisor_id){ ADVISOR });
	return c->fails_after ? ERR_STORE : OK;
}

static void credit_done(struct work *work, enum err outcome)
{
	struct credit *c = (struct credit *)work;

	c->done++;
	c->outcome = outcome;
}

static void put_credit(struct bench *b, struct credit *c, int64_t number)
{
	const struct message message = { .kind = MESSAGE_WORK, .work = &c->work };

	*c = (struct credit){ .work = { .run = run_credit, .done = credit_done },
		                  .number = number,
		                  .fails_after = c->fails_after };
	assert_true(lane_put(b->lane, &message));
}

static void put_missed(struct bench *b)
{
	const struct message message = {
		.kind = MESSAGE_NEWS,
		.news = { .kind = NEWS_ENDED, .leg = LEG, .call = 200, .end = LEG_NO_ANSWER },
	};

	assert_true(lane_put(b->lane, &message));
}

static int64_t ask_at(const struct bench *b, const char *url, const struct sql *sql, int64_t number)
{
	const struct store_config config = { .url = url, .read_only = true };
	char cause[30];
	struct store *store;
	int64_t out = -1;
	struct tx tx;

	snprintf(cause, sizeof cause, "test:%lld", (long long)number);
	assert_int_equal(sqlite_open_on(&config, NULL, &store), OK);
	assert_int_equal(tx_begin(store, b->arena, &tx), OK);
	assert_int_equal(tx_number(&tx, sql, sql->parameters ? ARGS(WORDS(cause)) : NO_ARGS, &out), OK);
	tx_rollback(&tx);
	store_close(store);
	arena_empty(b->arena);
	return out;
}

static void turn_until_idle(struct bench *b)
{
	for (int i = 0; i < 100 && lane_turn(b->lane); i++)
		;
}

/* ---- tests ----------------------------------------------------------------------------- */
static void a_failed_commit_answers_its_whole_batch_with_an_error(void **state)
{
	struct credit credits[WORKS] = { 0 }, later = { 0 };
	struct bench b;

	bench_open(&b, *state);
	for (int i = 0; i < WORKS; i++)
		put_credit(&b, &credits[i], i);
	put_missed(&b);
	b.disk.fails = true;
	(void)lane_turn(b.lane);
	for (int i = 0; i < WORKS; i++) {
		assert_int_equal(credits[i].done, 1);
		assert_int_not_equal(credits[i].outcome, OK);
	}
	assert_int_equal(b.orders + b.rings, 0);
	assert_false(lane_health(b.lane));
	for (int i = 0; i < 5; i++) { /* nothing is acknowledged while the disk is bad */
		put_credit(&b, &later, 100 + i);
		(void)lane_turn(b.lane);
		assert_int_equal(later.done, 1);
		assert_int_not_equal(later.outcome, OK);
	}
	assert_int_equal(b.orders + b.rings, 0);
	bench_close(&b);
}

static void after_the_disk_is_back_news_are_still_there_and_work_goes_on(void **state)
{
	struct credit before = { 0 }, after = { 0 };
	struct bench b;

	bench_open(&b, *state);
	put_missed(&b);
	put_credit(&b, &before, 1);
	b.disk.fails = true;
	(void)lane_turn(b.lane);
	assert_int_not_equal(before.outcome, OK);
	b.disk.fails = false;
	turn_until_idle(&b);
	assert_int_equal(ask_at(&b, b.url, &LIVE_LEGS, 0),
	                 0); /* the advisor's miss was not forgotten */
	assert_int_equal(b.orders, 0);
	put_credit(&b, &after, 2);
	turn_until_idle(&b);
	assert_int_equal(after.outcome, OK);
	assert_int_equal(b.orders, 1);
	assert_true(lane_health(b.lane));
	assert_int_equal(ask_at(&b, b.url, &CREDITS, 2), 1);
	bench_close(&b);
}

/* Nothing else may nudge the lane: nobody takes calls, no message comes. */
static void an_alarm_of_a_failed_batch_rings_again(void **state)
{
	struct store_config config = { .url = NULL };
	struct store *store;
	struct bench b;
	struct tx tx;

	bench_open(&b, *state);
	config.url = b.url;
	assert_int_equal(open_on_disk(&config, &store), OK);
	assert_int_equal(tx_begin(store, b.arena, &tx), OK);
	assert_int_equal(
		store->ops->script(store, "UPDATE advisor SET intent = 'away'; UPDATE alarm SET at = 1;"),
		OK);
	assert_int_equal(tx_commit(&tx), OK);
	store_close(store);
	b.disk.fails = true;
	(void)lane_turn(b.lane);
	assert_int_equal(ask_at(&b, b.url, &DUE, 0), 1);
	b.disk.fails = false;
	turn_until_idle(&b);
	assert_int_equal(ask_at(&b, b.url, &DUE, 0), 0);
	bench_close(&b);
}

static void what_fails_alone_is_undone_alone_with_its_orders_and_wakes(void **state)
{
	struct credit good = { 0 }, bad = { .fails_after = true };
	struct fixture *f = *state;
	struct bench b;

	bench_open(&b, f);
	put_missed(&b); /* frees the advisor; the line rests, so nobody is rung yet */
	turn_until_idle(&b);
	put_credit(&b, &bad, 1);
	put_credit(&b, &good, 2);
	(void)lane_turn(b.lane);
	assert_int_equal(bad.outcome, ERR_STORE);
	assert_int_equal(good.outcome, OK);
	assert_int_equal(b.orders, 1);
	assert_int_equal(b.rings, 0);
	assert_int_equal(ask_at(&b, b.url, &CREDITS, 1), 0);
	assert_int_equal(ask_at(&b, b.url, &CREDITS, 2), 1);
	bench_close(&b);
}

/* Disk good and bad by turns; then the power goes, and only what was synced is left. */
static void nothing_acknowledged_is_lost(void **state)
{
	static struct credit credits[ROUNDS];
	struct bench b;
	char url[300];
	int acknowledged = 0;

	bench_open(&b, *state);
	for (int i = 0; i < ROUNDS; i++) {
		b.disk.fails = i % 7 == 3 || i % 11 == 5;
		put_credit(&b, &credits[i], i);
		turn_until_idle(&b);
	}
	snprintf(url, sizeof url, "sqlite:%s/ringback.db", b.disk.durable);
	for (int i = 0; i < ROUNDS; i++) {
		assert_int_equal(credits[i].done, 1);
		if (credits[i].outcome != OK)
			continue;
		acknowledged++;
		assert_int_equal(ask_at(&b, url, &CREDITS, i), 1);
	}
	assert_true(acknowledged > ROUNDS / 2 && acknowledged < ROUNDS);
	assert_int_equal(b.orders, acknowledged);
	bench_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define ON_SQLITE(test) \
	cmocka_unit_test_setup_teardown(test, fixture_setup_sqlite, fixture_teardown)
		ON_SQLITE(a_failed_commit_answers_its_whole_batch_with_an_error),
		ON_SQLITE(after_the_disk_is_back_news_are_still_there_and_work_goes_on),
		ON_SQLITE(an_alarm_of_a_failed_batch_rings_again),
		ON_SQLITE(what_fails_alone_is_undone_alone_with_its_orders_and_wakes),
		ON_SQLITE(nothing_acknowledged_is_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
