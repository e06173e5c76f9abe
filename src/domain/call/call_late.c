// SPDX-License-Identifier: Apache-2.0
/*
 * What time or a restart does to calls: the end of a pause, an overdue leg, a lapsed wait, a crash.
 */
#include "domain/call/stage.h"
#include "domain/sql.h"

#define FAREWELLS_SINCE SECONDS(-30) /* longer than one that dies at each start rests between */
#define FAREWELLS_AT_ONCE 50

enum err call_pause_over(struct desk *desk, call_id call)
{
	static const struct ending OUT_OF_MONEY = {
		.on = CALLBACK_ON_TALK_ENDS,
		.cause = "out_of_money",
		.side = "money",
		.tell_customer = "talk_over",
		.menu = true,
	};
	struct stage stage;

	TRY(stage_open(desk, call, &stage));
	if (stage.call.state != CALL_PAUSED)
		return OK;
	return ending_come(&stage, &OUT_OF_MONEY);
}

enum err call_leg_overdue(struct desk *desk, leg_id leg)
{
	struct leg overdue;
	enum err err = leg_get(desk->tx, leg, &overdue);

	if (err == ERR_NONE)
		return OK;
	TRY(err);
	if (overdue.state != LEG_DIALING && overdue.state != LEG_RINGING)
		return OK;

	const struct news lost = {
		.kind = NEWS_ENDED,
		.leg = leg.n,
		.call = overdue.call.n,
		.at = desk->now,
		.tick = desk->tick,
		.end = LEG_FAILED,
	};

	(void)desk_order(desk, ORDER_HANG_UP, overdue.call, leg);
	return call_news(desk, &lost);
}

enum err call_callback_expires(struct desk *desk, callback_id callback)
{
	const struct callback_move *taken;
	struct availability lock;
	struct callback cb;

	TRY(callback_get(desk->tx, callback, &cb));
	TRY(availability_lock(desk, cb.advisor, &lock));
	TRY(callback_get(desk->tx, callback, &cb));
	return callback_step(desk, &cb, CALLBACK_ON_EXPIRES, NEVER, &taken);
}

/*
 * The former process's phones are told BYE; where no tag is known, the INVITE's Expires and our
 * ACK+BYE to a late 2xx do.
 */
static enum err orphan(struct stage *stage, struct leg *leg, bool *has)
{
	bool taken;

	if (!*has)
		return OK;
	if (leg->dialogue.remote_tag[0]) {
		struct order *order = desk_order(stage->desk, ORDER_ORPHAN, stage->call.id, leg->id);

		order->orphan = leg->dialogue;
	}
	*has = false;
	TRY(stage_mark(stage, SIDE_WORDS[leg->side], "gone", "restart"));
	return leg_step(stage->desk, leg, LEG_ON_ENDED, NULL, &taken);
}

enum err call_restart(struct desk *desk, call_id call)
{
	struct ending restart = { .on = CALLBACK_ON_RESTART, .cause = "restart", .side = "system" };
	struct stage stage;

	TRY(stage_open(desk, call, &stage));
	must(stage.call.node == desk->node);
	/* E11: an attempt counts only if the customer's phone had rung. */
	if (stage.has_customer && instant_is_set(stage.customer.ringing_at))
		restart.on = CALLBACK_ON_RESTART_RANG;
	TRY(orphan(&stage, &stage.customer, &stage.has_customer));
	TRY(orphan(&stage, &stage.advisor, &stage.has_advisor));
	if (stage.call.state == CALL_ENDED)
		return ending_free_advisor(&stage);
	return ending_come(&stage, &restart);
}

enum err call_farewells_again(struct desk *desk, leg_id *above, bool *more)
{
	struct rows rows;

	TRY(leg_cut_since(desk, *above, instant_add(desk->now, FAREWELLS_SINCE), FAREWELLS_AT_ONCE,
	                  &rows));
	const struct leg *legs = rows.at;

	for (size_t i = 0; i < rows.count; i++) {
		struct order *order = desk_order(desk, ORDER_ORPHAN, legs[i].call, legs[i].id);

		order->orphan = legs[i].dialogue;
		must(legs[i].id.n > above->n);
		*above = legs[i].id;
	}
	*more = rows.count == FAREWELLS_AT_ONCE;
	return OK;
}

enum err call_left_behind(struct desk *desk, size_t most, struct rows *out)
{
	static const struct column CALL_ID_ONLY[] = { { COLUMN_IS_NUM64, 0, 8, NULL }, COLUMN_END };

	return tx_all(desk->tx, &SQL_call_left_behind, ARGS(NUM(desk->node), NUM(most)), CALL_ID_ONLY,
	              sizeof(call_id), most, out);
}
