// SPDX-License-Identifier: Apache-2.0
/*
 * The talk itself: joining, the growing hold, the warning, the end of the money and the pause (D10,
 * D13, SETTLED 12 to 16).
 *
 * The media thread stops the meter at `limit` by itself, exactly; here the limit is moved on as
 * long as the wallet covers the next step, so the call never runs ahead of what is held (M12, U15).
 */
#include <stdio.h>

#include "domain/alarm/alarm.h"
#include "domain/call/stage.h"
#include "domain/sql.h"

#define START_TONE MILLISECONDS(300) /* prompt "start", a little more than its beep: not billed */

static enum err record_meter(struct stage *stage)
{
	const struct call *c = &stage->call;

	must(c->witnessed.us >= 0 && c->witnessed.us <= c->limit.us);
	return tx_run(stage->desk->tx, &SQL_call_record_meter,
	              ARGS(ID(c->id), LENGTH(c->witnessed), LENGTH(c->limit), NUM(c->warned),
	                   NUM(c->held_minor), NUM(c->hold_steps)),
	              NULL);
}

static enum err hold_more(struct stage *stage, int64_t minor)
{
	char cause[60];
	char id[ID_CHARS];
	bool written;

	stage->call.hold_steps++;
	(void)snprintf(cause, sizeof(cause), "%s:%lld", id_format(ID_OF_call, stage->call.id.n, id),
	               (long long)stage->call.hold_steps);

	const struct transfer_ask hold = {
		.debit = ledger_wallet(stage->call.customer),
		.credit = ledger_held(stage->call.id),
		.minor = minor,
		.kind = "hold",
		.cause = cause,
	};

	TRY(ledger_transfer(stage->desk, &hold, &written));
	must(written);
	stage->call.held_minor += minor;
	return OK;
}

/* Moves the limit on while money and the longest talk allow it. *grown: it did. */
static enum err grow(struct stage *stage, bool *grown)
{
	struct desk *desk = stage->desk;
	const struct tariff *t = &stage->call.tariff;
	span ahead = span_add(span_add(stage->call.witnessed, t->step), desk->rules->low_money_ms);
	int64_t available, held = stage->call.held_minor;

	*grown = false;
	if (!span_less(stage->call.limit, span_add(ahead, t->step)) ||
	    !span_less(stage->call.limit, desk->rules->talk_most_ms))
		return OK;
	TRY(wallet_available(desk->tx, stage->call.customer, &available));

	span wanted = tariff_billed(t, span_add(ahead, t->step));
	span payable = tariff_covered(t, held + available);
	span limit = span_less(payable, wanted) ? payable : wanted;

	if (!span_less(stage->call.limit, limit))
		return OK;
	if (tariff_price(t, limit) > held)
		TRY(hold_more(stage, tariff_price(t, limit) - held));
	if (span_less(desk->rules->talk_most_ms, limit))
		limit = desk->rules->talk_most_ms;
	stage->call.limit = limit;
	stage->call.warned = 0;
	*grown = true;
	return OK;
}

static void order_join(struct stage *stage)
{
	struct desk *desk = stage->desk;
	struct order *join = desk_order(desk, ORDER_JOIN, stage->call.id, stage->customer.id);
	/*
	 * Billing starts at the later of: the join, and the grace after the price was spoken (SETTLED
	 * 13).
	 */
	instant graced = instant_add(stage->customer.said_at, desk->rules->price_grace_ms);
	span wait = instant_since(graced, desk->now);

	join->join.other = stage->advisor.id.n;
	join->join.already = stage->call.witnessed;
	join->join.limit = stage->call.limit;
	if (!instant_is_set(stage->customer.said_at) || span_less(wait, START_TONE))
		wait = START_TONE;
	join->join.meter_from = mono_add(desk->tick, wait);
}

/*
 * The tone on both sides, then the two are joined: the orders of a leg are carried out in their
 * order.
 */
static enum err join(struct stage *stage)
{
	const struct line start = { .scene = SCENE_TALK, .prompt = "start" };
	bool taken;

	order_join(stage);
	TRY(stage_say(stage, &stage->customer, &start));
	TRY(stage_say(stage, &stage->advisor, &start));
	TRY(leg_step(stage->desk, &stage->customer, LEG_ON_JOINED, NULL, &taken));
	must(taken);
	TRY(leg_step(stage->desk, &stage->advisor, LEG_ON_JOINED, NULL, &taken));
	must(taken);
	return stage_mark(stage, "both", "joined", "");
}

enum err talk_begin(struct stage *stage)
{
	const struct callback_move *taken;
	bool stepped;

	if (!stage->has_advisor || !stage->has_customer)
		return OK; /* somebody hung up in the same moment; the ENDED news follows */
	TRY(call_step(stage->desk, &stage->call, CALL_ON_JOINED, &stepped));
	if (!stepped)
		return OK;
	TRY(callback_step(stage->desk, &stage->callback, CALLBACK_ON_CUSTOMER_ACCEPTS, NEVER, &taken));
	must(taken);
	/* News of a prompt's end may be dropped under load: then the grace begins with the key. */
	if (!instant_is_set(stage->customer.said_at))
		stage->customer.said_at = stage->desk->now;
	TRY(join(stage));
	return stage_tell(stage, "call.connected");
}

static enum err warn(struct stage *stage)
{
	struct desk *desk = stage->desk;
	span left = span_take(stage->call.limit, stage->call.witnessed);
	bool time_ends = !span_less(stage->call.limit, desk->rules->talk_most_ms);
	struct leg *legs[] = { &stage->customer, &stage->advisor };

	stage->call.warned = 1;
	for (size_t i = 0; i < COUNT(legs); i++) {
		bool customer = legs[i]->side == SIDE_CUSTOMER;
		const char *language = customer ? stage->callback.language : desk->rules->language;
		const struct line line = {
			.scene = SCENE_TALK,
			.prompt = time_ends  ? "low_time"
			          : customer ? "low_money_customer"
			                     : "low_money_advisor",
			.values = IVR_VALUES({ "left", ivr_length(desk->arena, language, left) }),
		};

		TRY(stage_say(stage, legs[i], &line));
	}
	TRY(stage_mark(stage, "both", "warned", time_ends ? "time" : "money"));
	return stage_tell(stage, "call.low_balance");
}

static void order_limit(struct stage *stage)
{
	struct order *order = desk_order(stage->desk, ORDER_LIMIT, stage->call.id, stage->customer.id);

	order->limit.limit = stage->call.limit;
}

enum err talk_meter(struct stage *stage, span witnessed)
{
	struct call *call = &stage->call;
	bool grown = false;

	if (call->state != CALL_BRIDGED && call->state != CALL_PAUSED)
		return OK;
	/* The meter never goes back, and never past what it was allowed: whoever says so is wrong. */
	if (span_less(call->witnessed, witnessed))
		call->witnessed = span_less(call->limit, witnessed) ? call->limit : witnessed;
	if (call->state == CALL_BRIDGED) {
		TRY(grow(stage, &grown));
		if (grown)
			order_limit(stage);
		else if (!call->warned && stage->has_advisor && stage->has_customer &&
		         !span_less(stage->desk->rules->low_money_ms,
		                    span_take(call->limit, call->witnessed)))
			TRY(warn(stage));
	}
	return record_meter(stage);
}

struct meter_look {
	span witnessed, limit, step;
	int32_t warned;
};

enum err talk_journal(struct desk *desk, call_id call, span witnessed, bool *done)
{
	static const struct column LOOK[] = {
		COLUMN_NUM(struct meter_look, witnessed),
		COLUMN_NUM(struct meter_look, limit),
		COLUMN_NUM(struct meter_look, step),
		COLUMN_NUM(struct meter_look, warned),
		COLUMN_END,
	};
	struct meter_look look;
	enum err err = tx_one(desk->tx, &SQL_call_meter_look, ARGS(ID(call)), LOOK, &look);

	*done = false;
	if (err == ERR_NONE)
		return OK;
	TRY(err);

	/*
	 * Where talk_meter would do no more than write the number down: far from the limit, see grow().
	 */
	span ahead =
		span_add(span_add(witnessed, desk->rules->low_money_ms), span_add(look.step, look.step));

	must(look.step.us > 0);
	if (span_less(look.limit, ahead))
		return OK;
	*done = true;
	return tx_run(desk->tx, &SQL_call_record_witnessed, ARGS(ID(call), LENGTH(witnessed)), NULL);
}

static enum err pause_talk(struct stage *stage)
{
	struct desk *desk = stage->desk;
	text pause = ivr_length(desk->arena, stage->callback.language, desk->rules->pause_ms);
	const struct line customer = { .scene = SCENE_PAUSED,
		                           .prompt = "paused_customer",
		                           .repeats = true,
		                           .values = IVR_VALUES({ "pause", pause }) };
	const struct line advisor = { .scene = SCENE_PAUSED,
		                          .prompt = "paused_advisor",
		                          .repeats = true,
		                          .values = IVR_VALUES({ "pause", pause }) };
	bool taken;

	TRY(call_step(desk, &stage->call, CALL_ON_MONEY_OUT, &taken));
	must(taken);
	(void)desk_order(desk, ORDER_PART, stage->call.id, (leg_id){ 0 });
	TRY(leg_step(desk, &stage->customer, LEG_ON_PARTED, NULL, &taken));
	TRY(leg_step(desk, &stage->advisor, LEG_ON_PARTED, NULL, &taken));
	TRY(stage_say(stage, &stage->customer, &customer));
	TRY(stage_say(stage, &stage->advisor, &advisor));
	TRY(alarm_set(desk, ALARM_CALL_PAUSE, stage->call.id.n, stage->call.advisor,
	              stage->call.pause_ends_at));
	TRY(stage_mark(stage, "both", "paused", "money"));
	return stage_tell(stage, "call.paused");
}

enum err talk_limit(struct stage *stage)
{
	static const struct ending TIME_UP = {
		.on = CALLBACK_ON_TALK_ENDS,
		.cause = "time_limit",
		.side = "system",
		.tell_customer = "talk_over",
		.menu = true,
	};
	bool grown;

	if (stage->call.state != CALL_BRIDGED || !stage->has_advisor || !stage->has_customer)
		return OK;
	TRY(grow(stage, &grown)); /* money may have come in this very moment */
	TRY(record_meter(stage));
	if (grown) {
		order_limit(stage);
		return OK;
	}
	if (span_less(stage->call.witnessed, stage->call.limit))
		return OK; /* an old limit was reached; the new one is on its way to the meter */
	if (!span_less(stage->call.limit, stage->desk->rules->talk_most_ms))
		return ending_come(stage, &TIME_UP);
	return pause_talk(stage);
}

enum err talk_money_came(struct stage *stage)
{
	bool grown, taken;

	if (stage->call.state != CALL_BRIDGED && stage->call.state != CALL_PAUSED)
		return OK;
	TRY(grow(stage, &grown));
	TRY(record_meter(stage));
	if (!grown)
		return OK;
	if (stage->call.state == CALL_BRIDGED) {
		order_limit(stage);
		return OK;
	}
	if (!stage->has_advisor || !stage->has_customer)
		return OK;
	TRY(call_step(stage->desk, &stage->call, CALL_ON_MONEY_CAME, &taken));
	must(taken);
	TRY(alarm_clear(stage->desk, ALARM_CALL_PAUSE, stage->call.id.n));
	stage->customer.said_at = NEVER;
	TRY(join(stage));
	return stage_tell(stage, "call.resumed");
}
