// SPDX-License-Identifier: Apache-2.0
/*
 * Giving a free advisor the next in line (CB13, F9, F10): the one place where somebody is chosen.
 *
 * Chosen is always the first in line who may be dialed now; whoever cannot be dialed is stepped
 * aside or ended first, in the same transaction, so nobody is overtaken in silence. The hold, the
 * attempt and the lease of the advisor are written before any INVITE is ordered (SETTLED 14, 25).
 */
#include <stdio.h>

#include "domain/account/number.h"
#include "domain/alarm/alarm.h"
#include "domain/call/stage.h"
#include "domain/sql.h"

#define LOOKS_MOST 200 /* steps aside in one message; then the line's alarm goes on */

struct choice {
	struct callback callback;
	struct rows line; /* the first in line and whom they let pass, one after the other */
	size_t passed;    /* so many of them let the chosen one go first */
	struct tariff tariff;
	int64_t hold;
};

static struct tariff tariff_now(const struct desk *desk, const struct availability *a,
                                const struct callback *cb)
{
	const struct rules *rules = desk->rules;
	/* The lower of the price at request and the price now (SETTLED 15, E6). */
	int64_t price =
		cb->listing_price_minor < cb->price_minor ? cb->listing_price_minor : cb->price_minor;

	return (struct tariff){
		.price_minor = price,
		.minimum = rules->bill_minimum_ms,
		.step = rules->bill_step_ms,
		.free_under = rules->free_under_ms,
		.fee_minor = rules->fee_minor_per_minute,
		.share = a->share ? a->share : rules->share_basis_points,
	};
}

static int64_t hold_for(const struct desk *desk, const struct tariff *tariff)
{
	int64_t minutes = tariff_minutes(tariff->price_minor, desk->rules->hold_minutes);
	/* Never less than the shortest talk that can be billed, nor than one step. */
	int64_t least = tariff_price(tariff, span_add(tariff->minimum, tariff->step));

	return minutes > least ? minutes : least;
}

enum err dispatch_dialable(struct desk *desk, const struct callback *cb, struct dialable *out)
{
	struct number_check check =
		desk->numbers->check(desk->numbers->ctx, text_of(cb->number), NO_TEXT);
	bool opted_out, proved;

	*out = (struct dialable){ .is = false, .why = CALLBACK_ON_CUSTOMER_OPTS_OUT };
	TRY(opt_out_is(desk->tx, cb->number, &opted_out));
	if (opted_out)
		return OK;
	out->why = CALLBACK_ON_NUMBER_REFUSED;
	TRY(number_is_proved(desk->tx, (account_id){ cb->customer.n }, cb->number, &proved));
	if (!proved || check.verdict != NUMBER_OK)
		return OK;
	out->why = CALLBACK_ON_RING_CAP;
	TRY(leg_ring_cap(desk, cb->number, &out->until));
	out->is = !instant_is_set(out->until);
	return OK;
}

/* Refused once and for all, or stepped aside until later; `*dialable` when neither. */
static enum err check_number(struct desk *desk, struct callback *cb, bool *dialable)
{
	const struct callback_move *taken;
	struct dialable number;

	TRY(dispatch_dialable(desk, cb, &number));
	*dialable = number.is;
	return number.is ? OK : callback_step(desk, cb, number.why, number.until, &taken);
}

static enum err is_covered(struct desk *desk, const struct availability *a, struct choice *choice,
                           bool *covered)
{
	int64_t available;

	choice->tariff = tariff_now(desk, a, &choice->callback);
	choice->hold = hold_for(desk, &choice->tariff);
	TRY(wallet_available(desk->tx, choice->callback.customer, &available));
	*covered = available >= choice->hold;
	return OK;
}

static enum err check_funds(struct desk *desk, const struct availability *a, struct choice *choice,
                            bool *covered)
{
	const struct callback_move *taken;

	TRY(is_covered(desk, a, choice, covered));
	if (*covered)
		return OK;
	/* F35, D7: the advisor's phone stays silent; the customer is told and the next is served. */
	return callback_step(desk, &choice->callback, CALLBACK_ON_FUNDS_SHORT, NEVER, &taken);
}

/* Advisor, then customer (SETTLED 29): with both locked, is the customer still free? (E5) */
static enum err customer_is_free(struct desk *desk, customer_id customer, bool *is_free)
{
	int64_t id, live;

	TRY(tx_number(desk->tx, &SQL_call_customer_lock, ARGS(ID(customer)), &id));
	must(id == customer.n);
	TRY(tx_number(desk->tx, &SQL_call_live_of_customer, ARGS(ID(customer)), &live));
	*is_free = live == 0;
	/* One who advises as well may sit in a call of the own line. */
	TRY(tx_number(desk->tx, &SQL_call_lease_of, ARGS(ID(customer)), &live));
	*is_free = *is_free && live == 0;
	return OK;
}

/*
 * With the account locked as whoever dials this person as a customer locks it: an advisor who is a
 * customer in somebody else's call has no phone for the own line. The end of that call wakes it.
 */
static enum err advisor_is_customer(struct desk *desk, advisor_id advisor, bool *is)
{
	int64_t id, live;

	TRY(tx_number(desk->tx, &SQL_call_customer_lock, ARGS(ID(advisor)), &id));
	must(id == advisor.n);
	TRY(tx_number(desk->tx, &SQL_call_live_of_customer, ARGS(ID(advisor)), &live));
	*is = live != 0;
	return OK;
}

/* Everything that `choose` asks, and nothing is done about a no: it is not this one's turn. */
static enum err can_be_called(struct desk *desk, const struct availability *a,
                              struct choice *choice, bool *can)
{
	struct dialable number;

	TRY(customer_is_free(desk, choice->callback.customer, can));
	if (!*can)
		return OK;
	TRY(dispatch_dialable(desk, &choice->callback, &number));
	*can = number.is;
	return *can ? is_covered(desk, a, choice, can) : OK;
}

/* The first in line, or the last of those let pass who can be called (callback_pass.c). */
static enum err look(struct desk *desk, const struct availability *a, struct choice *choice)
{
	bool can;

	TRY(callback_first(desk, a->advisor, &choice->line));
	const struct callback *line = choice->line.at;

	for (choice->passed = choice->line.count - 1; choice->passed > 0; choice->passed--) {
		choice->callback = line[choice->passed];
		TRY(can_be_called(desk, a, choice, &can));
		if (can)
			return OK;
	}
	choice->callback = line[0];
	return OK;
}

/* The first in line who can be called. ERR_NONE: nobody right now, and the line's alarm is set. */
static enum err choose(struct desk *desk, const struct availability *a, struct choice *choice)
{
	instant due;
	bool good;

	for (int i = 0; i <= LOOKS_MOST; i++) {
		enum err err = look(desk, a, choice);

		if (err == ERR_NONE)
			break;
		TRY(err);
		if (i == LOOKS_MOST) { /* enough for one message: the next one goes on */
			TRY(alarm_set_sooner(desk, ALARM_LINE, a->advisor.n, a->advisor, desk->now));
			return ERR_NONE;
		}
		TRY(customer_is_free(desk, choice->callback.customer, &good));
		if (!good)
			continue; /* the line's next reading leaves this one out */
		TRY(check_number(desk, &choice->callback, &good));
		if (!good)
			continue;
		TRY(check_funds(desk, a, choice, &good));
		if (good)
			return OK;
	}

	enum err err = callback_next_due(desk, a->advisor, &due);

	if (err == OK)
		TRY(alarm_set_sooner(desk, ALARM_LINE, a->advisor.n, a->advisor, due));
	else if (err != ERR_NONE)
		return err;
	return ERR_NONE;
}

/*
 * The call, its hold, and the callback's step, with the advisor's lease: everything but the ring.
 */
static enum err place(struct desk *desk, const struct availability *a, struct choice *choice,
                      struct call *call)
{
	const struct callback_move *taken;
	const struct tariff *t = &choice->tariff;
	struct callback *cb = &choice->callback;
	char cause[60];
	char chars[ID_CHARS];
	bool written;
	int64_t overtaken;

	TRY(callback_overtaken(desk, cb, &overtaken));
	desk->overtaken += overtaken;
	call->id = (call_id){ ids_next(desk->ids, desk->now) };
	span limit = tariff_covered(t, choice->hold);

	if (span_less(desk->rules->talk_most_ms, limit))
		limit = desk->rules->talk_most_ms;
	TRY(tx_run(desk->tx, &SQL_call_insert,
	           ARGS(ID(call->id), ID(cb->id), ID(cb->advisor), ID(cb->customer), ID(cb->listing),
	                NUM(t->price_minor), WORDS(desk->rules->currency), LENGTH(t->minimum),
	                LENGTH(t->step), LENGTH(t->free_under), NUM(t->fee_minor), NUM(t->share),
	                NUM(desk->node), NUM(desk->token), AT(desk->now), NUM(choice->hold),
	                LENGTH(limit)),
	           NULL));
	(void)snprintf(cause, sizeof(cause), "%s:0", id_format(ID_OF_call, call->id.n, chars));

	const struct transfer_ask hold = {
		.debit = ledger_wallet(cb->customer),
		.credit = ledger_held(call->id),
		.minor = choice->hold,
		.kind = "hold",
		.cause = cause,
	};

	TRY(ledger_transfer(desk, &hold, &written));
	must(written);
	for (size_t i = 0; i < choice->passed; i++)
		TRY(callback_pass_used(desk, ((const struct callback *)choice->line.at)[i].id));
	TRY(callback_set_call(desk, cb, call->id));
	TRY(callback_step(desk, cb, CALLBACK_ON_TAKEN, NEVER, &taken));
	must(taken);
	return availability_take(desk, a->advisor, call->id);
}

/* The end of a pause is a way into taking calls (SETTLED 6, F44). */
static enum err pause_over(struct desk *desk, struct availability *a)
{
	if (!instant_is_set(a->back_at))
		return OK;
	if (instant_before(desk->now, a->back_at))
		return alarm_set_sooner(desk, ALARM_LINE, a->advisor.n, a->advisor, a->back_at);
	TRY(availability_back(desk, a->advisor));
	return availability_get(desk->tx, a->advisor, a);
}

static enum err may_begin(struct desk *desk, advisor_id advisor, struct availability *a, bool *may)
{
	TRY(availability_lock(desk, advisor, a));
	*may = false;
	TRY(pause_over(desk, a));
	if (desk->paid_calls_stopped || a->call.n || a->intent != INTENT_TAKING_CALLS)
		return OK;

	if (instant_is_set(a->reserved_until) && !instant_before(desk->now, a->reserved_until))
		TRY(availability_reserve_over(desk, advisor));

	instant rest = instant_later(instant_later(a->wrap_until, a->paused_until), a->reserved_until);

	if (instant_before(desk->now, rest))
		return alarm_set_sooner(desk, ALARM_LINE, advisor.n, advisor, rest);
	if (instant_is_set(a->wrap_until))
		TRY(availability_wrap_over(desk, advisor));
	if (instant_is_set(a->paused_until))
		TRY(availability_pause_over(desk, advisor));
	TRY(advisor_is_customer(desk, advisor, may));
	*may = !*may;
	return OK;
}

/*
 * The phone to ring; ERR_NONE: there is none that may be rung. Whoever proves a number wakes the
 * line.
 */
static enum err phone_of(struct desk *desk, advisor_id advisor, struct number *out)
{
	bool opted_out;

	TRY(account_first_number(desk->tx, (account_id){ advisor.n }, out));
	TRY(opt_out_is(desk->tx, out->e164, &opted_out));

	struct number_check check =
		desk->numbers->check(desk->numbers->ctx, text_of(out->e164), NO_TEXT);

	return !opted_out && check.verdict == NUMBER_OK ? OK : ERR_NONE;
}

enum err call_dispatch(struct desk *desk, advisor_id advisor)
{
	struct availability a;
	struct choice choice;
	struct number phone;
	struct stage stage;
	struct call call;
	bool may;
	enum err err = may_begin(desk, advisor, &a, &may);

	if (err == ERR_NONE || (err == OK && !may))
		return OK; /* no such advisor any more, or not now */
	TRY(err);
	err = phone_of(desk, advisor, &phone);
	if (err == ERR_NONE)
		return OK;
	TRY(err);
	err = choose(desk, &a, &choice);
	if (err == ERR_NONE)
		return OK;
	TRY(err);
	TRY(place(desk, &a, &choice, &call));
	TRY(callback_tell_next(desk, advisor));

	const struct leg_ask ring = {
		.call = call.id,
		.side = SIDE_ADVISOR,
		.number = phone.e164,
		.shown = choice.callback.customer_nickname,
		.scene = SCENE_WHISPER,
	};

	TRY(leg_ring(desk, &ring, advisor));
	TRY(stage_open(desk, call.id, &stage));
	TRY(stage_mark(&stage, "advisor", "ring", ""));
	return stage_tell(&stage, "call.started");
}

enum err dispatch_on_leg(struct desk *desk, struct leg *leg, advisor_id advisor)
{
	struct availability a;
	struct choice choice;
	struct stage stage;
	struct call call;
	bool taken;

	TRY(availability_lock(desk, advisor, &a));
	must(a.call.n == leg->call.n);
	if (desk->paid_calls_stopped)
		return ERR_NONE;
	TRY(choose(desk, &a, &choice));
	TRY(place(desk, &a, &choice, &call));
	TRY(callback_tell_next(desk, advisor));
	TRY(leg_move(desk, leg, call.id));
	TRY(stage_open(desk, call.id, &stage));
	TRY(stage_tell(&stage, "call.started"));
	/* Key 1 of the menu is the acceptance; who comes is said while the customer's phone rings. */
	TRY(call_step(desk, &stage.call, CALL_ON_ADVISOR_ACCEPTS, &taken));
	must(taken);
	return consent_ring_customer(&stage);
}
