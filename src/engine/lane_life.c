// SPDX-License-Identifier: Apache-2.0
/*
 * A lane between its turns: taking, resting, healing after a start, and living through a store that
 * is away.
 */
#include <string.h>

#include "base/log.h"
#include "domain/alarm/alarm.h"
#include "domain/call/call.h"
#include "domain/proof/proof.h"
#include "domain/test_call/test_call.h"
#include "domain/sql.h"
#include "engine/decide.h"
#include "engine/engine_sql.h"
#include "engine/lane_inside.h"

#define REST_MOST SECONDS(1)
#define REOPEN_PAUSE MILLISECONDS(200)
#define HEAL_AT_ONCE 200
#define LEASE MINUTES(1)
#define RENEW SECONDS(20)
#define TRIES_MOST 20

static instant lane_now(struct lane *lane)
{
	const struct clock_port *clock = lane->lanes->config.clock;

	return clock->utc(clock->ctx);
}

size_t lane_take(struct lane *lane, size_t most)
{
	size_t count = lane->held_back_count < most ? lane->held_back_count : most;

	if (count) {
		memcpy(lane->batch, lane->held_back, count * sizeof(*lane->batch));
		lane->held_back_count -= count;
		memmove(lane->held_back, lane->held_back + count,
		        lane->held_back_count * sizeof(*lane->held_back));
	}
	return count + mailbox_take(lane->box, lane->batch + count, most - count);
}

void lane_retry_later(struct lane *lane, const struct message *message)
{
	must(message->kind == MESSAGE_NEWS);
	if (lane->held_back_count == lane->lanes->config.batch_most) {
		log_error("news.lost", KV_ID(leg, message->news.leg)); /* the leg's alarm ends it */
		return;
	}
	lane->held_back[lane->held_back_count++] = *message;
}

/* The store cannot be opened: work is told so, news wait. */
size_t lane_refuse_all(struct lane *lane)
{
	struct message message;
	size_t refused = 0;

	while (lane->held_back_count < lane->lanes->config.batch_most &&
	       mailbox_take(lane->box, &message, 1) == 1) {
		if (message.kind == MESSAGE_WORK)
			message.work->done(message.work, ERR_UNAVAILABLE);
		else if (message.kind == MESSAGE_NEWS)
			lane_retry_later(lane, &message);
		refused++;
	}
	lane->reopen_at = instant_add(lane_now(lane), REOPEN_PAUSE);
	return refused;
}

bool lane_alarm_is_due(struct lane *lane)
{
	if (!lane->alarms_read)
		return true;
	return instant_is_set(lane->next_alarm) && !instant_before(lane_now(lane), lane->next_alarm);
}

instant lane_next_alarm(const struct lane *lane)
{
	return lane->next_alarm;
}

span lane_rest(struct lane *lane)
{
	span rest = REST_MOST;
	instant now = lane_now(lane);

	if (!lane_is_sound(lane))
		return REOPEN_PAUSE;
	if (atomic_load(&lane->lanes->taken_over))
		return rest;
	if (lane->held_back_count)
		return (span){ 0 };
	if (instant_is_set(lane->next_alarm)) {
		span until = instant_since(lane->next_alarm, now);

		if (span_less(until, rest))
			rest = until;
	}
	return rest.us < 0 ? (span){ 0 } : rest;
}

void lane_run(struct lane *lane)
{
	while (!mailbox_is_stopped(lane->box) || mailbox_count(lane->box)) {
		if (lane_turn(lane))
			continue;
		if (lane_is_sound(lane))
			lane->store->ops->idle(lane->store);
		mailbox_wait(lane->box, lane_rest(lane));
	}
}

/* ---- at start -------------------------------------------------------------------------- */

static enum err try_piece(struct lane *lane, enum err (*verb)(struct desk *, void *), void *arg)
{
	struct desk desk;
	struct tx tx;

	TRY(tx_begin(lane->store, lane->arena, &tx));
	decide_prepare(lane, &tx, &desk);

	enum err err = verb(&desk, arg);

	if (err != OK) {
		tx_rollback(&tx);
		return err;
	}
	TRY(tx_commit(&tx));
	for (struct order_item *o = desk.orders; o; o = o->next)
		lane_give(lane, &o->order);
	for (struct wake_item *w = desk.wakes; w; w = w->next) {
		const struct message wake = { .kind = MESSAGE_WAKE, .advisor = w->advisor };

		if (!mailbox_put(lane->box, &wake))
			lane->look_again = true;
	}
	return OK;
}

/* Other nodes and lanes may be at work already: met them, begin again. */
static enum err one_piece(struct lane *lane, enum err (*verb)(struct desk *, void *), void *arg)
{
	enum err err = ERR_AGAIN;

	for (int i = 0; i < TRIES_MOST && err == ERR_AGAIN; i++)
		err = try_piece(lane, verb, arg);
	return err;
}

struct node_row {
	int64_t id, token;
};

static enum err register_node(struct desk *desk, void *arg)
{
	static const struct column NODE[] = {
		COLUMN_NUM(struct node_row, id),
		COLUMN_NUM(struct node_row, token),
		COLUMN_END,
	};
	struct lane *lane = arg;
	struct node_row row;
	int64_t nodes;

	TRY(tx_number(desk->tx, &SQL_node_count, NO_ARGS, &nodes));
	TRY(tx_one(desk->tx, &SQL_node_register,
	           ARGS(NUM(nodes + 1), WORDS(lane->lanes->config.node_name),
	                AT(instant_add(desk->now, LEASE))),
	           NODE, &row));
	lane->lanes->node = row.id;
	lane->lanes->token = row.token;
	desk->node = row.id;
	return alarm_set_sooner(desk, ALARM_HOUSEKEEPING, 0, (advisor_id){ 0 },
	                        instant_add(desk->now, MINUTES(1)));
}

static enum err last_id(struct desk *desk, void *arg)
{
	struct lane *lane = arg;

	return tx_number(desk->tx, &SQL_engine_last_id, NO_ARGS, &lane->ids.last);
}

enum err lane_register_node(struct lane *lane)
{
	return one_piece(lane, register_node, lane);
}

/* ---- whose node it is ------------------------------------------------------------------ */
static void lose_node(struct lanes *lanes)
{
	atomic_store(&lanes->draining, true);
	if (!atomic_exchange(&lanes->taken_over, true))
		log_error("engine.taken_over",
		          KV_TEXT(reason, "another daemon of this name began on this store: give each its "
		                          "own server.name"));
}

enum err lane_hold_node(struct lane *lane, struct tx *tx)
{
	struct lanes *lanes = lane->lanes;
	int64_t token;
	enum err err = tx_number(tx, &SQL_node_hold, ARGS(NUM(lanes->node), NUM(lanes->token)), &token);

	if (err != ERR_NONE)
		return err;
	lose_node(lanes);
	return ERR_UNAVAILABLE;
}

static enum err renew(struct desk *desk, void *arg)
{
	struct lanes *lanes = arg;
	int64_t renewed;

	TRY(tx_run(desk->tx, &SQL_node_renew,
	           ARGS(NUM(lanes->node), NUM(lanes->token), AT(instant_add(desk->now, LEASE))),
	           &renewed));
	if (renewed == 0)
		lose_node(lanes);
	return OK;
}

void lane_renew_lease(struct lane *lane)
{
	instant now = lane_now(lane);

	if (lane->number != 0 || instant_before(now, lane->renew_at) || !lane_is_sound(lane))
		return;
	lane->renew_at = instant_add(now, RENEW);
	if (one_piece(lane, renew, lane->lanes) != OK)
		log_warn("engine.lease_not_renewed", KV_NUM(lane, lane->number));
	arena_empty(lane->arena);
}

size_t lane_drop_all(struct lane *lane)
{
	struct message message;
	size_t dropped = lane->held_back_count;

	lane->held_back_count = 0;
	while (mailbox_take(lane->box, &message, 1) == 1) {
		if (message.kind == MESSAGE_WORK)
			message.work->done(message.work, ERR_UNAVAILABLE);
		dropped++;
	}
	return dropped;
}

static enum err left_behind(struct desk *desk, void *arg)
{
	struct rows *rows = arg;

	return call_left_behind(desk, HEAL_AT_ONCE, rows);
}

static enum err restart_call(struct desk *desk, void *arg)
{
	const call_id *call = arg;

	return call_restart(desk, *call);
}

struct farewells {
	leg_id above;
	bool more;
};

static enum err farewells_again(struct desk *desk, void *arg)
{
	struct farewells *farewells = arg;

	return call_farewells_again(desk, &farewells->above, &farewells->more);
}

/* Before the calls are healed, so that nobody is told twice by one process. */
static enum err heal_farewells(struct lane *lane)
{
	struct farewells farewells = { .above = { 0 } };

	do {
		TRY(one_piece(lane, farewells_again, &farewells));
		arena_empty(lane->arena);
	} while (farewells.more);
	return OK;
}

static enum err heal_calls(struct lane *lane)
{
	call_id ids[HEAL_AT_ONCE];
	struct rows rows;

	do {
		TRY(one_piece(lane, left_behind, &rows));
		must(rows.count <= COUNT(ids));
		if (rows.count)
			memcpy(ids, rows.at, rows.count * sizeof(*ids));
		arena_empty(lane->arena);
		for (size_t i = 0; i < rows.count; i++) {
			TRY(one_piece(lane, restart_call, &ids[i]));
			log_info("call.healed", KV_ID(call, ids[i].n));
			arena_empty(lane->arena);
		}
	} while (rows.count);
	return OK;
}

static enum err restart_proofs(struct desk *desk, void *arg)
{
	size_t *found = arg;

	return proof_restart(desk, HEAL_AT_ONCE, found);
}

static enum err restart_test_calls(struct desk *desk, void *arg)
{
	size_t *found = arg;

	return test_call_restart(desk, HEAL_AT_ONCE, found);
}

static enum err heal_all(struct lane *lane, enum err (*restart)(struct desk *, void *))
{
	size_t found;

	do {
		TRY(one_piece(lane, restart, &found));
		arena_empty(lane->arena);
	} while (found == HEAL_AT_ONCE);
	return OK;
}

struct taking {
	int64_t above;
	struct rows rows;
};

static enum err find_taking(struct desk *desk, void *arg)
{
	static const struct column ADVISOR[] = { { COLUMN_IS_NUM64, 0, 8, NULL }, COLUMN_END };
	struct taking *taking = arg;

	TRY(tx_all(desk->tx, &SQL_availability_taking, ARGS(NUM(taking->above), NUM(HEAL_AT_ONCE)),
	           ADVISOR, sizeof(advisor_id), HEAL_AT_ONCE, &taking->rows));
	const advisor_id *advisors = taking->rows.at;

	for (size_t i = 0; i < taking->rows.count; i++) {
		desk_wake(desk, advisors[i]);
		taking->above = advisors[i].n;
	}
	return OK;
}

enum err lane_heal_wakes(struct lane *lane)
{
	struct taking taking = { .above = 0 };

	do {
		TRY(one_piece(lane, find_taking, &taking));
		arena_empty(lane->arena);
	} while (taking.rows.count == HEAL_AT_ONCE);
	return OK;
}

enum err lane_heal(struct lane *lane)
{
	lane->ids.maker = (uint32_t)((lane->lanes->node * 8 + lane->number) % 64);
	TRY(one_piece(lane, last_id, lane));
	if (lane->number != 0)
		return OK;
	TRY(heal_farewells(lane));
	TRY(heal_calls(lane));
	TRY(heal_all(lane, restart_proofs));
	TRY(heal_all(lane, restart_test_calls));
	return lane_heal_wakes(lane);
}
