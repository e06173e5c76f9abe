// SPDX-License-Identifier: Apache-2.0
/* Putting lanes, readers and the slow pool together: threads, ports, start and end. */
#include "engine/engine.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/log.h"
#include "base/meter.h"
#include "engine/captures.h"
#include "engine/lane.h"
#include "engine/money_check.h"
#include "engine/reader.h"
#include "engine/sequencer.h"

#define LANES_MOST 8
#define READERS_MOST 16
#define SLOW_MOST 16
#define POOL_MAILBOX 8192
#define EVENT_POLL SECONDS(1) /* how late a lost hint may make an event of another node */

struct engine {
	struct lanes lanes;
	struct lane *lane[LANES_MOST];
	struct reader *reader[READERS_MOST];
	struct mailbox *reads, *chores;
	struct money_check *check;
	struct sequencer *sequencer; /* NULL with SQLite */
	pthread_t lane_thread[LANES_MOST], reader_thread[READERS_MOST], slow_thread[SLOW_MOST];
	bool started;
	instant started_at;
};

static void fill_defaults(struct engine_config *c)
{
	c->readers = c->readers ? c->readers : 2;
	c->slow_threads = c->slow_threads ? c->slow_threads : 2;
	c->batch_most = c->batch_most ? c->batch_most : 512;
	c->mailbox_most = c->mailbox_most ? c->mailbox_most : 4096;
	c->legs_most = c->legs_most ? c->legs_most : 20000;
	if (c->read_deadline.us == 0)
		c->read_deadline = SECONDS(5);
	must(c->readers <= READERS_MOST && c->slow_threads <= SLOW_MOST && c->lanes <= LANES_MOST);
	must(c->rules && c->numbers && c->clock && c->node_name);
}

static const struct store_driver *driver_for(const struct engine_config *config)
{
	for (size_t i = 0; config->drivers[i]; i++)
		if (text_starts(text_of(config->store_url), config->drivers[i]->scheme))
			return config->drivers[i];
	/* "host=… dbname=…" is libpq's other form of the same. */
	for (size_t i = 0; config->drivers[i]; i++)
		if (strchr(config->store_url, '=') &&
		    text_is(text_of(config->drivers[i]->scheme), "postgresql"))
			return config->drivers[i];
	return NULL;
}

static enum err open_threads_of(struct engine *engine)
{
	struct lanes *lanes = &engine->lanes;

	for (unsigned i = 0; i < lanes->count; i++)
		TRY(lane_open(lanes, i, &engine->lane[i]));
	TRY(lane_register_node(engine->lane[0]));
	for (unsigned i = 0; i < lanes->config.readers; i++)
		TRY(reader_open(lanes, engine->reads, &engine->reader[i]));
	return OK;
}

/*
 * Lanes that commit side by side nudge the sequencer, which calls the hook when the events have
 * their numbers.
 */
static enum err open_sequencer(struct engine *engine)
{
	struct engine_config *c = &engine->lanes.config;
	const struct sequencer_config config = {
		.driver = engine->lanes.driver,
		.store_url = c->store_url,
		.numbered = c->on_events,
		.ctx = c->on_events_ctx,
		.poll = EVENT_POLL,
	};

	if (engine->lanes.grouped)
		return OK;
	TRY(sequencer_open(&config, &engine->sequencer));
	c->on_events = sequencer_nudge;
	c->on_events_ctx = engine->sequencer;
	return OK;
}

enum err engine_open(const struct engine_config *config, struct engine **out)
{
	struct engine *engine = calloc(1, sizeof(*engine));
	struct lanes *lanes = &engine->lanes;

	must(engine);
	lanes->config = *config;
	lanes->given = lanes->configured = config->rules;
	fill_defaults(&lanes->config);
	lanes->driver = driver_for(&lanes->config);
	if (!lanes->driver) {
		free(engine);
		return ERR_CONFIG;
	}
	lanes->grouped = text_is(text_of(lanes->driver->scheme), "sqlite");
	lanes->count = lanes->grouped ? 1 : lanes->config.lanes ? lanes->config.lanes : 4;
	engine->reads = mailbox_open(sizeof(struct work *), POOL_MAILBOX, 0);
	engine->chores = mailbox_open(sizeof(struct chore *), POOL_MAILBOX, 0);

	enum err err = open_threads_of(engine);

	if (err == OK)
		err = open_sequencer(engine);
	if (err != OK) {
		engine_close(engine);
		return err;
	}
	*out = engine;
	return OK;
}

/* ---- ports ----------------------------------------------------------------------------- */

static bool put_write(void *ctx, struct work *work)
{
	struct engine *engine = ctx;
	const struct message message = { .kind = MESSAGE_WORK, .work = work };

	return lane_put(engine->lane[hash_number(work->lane_key) % engine->lanes.count], &message);
}

static bool put_read(void *ctx, struct work *work)
{
	struct engine *engine = ctx;

	if (mailbox_put(engine->reads, &work))
		return true;
	meter_add(METER_MAILBOX_FULL, 3, 1);
	return false;
}

static bool put_slow(void *ctx, struct chore *chore)
{
	struct engine *engine = ctx;

	if (mailbox_put(engine->chores, &chore))
		return true;
	meter_add(METER_MAILBOX_FULL, 4, 1);
	return false;
}

struct work_port engine_work_port(struct engine *engine)
{
	return (
		struct work_port){ .ctx = engine, .write = put_write, .read = put_read, .slow = put_slow };
}

static bool put_news(void *ctx, const struct news *news)
{
	struct engine *engine = ctx;
	const struct message message = { .kind = MESSAGE_NEWS, .news = *news };

	must(news->lane < engine->lanes.count);
	return lane_put(engine->lane[news->lane], &message);
}

static void put_last(void *ctx, const struct news *news)
{
	struct engine *engine = ctx;
	const struct message message = { .kind = MESSAGE_NEWS, .news = *news };

	must(news->kind == NEWS_ENDED && news->lane < engine->lanes.count);
	atomic_fetch_sub(&engine->lanes.live_legs, 1);
	lane_put_last(engine->lane[news->lane], &message);
}

static void put_captures(void *ctx, struct capture *chain)
{
	const struct work_port port = engine_work_port(ctx);

	captures_write(&port, chain);
}

struct news_sink engine_news_sink(struct engine *engine)
{
	return (struct news_sink){
		.ctx = engine, .put = put_news, .last = put_last, .captured = put_captures
	};
}

void engine_on_events(struct engine *engine, void (*hook)(void *ctx), void *ctx)
{
	must(!engine->started);
	if (engine->sequencer) {
		sequencer_on_numbered(engine->sequencer, hook, ctx);
		return;
	}
	engine->lanes.config.on_events = hook;
	engine->lanes.config.on_events_ctx = ctx;
}

/* ---- threads --------------------------------------------------------------------------- */

static void *lane_main(void *arg)
{
	lane_run(arg);
	return NULL;
}

static void *reader_main(void *arg)
{
	reader_run(arg);
	return NULL;
}

static void *slow_main(void *arg)
{
	slow_run(arg);
	return NULL;
}

static void name_thread(pthread_t thread, const char *kind, unsigned number)
{
	char name[16];

	(void)snprintf(name, sizeof(name), "%.8s-%u", kind, number % 1000);
	(void)pthread_setname_np(thread, name);
}

static void start_threads(struct engine *engine)
{
	const struct engine_config *c = &engine->lanes.config;

	for (unsigned i = 0; i < engine->lanes.count; i++) {
		must(pthread_create(&engine->lane_thread[i], NULL, lane_main, engine->lane[i]) == 0);
		name_thread(engine->lane_thread[i], "lane", i);
	}
	for (unsigned i = 0; i < c->readers; i++) {
		must(pthread_create(&engine->reader_thread[i], NULL, reader_main, engine->reader[i]) == 0);
		name_thread(engine->reader_thread[i], "reader", i);
	}
	for (unsigned i = 0; i < c->slow_threads; i++) {
		must(pthread_create(&engine->slow_thread[i], NULL, slow_main, engine->chores) == 0);
		name_thread(engine->slow_thread[i], "slow", i);
	}
	engine->started = true;
}

enum err engine_start(struct engine *engine, const struct phone_port *phone)
{
	const struct clock_port *clock = engine->lanes.config.clock;

	must(phone && !engine->started);
	engine->lanes.phone = phone;
	engine->started_at = clock->utc(clock->ctx);
	TRY(lane_use_settings(engine->lane[0]));
	TRY(money_check_open(&engine->lanes, &engine->check));
	/*
	 * Healing hangs up the phones our former self left behind; they do not wait for a check that
	 * takes longer the longer the ledger is. It begins no call.
	 */
	atomic_store(&engine->lanes.paid_calls_stopped, true);
	for (unsigned i = 0; i < engine->lanes.count; i++)
		TRY(lane_heal(engine->lane[i]));
	TRY(money_check_now(engine->check));
	start_threads(engine);
	money_check_start(engine->check);
	if (engine->sequencer)
		sequencer_start(engine->sequencer);
	return OK;
}

void engine_use_rules(struct engine *engine, const struct rules *rules)
{
	must(rules != NULL);
	__atomic_store_n(&engine->lanes.configured, rules, __ATOMIC_RELEASE);
	atomic_fetch_add(&engine->lanes.rules_wanted, 1);
}

void engine_drain(struct engine *engine)
{
	atomic_store(&engine->lanes.draining, true);
	log_info("engine.draining", KV_NUM(count, engine_live_legs(engine)));
}

size_t engine_live_legs(const struct engine *engine)
{
	int64_t legs = atomic_load(&engine->lanes.live_legs);

	return legs > 0 ? (size_t)legs : 0;
}

bool engine_is_taken_over(const struct engine *engine)
{
	return atomic_load(&engine->lanes.taken_over);
}

void engine_health(struct engine *engine, struct engine_health *out)
{
	struct lanes *lanes = &engine->lanes;

	*out = (struct engine_health){
		.store_is_sound = true,
		.ledger_is_sound = !atomic_load(&lanes->paid_calls_stopped),
		.draining = atomic_load(&lanes->draining),
		.committed = atomic_load(&lanes->committed),
		.started_at = engine->started_at,
		.node = lanes->node,
		.token = lanes->token,
	};
	if (engine->check)
		money_check_why(engine->check, out->ledger_why, sizeof(out->ledger_why));
	for (unsigned i = 0; i < lanes->count; i++) {
		out->lane_waiting += lane_waiting(engine->lane[i]);
		out->store_is_sound &= lane_health(engine->lane[i]);
	}
	for (unsigned i = 0; i < lanes->config.readers; i++)
		out->store_is_sound &= atomic_load(&engine->reader[i]->sound);
}

static void join_threads(struct engine *engine)
{
	const struct engine_config *c = &engine->lanes.config;

	for (unsigned i = 0; i < engine->lanes.count; i++)
		(void)pthread_join(engine->lane_thread[i], NULL);
	for (unsigned i = 0; i < c->readers; i++)
		(void)pthread_join(engine->reader_thread[i], NULL);
	for (unsigned i = 0; i < c->slow_threads; i++)
		(void)pthread_join(engine->slow_thread[i], NULL);
}

void engine_close(struct engine *engine)
{
	if (!engine)
		return;
	atomic_store(&engine->lanes.draining, true); /* what is still decided begins no new call */
	money_check_close(engine->check);
	for (unsigned i = 0; i < engine->lanes.count; i++)
		if (engine->lane[i])
			lane_stop(engine->lane[i]);
	mailbox_stop(engine->reads);
	mailbox_stop(engine->chores);
	if (engine->started)
		join_threads(engine);
	sequencer_close(engine->sequencer); /* after the lanes, which nudge it */
	for (unsigned i = 0; i < engine->lanes.count; i++)
		lane_close(engine->lane[i]);
	for (unsigned i = 0; i < engine->lanes.config.readers; i++)
		reader_close(engine->reader[i]);
	mailbox_close(engine->reads);
	mailbox_close(engine->chores);
	lanes_forget_rules(&engine->lanes);
	free(engine);
}
