// SPDX-License-Identifier: Apache-2.0
/*
 * One lane's turn: take, decide, commit, then reply and act. Nothing that a message decided is told
 * to anybody before its COMMIT succeeded; after a failed one everybody in the batch is told the
 * failure.
 */
#include "engine/lane.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/log.h"
#include "base/meter.h"
#include "domain/alarm/alarm.h"
#include "engine/decide.h"
#include "engine/lane_inside.h"

#define RERUNS_MOST 20 /* of one transaction that met another on PostgreSQL */
#define ALARMS_AT_ONCE 64
#define ALARM_AGAIN SECONDS(30)
#define LANE_ARENA_BYTES (256 * 1024)

enum err lane_open(struct lanes *lanes, unsigned number, struct lane **out)
{
	struct lane *lane = calloc(1, sizeof(*lane));
	const struct store_config store = { .url = lanes->config.store_url };

	must(lane && number < lanes->count);
	lane->lanes = lanes;
	lane->number = number;
	lane->batch = calloc(lanes->config.batch_most, sizeof(*lane->batch));
	lane->items = calloc(lanes->config.batch_most, sizeof(*lane->items));
	lane->arena = arena_open(LANE_ARENA_BYTES);
	lane->box =
		mailbox_open(sizeof(struct message), lanes->config.mailbox_most, lanes->config.legs_most);
	lane->held_back = calloc(lanes->config.batch_most, sizeof(*lane->held_back));
	must(lane->batch && lane->items && lane->held_back);

	enum err err = lanes->driver->open(&store, &lane->store);

	if (err != OK) {
		lane_close(lane);
		return err;
	}
	atomic_store(&lane->sound, true);
	*out = lane;
	return OK;
}

void lane_close(struct lane *lane)
{
	if (!lane)
		return;
	if (lane->store)
		store_close(lane->store);
	arena_close(lane->arena);
	mailbox_close(lane->box);
	free(lane->batch);
	free(lane->items);
	free(lane->held_back);
	free(lane);
}

bool lane_put(struct lane *lane, const struct message *message)
{
	if (mailbox_put(lane->box, message))
		return true;
	meter_add(METER_MAILBOX_FULL, 0, 1);
	return false;
}

void lane_put_last(struct lane *lane, const struct message *message)
{
	mailbox_put_reserved(lane->box, message);
}

size_t lane_waiting(struct lane *lane)
{
	return mailbox_count(lane->box);
}

void lane_stop(struct lane *lane)
{
	mailbox_stop(lane->box);
}

bool lane_is_sound(struct lane *lane)
{
	return lane->store && lane->store->ops->is_sound(lane->store);
}

bool lane_health(struct lane *lane)
{
	return atomic_load(&lane->sound);
}

/* ---- after COMMIT ---------------------------------------------------------------------- */

/* A RING that cannot be given still gets its last word, as every RING does. */
static void ring_failed(struct lane *lane, const struct order *order, bool reserved)
{
	struct message message = { .kind = MESSAGE_NEWS };
	const struct clock_port *clock = lane->lanes->config.clock;

	message.news = (struct news){
		.kind = NEWS_ENDED,
		.leg = order->leg,
		.call = order->call,
		.lane = order->lane,
		.at = clock->utc(clock->ctx),
		.tick = clock->tick(clock->ctx),
		.end = LEG_FAILED,
	};
	log_warn("leg.refused", KV_ID(leg, order->leg), KV_TEXT(reason, "too many legs or phone busy"));
	if (reserved)
		mailbox_put_reserved(lane->box, &message);
	else if (!mailbox_put(lane->box, &message))
		log_error("leg.unheard", KV_ID(leg, order->leg)); /* its alarm ends it */
}

void lane_give(struct lane *lane, const struct order *order)
{
	const struct phone_port *phone = lane->lanes->phone;
	bool rings = order->kind == ORDER_RING;

	must(phone);
	if (rings && !mailbox_reserve(lane->box)) {
		ring_failed(lane, order, false);
		return;
	}
	if (phone->order(phone->ctx, order)) {
		if (rings)
			atomic_fetch_add(&lane->lanes->live_legs, 1);
		return;
	}
	meter_add(METER_MAILBOX_FULL, 1, 1);
	if (rings)
		ring_failed(lane, order, true);
	else
		log_error("order.lost", KV_ID(leg, order->leg));
}

static void finish_item(struct lane *lane, struct item *item, enum err outcome)
{
	if (outcome == OK) {
		for (struct order_item *o = item->orders; o; o = o->next)
			lane_give(lane, &o->order);
		if (item->overtaken)
			log_error("line.overtaken", KV_NUM(count, item->overtaken));
		meter_add(METER_ORDER_VIOLATIONS, 0, item->overtaken);
	}
	if (item->message && item->message->kind == MESSAGE_WORK)
		item->message->work->done(item->message->work, item->err != OK ? item->err : outcome);
}

static void finish(struct lane *lane, enum err outcome)
{
	bool events = false, rules = false;

	for (size_t i = 0; i < lane->item_count; i++)
		rules |= lane->items[i].changed_rules;
	if (rules && outcome == OK && lane_use_settings(lane) != OK)
		atomic_fetch_add(&lane->lanes->rules_wanted, 1); /* at the next turn */
	for (size_t i = 0; i < lane->item_count; i++) {
		events |= lane->items[i].wrote_event;
		finish_item(lane, &lane->items[i], outcome);
	}
	if (outcome == OK) {
		atomic_fetch_add(&lane->lanes->committed, lane->item_count);
		meter_add(METER_STORE_BATCH, 0, (int64_t)lane->item_count);
		if (events && lane->lanes->config.on_events)
			lane->lanes->config.on_events(lane->lanes->config.on_events_ctx);
	}
	lane->item_count = 0;
}

/* ---- inside the transaction ------------------------------------------------------------ */

/* What failed is undone alone; a sole piece with its transaction. */
static enum err piece_failed(struct lane *lane, struct tx *tx, const struct piece *piece,
                             struct item *item, enum err err)
{
	if (lane->sole)
		lane->undone = true;
	else
		tx_undo(tx);
	if (err != ERR_AGAIN && piece->kind != PIECE_WORK)
		log_error("message.failed", KV_ERR(err), KV_NUM(lane, lane->number));
	item->err = err;
	return err == ERR_AGAIN || !tx->store->ops->is_sound(tx->store) ? err : OK;
}

/* Runs one piece, in a savepoint unless it is the transaction's only one. */
static enum err run_piece(struct lane *lane, struct tx *tx, const struct piece *piece,
                          struct item *item)
{
	struct desk desk;
	enum err err;

	decide_prepare(lane, tx, &desk);
	if (!lane->sole)
		TRY(tx_save(tx));
	err = decide(&desk, piece);
	if (err == OK && !lane->sole)
		err = tx_keep(tx);
	if (err != OK)
		return piece_failed(lane, tx, piece, item, err);
	item->orders = desk.orders;
	item->wrote_event = desk.wrote_event;
	item->overtaken = desk.overtaken;
	item->changed_rules = desk.changed_rules;
	lane->wakes_wanted = desk.wakes;
	lane->next_alarm = instant_sooner(lane->next_alarm, desk.alarm_at);
	return OK;
}

static struct item *next_item(struct lane *lane, struct message *message)
{
	struct item *item;

	if (lane->item_count == lane->lanes->config.batch_most)
		return NULL;
	item = &lane->items[lane->item_count++];
	*item = (struct item){ .message = message };
	return item;
}

/*
 * A wake that finds no room in this batch waits in the mailbox; if even that is full, the line's
 * alarm does it.
 */
static void put_off(struct lane *lane, advisor_id advisor)
{
	const struct message wake = { .kind = MESSAGE_WAKE, .advisor = advisor };

	if (!mailbox_put(lane->box, &wake))
		lane->look_again = true;
}

static enum err run_wakes(struct lane *lane, struct tx *tx)
{
	struct wake_item *wakes = lane->wakes_wanted;

	lane->wakes_wanted = NULL;
	for (; wakes; wakes = wakes->next) {
		struct item *item = lane->lanes->grouped ? next_item(lane, NULL) : NULL;
		const struct piece piece = { .kind = PIECE_WAKE, .advisor = wakes->advisor };

		if (!item) {
			put_off(lane, wakes->advisor);
			continue;
		}
		TRY(run_piece(lane, tx, &piece, item));
		must(!lane->wakes_wanted); /* a dispatch wakes nobody else */
	}
	return OK;
}

static enum err run_message(struct lane *lane, struct tx *tx, struct message *message)
{
	struct item *item = next_item(lane, message);
	struct piece piece = { .kind = PIECE_WORK };

	must(item);
	switch (message->kind) {
	case MESSAGE_WORK: piece.work = message->work; break;
	case MESSAGE_NEWS:
		piece.kind = PIECE_NEWS;
		piece.news = &message->news;
		break;
	case MESSAGE_WAKE:
		piece.kind = PIECE_WAKE;
		piece.advisor = message->advisor;
		break;
	}
	TRY(run_piece(lane, tx, &piece, item));
	return run_wakes(lane, tx);
}

/* An alarm whose verb failed is still there: tried again after a while, not again and again. */
static enum err ring_later(struct lane *lane, struct tx *tx, const struct alarm *alarm)
{
	struct desk desk;

	decide_prepare(lane, tx, &desk);
	return alarm_set(&desk, alarm->kind, alarm->subject, alarm->advisor,
	                 instant_add(desk.now, ALARM_AGAIN));
}

static enum err run_alarms(struct lane *lane, struct tx *tx, size_t *handled)
{
	struct lanes *lanes = lane->lanes;
	struct rows rows;
	instant now = lanes->config.clock->utc(lanes->config.clock->ctx);

	TRY(alarm_due(tx, lane->number, lanes->count, now, ALARMS_AT_ONCE, &rows));
	const struct alarm *alarms = rows.at;

	for (size_t i = 0; i < rows.count; i++) {
		const struct piece piece = { .kind = PIECE_ALARM, .alarm = &alarms[i] };
		struct item *item = next_item(lane, NULL);

		if (!item)
			return OK;
		TRY(run_piece(lane, tx, &piece, item));
		if (item->err != OK)
			TRY(ring_later(lane, tx, &alarms[i]));
		TRY(run_wakes(lane, tx));
		(*handled)++;
	}
	enum err err = alarm_next(tx, lane->number, lanes->count, &lane->next_alarm);

	if (err == ERR_NONE)
		lane->next_alarm = NEVER;
	lane->alarms_read = err == OK || err == ERR_NONE;
	return lane->alarms_read ? OK : err;
}

/* ---- a turn ---------------------------------------------------------------------------- */

static bool reopen(struct lane *lane)
{
	const struct store_config store = { .url = lane->lanes->config.store_url };

	if (lane_is_sound(lane))
		return true;
	if (lane->store)
		store_close(lane->store);
	lane->store = NULL;

	enum err err = lane->lanes->driver->open(&store, &lane->store);

	if (err != OK) {
		lane->store = NULL;
		return false;
	}
	log_info("lane.reopened", KV_NUM(lane, lane->number));
	lane->look_again = true;
	return true;
}

/*
 * A statement that nobody waited for may have failed at the COMMIT: that is this piece's own fault.
 */
static enum err sole_outcome(struct lane *lane, enum err err)
{
	if (err == OK || err == ERR_AGAIN || err == ERR_UNCERTAIN || !lane_is_sound(lane))
		return err;
	log_error("message.failed", KV_ERR(err), KV_NUM(lane, lane->number));
	lane->items[0].err = err;
	lane->items[0].orders = NULL;
	lane->items[0].wrote_event = false;
	return OK;
}

/* Everything in `batch[from .. from+count)` and, if wanted, the alarms, in one transaction. */
static enum err one_transaction(struct lane *lane, size_t from, size_t count, size_t *alarms)
{
	const struct clock_port *clock = lane->lanes->config.clock;
	struct tx tx;
	mono begun;
	enum err err;

	lane->item_count = 0;
	lane->wakes_wanted = NULL;
	lane->sole = !lane->lanes->grouped && count == 1 && !alarms;
	lane->undone = false;
	TRY(tx_begin(lane->store, lane->arena, &tx));
	err = lane_hold_node(lane, &tx);
	for (size_t i = 0; i < count && err == OK; i++)
		err = run_message(lane, &tx, &lane->batch[from + i]);
	if (err == OK && alarms)
		err = run_alarms(lane, &tx, alarms);
	if (err != OK || lane->undone) {
		tx_rollback(&tx);
		return err;
	}
	begun = clock->tick(clock->ctx);
	err = tx_commit(&tx);
	meter_observe(METER_STORE_COMMIT, 0, mono_since(clock->tick(clock->ctx), begun));
	return lane->sole ? sole_outcome(lane, err) : err;
}

static void answer_failed(struct lane *lane, size_t from, size_t count, enum err err)
{
	log_error("lane.failed", KV_ERR(err), KV_NUM(lane, lane->number), KV_NUM(count, count));
	for (size_t i = 0; i < count; i++) {
		struct message *m = &lane->batch[from + i];

		if (m->kind == MESSAGE_WORK)
			m->work->done(m->work, err);
		else if (m->kind == MESSAGE_NEWS)
			lane_retry_later(lane, m);
		else
			put_off(lane, m->advisor);
	}
	lane->item_count = 0;
	lane->alarms_read = false; /* what we know of them comes from what was undone */
}

static size_t transact(struct lane *lane, size_t from, size_t count, bool with_alarms)
{
	size_t alarms = 0;
	enum err err = ERR_AGAIN;

	for (int i = 0; i < RERUNS_MOST && err == ERR_AGAIN; i++) {
		alarms = 0;
		err = one_transaction(lane, from, count, with_alarms ? &alarms : NULL);
	}
	atomic_store(&lane->sound, lane_is_sound(lane));
	if (err == OK)
		finish(lane, OK);
	else
		answer_failed(lane, from, count, err);
	arena_empty(lane->arena);
	return count + alarms;
}

static void look_again(struct lane *lane)
{
	bool stopped = atomic_load(&lane->lanes->paid_calls_stopped);

	/* The ledger was found sound again: the lines stood still meanwhile (SETTLED 20). */
	lane->look_again |= lane->number == 0 && lane->was_stopped && !stopped;
	lane->was_stopped = stopped;
	if (!lane->look_again || lane_heal_wakes(lane) != OK)
		return;
	lane->look_again = false;
}

size_t lane_turn(struct lane *lane)
{
	struct lanes *lanes = lane->lanes;
	size_t room = lanes->grouped ? lanes->config.batch_most / 2 : 1;
	size_t count, handled = 0;

	if (atomic_load(&lanes->taken_over))
		return lane_drop_all(lane);
	lane_renew_lease(lane); /* a bad disk may show here first: before the look at the connection */
	if (!reopen(lane))
		return lane_refuse_all(lane);
	look_again(lane);
	count = lane_take(lane, room);
	lane_follow_settings(lane); /* what was taken may have come after a change of the rules */
	if (lanes->grouped && !count && !lane_alarm_is_due(lane))
		return 0;
	if (lanes->grouped)
		return transact(lane, 0, count, true);
	if (count)
		handled += transact(lane, 0, count, false);
	/* Other lanes and nodes set alarms on this database too: an idle lane looks once in a while. */
	if (lane_alarm_is_due(lane) || (!count && lane->lanes->count > 1))
		handled += transact(lane, 0, 0, true);
	return handled;
}
