// SPDX-License-Identifier: Apache-2.0
/* Changing an availability inside the desk's transaction, with the advisor's row locked. */
#include "domain/availability/availability.h"
#include "domain/alarm/alarm.h"
#include "domain/event/event.h"
#include "domain/sql.h"

static const struct column AVAILABILITY[] = {
	COLUMN_ID(struct availability, advisor),
	COLUMN_WORD(struct availability, intent, INTENT_WORDS),
	COLUMN_BOOL(struct availability, callbacks_on),
	COLUMN_BOOL(struct availability, appointments_on),
	COLUMN_NUM(struct availability, misses),
	COLUMN_AT(struct availability, paused_until),
	COLUMN_AT(struct availability, wrap_until),
	COLUMN_ID(struct availability, call),
	COLUMN_NUM(struct availability, share),
	COLUMN_AT(struct availability, changed_at),
	COLUMN_NUM(struct availability, version),
	COLUMN_CHARS(struct availability, call_state),
	COLUMN_ID(struct availability, reserved_for),
	COLUMN_AT(struct availability, reserved_at),
	COLUMN_AT(struct availability, reserved_until),
	COLUMN_CHARS(struct availability, after_call),
	COLUMN_AT(struct availability, back_at),
	COLUMN_NUM(struct availability, wrap),
	COLUMN_NUM(struct availability, waiting),
	COLUMN_END,
};

enum err availability_get(struct tx *tx, advisor_id advisor, struct availability *out)
{
	return tx_one(tx, &SQL_availability_get, ARGS(ID(advisor)), AVAILABILITY, out);
}

enum err availability_lock(struct desk *desk, advisor_id advisor, struct availability *out)
{
	return tx_one(desk->tx, &SQL_availability_lock, ARGS(ID(advisor)), AVAILABILITY, out);
}

enum err availability_create(struct desk *desk, advisor_id advisor)
{
	must(advisor.n > 0);
	return tx_run(desk->tx, &SQL_availability_create, ARGS(ID(advisor), AT(desk->now)), NULL);
}

enum err availability_line_moved(struct desk *desk, advisor_id advisor, int64_t by)
{
	must(by == 1 || by == -1);
	return tx_run(desk->tx, &SQL_availability_line_moved, ARGS(ID(advisor), NUM(by)), NULL);
}

static enum err tell(struct desk *desk, const struct availability *a, const char *cause)
{
	struct text_buf data;
	struct json j;

	text_buf_init(&data, desk->arena);
	json_init(&j, &data);
	json_object(&j);
	json_put_chars(&j, "intent", INTENT_WORDS[a->intent]);
	json_put_chars(&j, "activity", ACTIVITY_WORDS[availability_activity(a, desk->now)]);
	json_put_chars(&j, "button", availability_button(a, a->waiting, desk->now));
	json_put_bool(&j, "callbacks_on", a->callbacks_on);
	json_put_bool(&j, "appointments_on", a->appointments_on);
	if (instant_is_set(a->back_at))
		json_put_instant(&j, "back_at", a->back_at);
	json_put_chars(&j, "cause", cause);
	json_end(&j);

	const struct event_ask event = {
		.kind = "availability.changed",
		.subject_kind = ID_OF_advisor,
		.subject = a->advisor.n,
		.advisor = a->advisor,
		.data = text_buf_text(&data),
	};

	return event_write(desk, &event);
}

static enum err record(struct desk *desk, struct availability *a, const char *cause)
{
	must(a->intent < INTENT_COUNT);
	a->changed_at = desk->now;
	TRY(tx_run(desk->tx, &SQL_availability_write,
	           ARGS(ID(a->advisor), WORDS(INTENT_WORDS[a->intent]), NUM(a->callbacks_on),
	                NUM(a->appointments_on), NUM(a->misses), AT_OR_NULL(a->paused_until),
	                AT_OR_NULL(a->wrap_until), ID_OR_NULL(a->call), AT(a->changed_at),
	                WORDS(a->after_call), AT_OR_NULL(a->back_at)),
	           NULL));
	a->version++;
	return tell(desk, a, cause);
}

/*
 * CB12 and SETTLED 6: every way into taking_calls switches call backs on; a fresh start forgets old
 * misses.
 */
static bool become_available(struct availability *a)
{
	bool switched_on = !a->callbacks_on;

	a->callbacks_on = true;
	a->misses = 0;
	a->paused_until = NEVER;
	a->wrap_until = NEVER;
	return switched_on;
}

/* Says what is wanted from now on; true: call backs were switched on by it. */
static bool want(struct availability *a, enum intent intent)
{
	bool becomes = intent == INTENT_TAKING_CALLS && a->intent != intent;

	if (a->intent != intent)
		a->misses = 0;
	a->intent = intent;
	a->after_call[0] = '\0';
	a->back_at = NEVER;
	return becomes && become_available(a);
}

static bool call_runs(const struct availability *a)
{
	return a->call.n && !text_is(text_of(a->call_state), "ended");
}

static void apply(struct desk *desk, const struct availability_ask *ask, struct availability *a,
                  struct availability_answer *answer)
{
	bool later = ask->has_after_call && call_runs(a);

	if (ask->has_callbacks_on)
		a->callbacks_on = ask->callbacks_on;
	if (ask->has_appointments_on)
		a->appointments_on = ask->appointments_on;
	if (ask->has_intent)
		answer->callbacks_switched_on = want(a, ask->intent);
	else if (ask->has_after_call && ask->after_call == INTENT_TAKING_CALLS)
		a->after_call[0] = '\0';
	else if (later)
		text_fit(text_of(INTENT_WORDS[ask->after_call]), a->after_call, sizeof(a->after_call));
	else if (ask->has_after_call) /* the call ended in the same moment: it is "after" already */
		(void)want(a, ask->after_call);
	if (ask->pauses && a->intent != INTENT_TAKING_CALLS)
		a->back_at = instant_add(desk->now, ask->pause);
}

enum err availability_set(struct desk *desk, const struct availability_ask *ask,
                          struct availability_answer *answer)
{
	struct availability a;
	enum err err = availability_lock(desk, ask->advisor, &a);

	*answer = (struct availability_answer){ .refused = GRANTED };
	if (err == ERR_NONE) {
		answer->refused = REFUSED_NOT_FOUND;
		return OK;
	}
	TRY(err);
	if (ask->version && ask->version != a.version) {
		answer->refused = REFUSED_STALE;
		answer->now = a;
		return OK;
	}
	apply(desk, ask, &a, answer);
	if (instant_is_set(a.back_at))
		TRY(alarm_set_sooner(desk, ALARM_LINE, a.advisor.n, a.advisor, a.back_at));
	TRY(record(desk, &a, ask->cause ? ask->cause : "api"));
	TRY(audit_write(desk, "availability.set", INTENT_WORDS[a.intent], TEXT_LITERAL("{}")));
	answer->now = a;
	desk_wake(desk, a.advisor);
	return OK;
}

enum err availability_take(struct desk *desk, advisor_id advisor, call_id call)
{
	struct availability a;

	TRY(availability_lock(desk, advisor, &a));
	must(a.call.n == 0 || a.call.n != call.n);
	a.call = call;
	a.wrap_until = NEVER;
	text_fit(TEXT_LITERAL("placed"), a.call_state, sizeof(a.call_state));
	return record(desk, &a, "call");
}

enum err availability_give(struct desk *desk, advisor_id advisor, call_id call, instant wrap_until)
{
	struct availability a;

	TRY(availability_lock(desk, advisor, &a));
	if (a.call.n != call.n)
		return OK; /* the lease went on to the next call already */
	a.call = (call_id){ 0 };
	a.wrap_until = instant_before(desk->now, wrap_until) ? wrap_until : NEVER;
	a.call_state[0] = '\0';
	desk_wake(desk, advisor);
	return record(desk, &a, "call_over");
}

enum err availability_missed(struct desk *desk, advisor_id advisor, bool pause_line)
{
	struct availability a;

	TRY(availability_lock(desk, advisor, &a));
	a.misses++;
	if (pause_line)
		a.paused_until = instant_add(desk->now, desk->rules->advisor_pause_ms);
	if (a.misses >= desk->rules->misses_to_arrange && a.intent == INTENT_TAKING_CALLS) {
		a.intent = INTENT_ARRANGE_ONLY; /* `misses` stays: it says why */
		a.paused_until = NEVER;
		return record(desk, &a, "misses");
	}
	return record(desk, &a, "missed");
}

enum err availability_pause(struct desk *desk, advisor_id advisor, instant until)
{
	struct availability a;

	TRY(availability_lock(desk, advisor, &a));
	a.paused_until = until;
	return record(desk, &a, "trunk");
}

enum err availability_accepted(struct desk *desk, advisor_id advisor)
{
	struct availability a;

	TRY(availability_lock(desk, advisor, &a));
	text_fit(TEXT_LITERAL("consenting"), a.call_state, sizeof(a.call_state));
	return record(desk, &a, "accepted");
}

enum err availability_answered(struct desk *desk, advisor_id advisor)
{
	struct availability a;

	TRY(availability_lock(desk, advisor, &a));
	if (a.misses == 0)
		return OK;
	a.misses = 0;
	return record(desk, &a, "answered");
}

/* What others see changes by itself when the pause ends, so it is written down. */
enum err availability_pause_over(struct desk *desk, advisor_id advisor)
{
	struct availability a;

	TRY(availability_lock(desk, advisor, &a));
	if (!instant_is_set(a.paused_until) || instant_before(desk->now, a.paused_until))
		return OK;
	a.paused_until = NEVER;
	return record(desk, &a, "pause_over");
}

enum err availability_wrap_over(struct desk *desk, advisor_id advisor)
{
	struct availability a;

	TRY(availability_lock(desk, advisor, &a));
	if (!instant_is_set(a.wrap_until) || instant_before(desk->now, a.wrap_until))
		return OK;
	a.wrap_until = NEVER;
	return record(desk, &a, "wrap_up_over");
}

enum err availability_rest_over(struct desk *desk, advisor_id advisor)
{
	struct availability a;

	TRY(availability_lock(desk, advisor, &a));
	must(!a.call.n);
	desk_wake(desk, advisor);
	if (!instant_is_set(a.wrap_until) && !instant_is_set(a.paused_until))
		return OK;
	a.wrap_until = NEVER;
	a.paused_until = NEVER;
	return record(desk, &a, "next");
}

enum err availability_call_over(struct desk *desk, advisor_id advisor)
{
	struct availability a;

	TRY(availability_lock(desk, advisor, &a));
	if (!a.after_call[0])
		return OK;
	(void)want(&a, text_is(text_of(a.after_call), INTENT_WORDS[INTENT_AWAY]) ? INTENT_AWAY
	                                                                         : INTENT_ARRANGE_ONLY);
	TRY(audit_write(desk, "availability.set", INTENT_WORDS[a.intent],
	                TEXT_LITERAL("{\"after_call\":true}")));
	return record(desk, &a, "after_call");
}

enum err availability_back(struct desk *desk, advisor_id advisor)
{
	struct availability a;

	TRY(availability_lock(desk, advisor, &a));
	must(instant_is_set(a.back_at) && !instant_before(desk->now, a.back_at));
	(void)want(&a, INTENT_TAKING_CALLS);
	TRY(audit_write(desk, "availability.set", INTENT_WORDS[a.intent],
	                TEXT_LITERAL("{\"pause_over\":true}")));
	return record(desk, &a, "pause_over");
}

/* ---- kept for one customer ------------------------------------------------------------- */
static enum err record_reserve(struct desk *desk, struct availability *a, const char *cause)
{
	a->changed_at = desk->now;
	TRY(tx_run(desk->tx, &SQL_availability_write_reserve,
	           ARGS(ID(a->advisor), ID_OR_NULL(a->reserved_for), AT_OR_NULL(a->reserved_at),
	                AT_OR_NULL(a->reserved_until), AT(a->changed_at)),
	           NULL));
	a->version++;
	return tell(desk, a, cause);
}

enum err availability_reserve(struct desk *desk, advisor_id advisor, customer_id customer,
                              instant until)
{
	struct availability a;

	TRY(availability_lock(desk, advisor, &a));
	must(instant_before(desk->now, until));
	a.reserved_for = customer;
	a.reserved_at = (instant){ until.us - desk->rules->reserve_ms.us };
	a.reserved_until = until;
	return record_reserve(desk, &a, "reserved");
}

enum err availability_reserve_longer(struct desk *desk, advisor_id advisor, instant until)
{
	struct availability a;

	TRY(availability_lock(desk, advisor, &a));
	must(instant_before(a.reserved_until, until));
	a.reserved_until = until;
	return record_reserve(desk, &a, "reserve_longer");
}

/* For whom it was is kept, so that giving back and taking again wins no time. */
enum err availability_unreserve(struct desk *desk, advisor_id advisor)
{
	struct availability a;

	TRY(availability_lock(desk, advisor, &a));
	a.reserved_until = NEVER;
	desk_wake(desk, advisor);
	return record_reserve(desk, &a, "reserve_given_back");
}

enum err availability_reserve_taken(struct desk *desk, advisor_id advisor)
{
	struct availability a;

	TRY(availability_lock(desk, advisor, &a));
	/* As if its time had begun so long ago that it is over now. */
	a.reserved_at = (instant){ desk->now.us - desk->rules->reserve_ms.us };
	a.reserved_until = NEVER;
	desk_wake(desk, advisor);
	return record_reserve(desk, &a, "reserve_released");
}

enum err availability_reserve_over(struct desk *desk, advisor_id advisor)
{
	struct availability a;

	TRY(availability_lock(desk, advisor, &a));
	if (!instant_is_set(a.reserved_until) || instant_before(desk->now, a.reserved_until))
		return OK;
	a.reserved_until = NEVER;
	return record_reserve(desk, &a, "reserve_over");
}
