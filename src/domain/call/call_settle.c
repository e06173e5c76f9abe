// SPDX-License-Identifier: Apache-2.0
/*
 * The end of a call: the witnessed time becomes a charge once, what was held is paid out or given
 * back, the callback takes its step, and each side hears its last words. After this only the
 * advisor's leg may still be there, in the menu.
 */
#include "domain/alarm/alarm.h"
#include "domain/call/stage.h"
#include "domain/sql.h"

#define WAKES_MOST 100 /* lines in which one customer may wait */

static enum err pay(struct stage *stage, struct ledger_account to, int64_t minor, const char *kind)
{
	char id[ID_CHARS];
	bool written;
	const struct transfer_ask ask = {
		.debit = ledger_held(stage->call.id),
		.credit = to,
		.minor = minor,
		.kind = kind,
		.cause = id_format(ID_OF_call, stage->call.id.n, id),
	};

	if (minor == 0)
		return OK;
	TRY(ledger_transfer(stage->desk, &ask, &written));
	must(written); /* M7: a call is settled once */
	return OK;
}

static enum err settle(struct stage *stage)
{
	struct call *call = &stage->call;
	int64_t changed;

	/* Whole milliseconds are what is priced and what the receipt shows (SETTLED 12). */
	call->witnessed.us -= call->witnessed.us % 1000;

	struct bill bill = tariff_bill(&call->tariff, call->witnessed);

	must(call->settled_at.us == 0);
	must(bill.charge <= call->held_minor);
	TRY(pay(stage, ledger_earned(call->advisor), bill.earned, "share"));
	TRY(pay(stage, ledger_house(), bill.house, "fee"));
	TRY(pay(stage, ledger_wallet(call->customer), call->held_minor - bill.charge, "release"));
	call->billed = bill.billed;
	call->charge_minor = bill.charge;
	call->earned_minor = bill.earned;
	call->held_minor = 0;
	call->settled_at = stage->desk->now;
	TRY(tx_run(stage->desk->tx, &SQL_call_record_bill,
	           ARGS(ID(call->id), LENGTH(call->witnessed), LENGTH(call->billed),
	                NUM(call->charge_minor), NUM(call->earned_minor), AT(call->settled_at)),
	           &changed));
	must(changed == 1);
	return OK;
}

static enum err judge_advisor(struct stage *stage, const struct ending *ending)
{
	struct desk *desk = stage->desk;
	advisor_id advisor = stage->call.advisor;

	switch (ending->advisor) {
	case ADVISOR_MISSED: return availability_missed(desk, advisor, true);
	case ADVISOR_DECLINED: return availability_missed(desk, advisor, false);
	case ADVISOR_PAUSED:
		return availability_pause(desk, advisor,
		                          instant_add(desk->now, desk->rules->trunk_pause_ms));
	/* Whoever took the call up ends the row of misses (SETTLED 7): not before, or one who accepts
	 * and hangs up every time would never get to two. */
	default:
		return instant_is_set(stage->call.accepted_at) ? availability_answered(desk, advisor) : OK;
	}
}

/*
 * Whoever waits for a person that was in a call until now may go on (E5). Locked first: a request
 * of this person that is being written on another lane either is seen here, or waits for us and is
 * dispatched when the person is free already. Else it could wait for a wake that nobody gives.
 */
static enum err free_person(struct desk *desk, customer_id person)
{
	static const struct column ADVISOR[] = { { COLUMN_IS_NUM64, 0, 8, NULL }, COLUMN_END };
	struct rows rows;
	int64_t locked;

	TRY(tx_number(desk->tx, &SQL_call_customer_lock, ARGS(ID(person)), &locked));
	TRY(tx_all(desk->tx, &SQL_callback_waiting_advisors, ARGS(ID(person), NUM(WAKES_MOST)), ADVISOR,
	           sizeof(advisor_id), WAKES_MOST, &rows));
	const advisor_id *advisors = rows.at;

	must(locked == person.n);
	for (size_t i = 0; i < rows.count; i++)
		desk_wake(desk, advisors[i]);
	return OK;
}

enum err ending_free_customer(struct stage *stage)
{
	/* The customer may have a line as well, which stood still meanwhile. */
	desk_wake(stage->desk, (advisor_id){ stage->call.customer.n });
	return free_person(stage->desk, stage->call.customer);
}

static enum err tell_customer(struct stage *stage, const struct ending *ending)
{
	struct desk *desk = stage->desk;
	const char *language = stage->callback.language;
	const char *prompt = ending->tell_customer;

	if (!stage->has_customer)
		return OK;
	if (!prompt) {
		stage_hang_up(stage, &stage->customer);
		return OK;
	}
	if (text_is(text_of(prompt), "talk_over") && !stage->call.charge_minor)
		prompt = "talk_over_free";
	return stage_goodbye(
		stage, &stage->customer, prompt,
		IVR_VALUES({ "advisor", text_of(stage->call.advisor_nickname) },
	               { "snooze", ivr_length(desk->arena, language, desk->rules->snooze_ms) },
	               { "length", ivr_length(desk->arena, language, stage->call.witnessed) },
	               { "charge", ivr_money(desk->arena, money_of(stage->call.charge_minor,
	                                                           stage->call.currency)) }));
}

static enum err tell_advisor(struct stage *stage, const struct ending *ending)
{
	if (!stage->has_advisor)
		return ending_free_advisor(stage);
	if (ending->menu)
		return menu_begin(stage, true);
	if (!ending->tell_advisor) {
		stage_hang_up(stage, &stage->advisor);
		return leg_scene(stage->desk, &stage->advisor, SCENE_GOODBYE, 0, 0);
	}
	return stage_goodbye(stage, &stage->advisor, ending->tell_advisor,
	                     IVR_VALUES({ "nickname", text_of(stage->call.customer_nickname) }));
}

static enum err part(struct stage *stage)
{
	bool taken;

	if (stage->has_customer)
		TRY(leg_step(stage->desk, &stage->customer, LEG_ON_PARTED, NULL, &taken));
	if (stage->has_advisor)
		TRY(leg_step(stage->desk, &stage->advisor, LEG_ON_PARTED, NULL, &taken));
	(void)desk_order(stage->desk, ORDER_PART, stage->call.id, (leg_id){ 0 });
	return alarm_clear(stage->desk, ALARM_CALL_PAUSE, stage->call.id.n);
}

enum err ending_come(struct stage *stage, const struct ending *ending)
{
	struct desk *desk = stage->desk;
	const struct callback_move *taken;
	bool stepped;

	if (stage->call.state == CALL_ENDED)
		return OK;
	must(ending->cause && ending->side);
	text_fit(text_of(ending->cause), stage->call.end_cause, sizeof(stage->call.end_cause));
	text_fit(text_of(ending->side), stage->call.end_side, sizeof(stage->call.end_side));
	if (instant_is_set(stage->call.bridged_at))
		TRY(part(stage));
	TRY(settle(stage));
	TRY(call_step(desk, &stage->call, CALL_ON_OVER, &stepped));
	must(stepped);
	if (callback_is_live(stage->callback.state)) {
		TRY(callback_step(desk, &stage->callback, ending->on, ending->until, &taken));
		must(taken); /* or the line would stand still behind it */
	}
	TRY(stage_mark(stage, ending->side, "ended", ending->cause));
	TRY(judge_advisor(stage, ending));
	TRY(availability_call_over(desk, stage->call.advisor));
	if (!stage->has_customer)
		TRY(ending_free_customer(stage));
	TRY(tell_customer(stage, ending));
	TRY(tell_advisor(stage, ending));
	return stage_tell(stage, "call.ended");
}

enum err ending_free_advisor(struct stage *stage)
{
	struct desk *desk = stage->desk;
	instant wrap_until = NEVER;
	struct availability a;

	must(stage->call.state == CALL_ENDED);
	TRY(availability_get(desk->tx, stage->call.advisor, &a));
	if (instant_is_set(stage->call.bridged_at))
		wrap_until = instant_add(desk->now, availability_wrap(&a, desk->rules));
	if (instant_is_set(wrap_until))
		TRY(alarm_set_sooner(desk, ALARM_LINE, stage->call.advisor.n, stage->call.advisor,
		                     wrap_until));
	TRY(availability_give(desk, stage->call.advisor, stage->call.id, wrap_until));
	return free_person(desk, (customer_id){ stage->call.advisor.n });
}
