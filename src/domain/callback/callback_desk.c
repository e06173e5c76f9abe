// SPDX-License-Identifier: Apache-2.0
/* The verbs of a callback that is in the line: step, edit, cancel, who is next. */
#include "domain/alarm/alarm.h"
#include "domain/availability/availability.h"
#include "domain/callback/callback_moves.h"
#include "domain/callback/callback_rows.h"
#include "domain/callback/callback_steps.h"
#include "domain/event/event.h"
#include "domain/forecast/forecast.h"
#include "domain/money/money.h"
#include "domain/sql.h"

/* What watchers are told of a callback: never a number. */
enum err callback_tell(struct desk *desk, const struct callback *cb, const char *kind, text note)
{
	struct text_buf data;
	struct json j;
	char id[ID_CHARS];

	text_buf_init(&data, desk->arena);
	json_init(&j, &data);
	json_object(&j);
	json_put_chars(&j, "id", id_format(ID_OF_callback, cb->id.n, id));
	json_put_chars(&j, "state", CALLBACK_WORDS[cb->state]);
	json_put_chars(&j, "advisor", id_format(ID_OF_advisor, cb->advisor.n, id));
	json_put_chars(&j, "customer", id_format(ID_OF_customer, cb->customer.n, id));
	json_put_chars(&j, "listing", id_format(ID_OF_listing, cb->listing.n, id));
	json_put_chars(&j, "channel", CHANNEL_WORDS[cb->channel]);
	json_put_number(&j, "attempts", cb->attempts);
	json_put_instant(&j, "requested_at", cb->requested_at);
	json_put_instant(&j, "expires_at", cb->expires_at);
	if (instant_is_set(cb->not_before))
		json_put_instant(&j, "not_before", cb->not_before);
	if (cb->lets_pass.n)
		json_put_bool(&j, "lets_pass", true);
	if (cb->call.n)
		json_put_chars(&j, "call", id_format(ID_OF_call, cb->call.n, id));
	if (cb->end_reason[0])
		json_put_chars(&j, "reason", cb->end_reason);
	if (text_trim(note).length)
		json_put_text(&j, "note", note);
	json_end(&j);

	const struct event_ask event = {
		.kind = kind,
		.subject_kind = ID_OF_callback,
		.subject = cb->id.n,
		.advisor = cb->advisor,
		.customer = cb->customer,
		.data = text_buf_text(&data),
	};

	return event_write(desk, &event);
}

/*
 * The alarms that a state needs: the until-time while waiting, and the line when one steps aside.
 */
static enum err set_alarms(struct desk *desk, const struct callback *cb)
{
	if (cb->state != CALLBACK_WAITING)
		return alarm_clear(desk, ALARM_CALLBACK_EXPIRES, cb->id.n);
	TRY(alarm_set(desk, ALARM_CALLBACK_EXPIRES, cb->id.n, cb->advisor, cb->expires_at));
	if (instant_before(desk->now, cb->not_before))
		TRY(alarm_set_sooner(desk, ALARM_LINE, cb->advisor.n, cb->advisor, cb->not_before));
	return OK;
}

/* `note`: what the person who did it says about it, for the other one (F33). */
static enum err step(struct desk *desk, struct callback *cb, enum callback_event on, instant until,
                     text note, const struct callback_move **taken)
{
	int64_t changed;

	*taken = callback_move(cb, on, desk);
	if (!*taken)
		return OK;

	struct callback after = callback_after(cb, *taken, desk, until);
	bool ended = !callback_is_live(after.state);

	TRY(tx_run(
		desk->tx, &SQL_callback_record,
		ARGS(ID(cb->id), WORDS(CALLBACK_WORDS[cb->state]), WORDS(CALLBACK_WORDS[after.state]),
	         AT(after.not_before), NUM(after.attempts), NUM(after.funds_skips),
	         AT_OR_NULL(after.ended_at), ended ? WORDS(after.end_reason) : NOTHING,
	         ended ? WORDS(ACTOR_WORDS[desk->actor.kind]) : NOTHING, ID_OR_NULL(after.lets_pass)),
		&changed));
	must(changed == 1);
	if (cb->state == CALLBACK_WAITING && after.state != CALLBACK_WAITING)
		TRY(availability_line_moved(desk, cb->advisor, -1));
	else if (cb->state != CALLBACK_WAITING && after.state == CALLBACK_WAITING)
		TRY(availability_line_moved(desk, cb->advisor, 1));
	if (after.state == CALLBACK_RINGING)
		TRY(forecast_rang(desk, cb->id));
	if (cb->let_first && after.state != CALLBACK_WAITING)
		TRY(callback_passes_over(desk, cb));
	*cb = after;
	cb->version++;
	TRY(set_alarms(desk, cb));
	return callback_tell(desk, cb, (*taken)->event, note);
}

enum err callback_step(struct desk *desk, struct callback *cb, enum callback_event on,
                       instant until, const struct callback_move **taken)
{
	return step(desk, cb, on, until, NO_TEXT, taken);
}

enum err callback_next_due(struct desk *desk, advisor_id advisor, instant *at)
{
	int64_t due;

	TRY(tx_number(desk->tx, &SQL_callback_next_due, ARGS(ID(advisor), AT(desk->now)), &due));
	*at = (instant){ due };
	return due ? OK : ERR_NONE;
}

enum err callback_tell_next(struct desk *desk, advisor_id advisor)
{
	int64_t available;
	struct rows first;
	enum err err = callback_first(desk, advisor, &first);

	if (err == ERR_NONE)
		return OK;
	TRY(err);

	const struct callback *cb = &((const struct callback *)first.at)[first.count - 1];

	TRY(wallet_available(desk->tx, cb->customer, &available));

	int64_t price =
		cb->listing_price_minor < cb->price_minor ? cb->listing_price_minor : cb->price_minor;
	bool covered = available >= tariff_minutes(price, desk->rules->hold_minutes);

	return callback_tell(desk, cb, covered ? "callback.next" : "callback.next_short", NO_TEXT);
}

enum err callback_set_call(struct desk *desk, struct callback *cb, call_id call)
{
	cb->call = call;
	return tx_run(desk->tx, &SQL_callback_set_call, ARGS(ID(cb->id), ID(call)), NULL);
}

enum err callback_answer_with(struct desk *desk, callback_id id, struct callback_answer *answer)
{
	TRY(callback_get(desk->tx, id, &answer->callback));
	return callback_position(desk->tx, &answer->callback, &answer->position);
}

enum err callback_born(struct desk *desk, callback_id id, int64_t last,
                       struct callback_answer *answer)
{
	TRY(callback_get(desk->tx, id, &answer->callback));
	answer->position = last;
	if (!last)
		TRY(callback_position(desk->tx, &answer->callback, &answer->position));
	TRY(set_alarms(desk, &answer->callback));
	return callback_tell(desk, &answer->callback, "callback.created", NO_TEXT);
}

enum err callback_write_edit(struct desk *desk, struct callback *cb, const char *number,
                             instant until)
{
	must(callback_is_live(cb->state));
	TRY(tx_run(desk->tx, &SQL_callback_edit, ARGS(ID(cb->id), WORDS(number), AT(until)), NULL));
	TRY(text_into(text_of(number), cb->number, sizeof(cb->number)));
	cb->expires_at = until;
	cb->version++;
	TRY(set_alarms(desk, cb));
	char id[ID_CHARS];

	TRY(audit_write(desk, "callback.edit", id_format(ID_OF_callback, cb->id.n, id),
	                TEXT_LITERAL("{}")));
	return callback_tell(desk, cb, "callback.updated", NO_TEXT);
}

/* Locks the advisor, then reads it again: what was read before the lock may be old. */
enum err callback_lock_and_get(struct desk *desk, callback_id id, struct callback *cb,
                               struct callback_answer *answer)
{
	struct availability lock;
	enum err err = callback_get(desk->tx, id, cb);

	*answer = (struct callback_answer){ .refused = GRANTED };
	if (err == ERR_NONE) {
		answer->refused = REFUSED_NOT_FOUND;
		return OK;
	}
	TRY(err);
	TRY(availability_lock(desk, cb->advisor, &lock));
	TRY(callback_get(desk->tx, id, cb));
	if (!callback_is_live(cb->state))
		answer->refused = REFUSED_ENDED;
	return OK;
}

static enum err check_edit(struct desk *desk, const struct callback_edit *edit,
                           const struct callback *cb, char *e164, struct callback_answer *answer)
{
	if (edit->version && edit->version != cb->version) {
		answer->refused = REFUSED_STALE;
		return OK;
	}
	if (cb->state == CALLBACK_CONNECTED || (edit->has_number && cb->state != CALLBACK_WAITING)) {
		answer->refused = REFUSED_IN_CALL;
		return OK;
	}
	if (edit->has_until && !callback_check_until(desk, edit->until, "expires_at", answer))
		return OK;
	if (edit->has_number)
		TRY(callback_check_number(desk, cb->customer, edit->number, e164, answer));
	return OK;
}

enum err callback_change(struct desk *desk, const struct callback_edit *edit,
                         struct callback_answer *answer)
{
	char e164[PHONE_NUMBER_CHARS];
	struct callback cb;

	TRY(callback_lock_and_get(desk, edit->callback, &cb, answer));
	if (answer->refused)
		return OK;
	TRY(text_into(text_of(cb.number), e164, sizeof(e164)));
	TRY(check_edit(desk, edit, &cb, e164, answer));
	if (answer->refused)
		return OK;
	TRY(callback_write_edit(desk, &cb, e164, edit->has_until ? edit->until : cb.expires_at));
	desk_wake(desk, cb.advisor);
	return callback_answer_with(desk, cb.id, answer);
}

static enum err audit_withdrawal(struct desk *desk, const struct callback *cb, text reason)
{
	struct text_buf detail;
	struct json j;
	char id[ID_CHARS];

	text_buf_init(&detail, desk->arena);
	json_init(&j, &detail);
	json_object(&j);
	json_put_text(&j, "reason", reason);
	json_end(&j);
	return audit_write(desk, "callback.withdraw", id_format(ID_OF_callback, cb->id.n, id),
	                   text_buf_text(&detail));
}

enum err callback_cancel(struct desk *desk, callback_id callback, text reason,
                         struct callback_answer *answer)
{
	const struct callback_move *taken;
	struct callback cb;

	TRY(callback_lock_and_get(desk, callback, &cb, answer));
	if (answer->refused)
		return OK;

	bool own = desk->actor.kind == ACTOR_CUSTOMER && desk->actor.account == cb.customer.n;

	TRY(step(desk, &cb, own ? CALLBACK_ON_CUSTOMER_CANCELS : CALLBACK_ON_WITHDRAWN, NEVER,
	         own ? NO_TEXT : reason, &taken));
	if (!taken) {
		answer->refused = REFUSED_CONNECTED;
		return OK;
	}
	if (!own)
		TRY(audit_withdrawal(desk, &cb, reason));
	return callback_answer_with(desk, cb.id, answer);
}
