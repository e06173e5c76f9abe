// SPDX-License-Identifier: Apache-2.0
/* Time, happenings and the lane of a simulated day. */
#include "world.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapter/sqlite/sqlite.h"
#include "base/hash.h"
#include "port/migrate.h"

#include "checks.h"
#include "handset.h"
#include "promises.h"

#define BEGIN_US \
	1772391600000000LL /* a Sunday evening in March 2026, in the hour before a clock change */
#define STARTS_MOST 100
#define TURNS_MOST 10000 /* without time passing: more is a loop */

static const struct store_driver *const DRIVERS[] = { &SQLITE_DRIVER, NULL };

/* ---- a disk that fails now and then ---------------------------------------------------- */
static struct world *faulty_world; /* SQLite's driver takes no context */
static struct store_ops faulty_ops;
static const struct store_ops *real_ops;
static bool broken;

/* Nothing of the transaction is kept, and the connection is good for nothing. */
static enum err faulty_commit(struct store *store)
{
	if (broken)
		return ERR_STORE;
	if (!faulty_world->disk_fails || !random_chance(&faulty_world->random, 1))
		return real_ops->commit(store);
	real_ops->rollback(store);
	broken = true;
	world_trace(faulty_world, "disk", 0, 0);
	return ERR_UNCERTAIN;
}

static void faulty_rollback(struct store *store)
{
	if (!broken)
		real_ops->rollback(store);
}

static bool faulty_is_sound(struct store *store)
{
	return !broken && real_ops->is_sound(store);
}

static enum err faulty_open(const struct store_config *config, struct store **out)
{
	TRY(SQLITE_DRIVER.open(config, out));
	real_ops = (*out)->ops;
	faulty_ops = *real_ops;
	faulty_ops.commit = faulty_commit;
	faulty_ops.rollback = faulty_rollback;
	faulty_ops.is_sound = faulty_is_sound;
	(*out)->ops = &faulty_ops;
	broken = false;
	return OK;
}

static const struct store_driver FAULTY_DRIVER = { "sqlite", faulty_open };

static instant clock_utc(void *ctx)
{
	return world_now(ctx);
}

static mono clock_tick(void *ctx)
{
	const struct world *world = ctx;

	return world->tick;
}

static uint64_t draw(void *from)
{
	struct world *world = from;

	return random_u64(&world->random);
}

/* Every number that looks like one is good here: numbers are tested elsewhere. */
static struct number_check check_number(void *ctx, text input, text country)
{
	struct number_check check = { .verdict = NUMBER_OK };

	(void)ctx;
	(void)country;
	text_fit(input, check.e164, sizeof(check.e164));
	if (!text_starts(input, "+"))
		check.verdict = NUMBER_MALFORMED;
	return check;
}

instant world_now(const struct world *world)
{
	return instant_add(world->begun, (span){ world->tick.us });
}

static bool start_lane(struct world *world)
{
	world->lanes = (struct lanes){
		.config = {
			.drivers = DRIVERS, .store_url = world->url, .rules = &world->rules,
			.numbers = &world->numbers, .clock = &world->clock, .node_name = "sim",
			.batch_most = 64, .mailbox_most = 512, .legs_most = 512, .read_deadline = SECONDS(5),
			.draw = draw, .draw_from = world,
		},
		.driver = &FAULTY_DRIVER, .phone = &world->phone, .count = 1, .grouped = true,
	};
	must(lane_open(&world->lanes, 0, &world->lane) == OK);
	if (lane_register_node(world->lane) == OK && lane_heal(world->lane) == OK)
		return true;
	must(world->disk_fails);
	lane_close(world->lane);
	return false;
}

/* A start that meets the bad disk ends, and the supervisor starts it again. */
static void open_lane(struct world *world)
{
	for (int tries = 0; !start_lane(world); tries++)
		must(tries < STARTS_MOST);
}

static void make_schema(struct world *world)
{
	const struct store_config config = { .url = world->url };
	struct migrate_report report;
	struct store *store;

	must(SQLITE_DRIVER.open(&config, &store) == OK);
	must(migrate_run(store, world->arena, &report) == OK);
	store_close(store);
}

void world_open(struct world *world, uint64_t seed, const char *url)
{
	const struct store_config look = { .url = url, .read_only = true };

	*world = (struct world){ .begun = { BEGIN_US }, .tick = { 1000000 } };
	random_seed(&world->random, seed);
	(void)snprintf(world->url, sizeof(world->url), "%s", url);
	world->clock = (struct clock_port){ world, clock_utc, clock_tick };
	world->numbers = (struct number_port){ world, check_number };
	rules_default(&world->rules);
	world->arena = arena_open(256 * 1024);
	make_schema(world);
	must(SQLITE_DRIVER.open(&look, &world->looker) == OK);
	handsets_open(world);
	oracle_open(world);
	promises_open(world);
	faulty_world = world;
	open_lane(world);
}

void world_close(struct world *world)
{
	lane_close(world->lane);
	oracle_close(world);
	promises_close(world);
	handsets_close(world);
	store_close(world->looker);
	arena_close(world->arena);
	free(world->heap);
}

void world_restart(struct world *world)
{
	world_trace(world, "restart", 0, 0);
	lane_close(world->lane);
	handsets_orphaned(world);
	oracle_restarted(world);
	open_lane(world);
}

/* ---- happenings: a binary heap by time, then by order of planning ---------------------- */

static bool sooner(const struct happening *a, const struct happening *b)
{
	return a->at.us != b->at.us ? a->at.us < b->at.us : a->order < b->order;
}

static void swap(struct happening *a, struct happening *b)
{
	struct happening kept = *a;

	*a = *b;
	*b = kept;
}

void world_plan(struct world *world, span in, happening_fn what, int64_t a, int64_t b)
{
	size_t i = world->heap_count++;

	must(in.us >= 0);
	if (world->heap_count > world->heap_room) {
		world->heap_room = world->heap_room ? world->heap_room * 2 : 256;
		world->heap = realloc(world->heap, world->heap_room * sizeof(*world->heap));
		must(world->heap);
	}
	world->heap[i] = (struct happening){ mono_add(world->tick, in), world->planned++, what, a, b };
	for (; i && sooner(&world->heap[i], &world->heap[(i - 1) / 2]); i = (i - 1) / 2)
		swap(&world->heap[i], &world->heap[(i - 1) / 2]);
}

static struct happening take_first(struct world *world)
{
	struct happening first = world->heap[0];
	size_t i = 0, child;

	world->heap[0] = world->heap[--world->heap_count];
	while ((child = 2 * i + 1) < world->heap_count) {
		if (child + 1 < world->heap_count && sooner(&world->heap[child + 1], &world->heap[child]))
			child++;
		if (!sooner(&world->heap[child], &world->heap[i]))
			break;
		swap(&world->heap[i], &world->heap[child]);
		i = child;
	}
	return first;
}

/* ---- running --------------------------------------------------------------------------- */

static void turn(struct world *world)
{
	for (int i = 0; !world->failed; i++) {
		if (lane_turn(world->lane) == 0) {
			checks_at_rest(world);
			return;
		}
		checks_after_turn(world);
		if (i == TURNS_MOST)
			world_fail(world, "the lane turns without end");
	}
}

/* When something happens next; `until` if nothing does before. */
static mono next_time(const struct world *world, mono until)
{
	instant alarm = lane_next_alarm(world->lane);
	mono next = until;

	if (world->heap_count && mono_before(world->heap[0].at, next))
		next = world->heap[0].at;
	if (instant_is_set(alarm)) {
		mono at = { instant_since(alarm, world->begun).us };

		if (mono_before(at, next))
			next = at;
	}
	return mono_before(next, world->tick) ? world->tick : next;
}

void world_run(struct world *world, span until)
{
	mono end = { until.us };

	turn(world);
	while (!world->failed && mono_before(world->tick, end)) {
		world->tick = next_time(world, end);
		while (world->heap_count && !mono_before(world->tick, world->heap[0].at)) {
			struct happening h = take_first(world);

			h.what(world, h.a, h.b);
			if (world->failed)
				return;
		}
		turn(world);
	}
}

struct done_work {
	struct work work;
	enum err (*verb)(struct desk *, void *);
	void *arg;
	bool done;
	enum err err;
};

static enum err run_verb(struct desk *desk, struct work *work)
{
	struct done_work *done = (struct done_work *)work;

	return done->verb(desk, done->arg);
}

static void verb_done(struct work *work, enum err outcome)
{
	struct done_work *done = (struct done_work *)work;

	done->done = true;
	done->err = outcome;
}

enum err world_do(struct world *world, enum err (*verb)(struct desk *, void *), void *arg)
{
	struct done_work done = { .work = { .run = run_verb, .done = verb_done },
		                      .verb = verb,
		                      .arg = arg };
	const struct message message = { .kind = MESSAGE_WORK, .work = &done.work };

	if (!lane_put(world->lane, &message))
		return ERR_FULL;
	turn(world);
	must(done.done || world->failed);
	return done.done ? done.err : ERR_UNAVAILABLE;
}

enum err world_look(struct world *world, enum err (*query)(struct tx *, void *), void *arg)
{
	struct tx tx;

	arena_empty(world->arena);
	TRY(tx_begin(world->looker, world->arena, &tx));

	enum err err = query(&tx, arg);

	tx_rollback(&tx);
	return err;
}

void world_fail(struct world *world, const char *format, ...)
{
	va_list args;

	if (world->failed)
		return;
	world->failed = true;
	va_start(args, format);
	(void)vsnprintf(world->why, sizeof(world->why), format, args);
	va_end(args);
}

void world_trace(struct world *world, const char *what, int64_t a, int64_t b)
{
	const int64_t parts[] = { world->tick.us, a, b };
	char chars[INSTANT_CHARS];

	world->trace = hash_number(world->trace ^ hash_bytes(what, strlen(what)) ^
	                           hash_bytes(parts, sizeof(parts)));
	if (getenv("RINGBACK_SIM_TRACE"))
		(void)fprintf(stderr, "%s %-20s %lld %lld\n", instant_format(world_now(world), chars), what,
		              (long long)a, (long long)b);
}
