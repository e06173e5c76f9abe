// SPDX-License-Identifier: Apache-2.0
/*
 * Joining a line (F1, F2, F7, F8, F27, F28): everything is decided before anything is written, with
 * the advisor locked, so the order of the line is the order in which requests got here.
 */
#include "domain/account/number.h"
#include "domain/availability/availability.h"
#include "domain/callback/callback_moves.h"
#include "domain/callback/callback_rows.h"
#include "domain/callback/callback_steps.h"
#include "domain/forecast/forecast.h"
#include "domain/money/money.h"
#include "domain/sql.h"

struct facts {
	advisor_id advisor;
	char listing_state[12];
	int64_t price_minor;
	char advisor_state[12];
	bool callbacks_on;
	char customer_state[12];
	char language[8];
	/* filled while deciding */
	char e164[PHONE_NUMBER_CHARS];
	int64_t waiting; /* in this line */
	bool is_free;    /* nothing is said about when it rings: it does at once */
	bool is_taking;  /* only then anybody can be called now; becoming so wakes the line by itself */
	instant until;
	instant place; /* taken when the advisor was kept for this customer (D8); NEVER: now */
};

static const struct column FACTS[] = {
	COLUMN_ID(struct facts, advisor),        COLUMN_CHARS(struct facts, listing_state),
	COLUMN_NUM(struct facts, price_minor),   COLUMN_CHARS(struct facts, advisor_state),
	COLUMN_BOOL(struct facts, callbacks_on), COLUMN_CHARS(struct facts, customer_state),
	COLUMN_CHARS(struct facts, language),    COLUMN_END,
};

static bool refuse(struct callback_answer *answer, enum refusal why, const char *field,
                   const char *detail)
{
	must(why != GRANTED);
	answer->refused = why;
	answer->field = field;
	answer->detail = detail;
	return false;
}

/* Is the number one that we may call for this customer? (F28, SETTLED 31; opt-outs are for ever) */
enum err callback_check_number(struct desk *desk, customer_id customer, text number, char *e164,
                               struct callback_answer *answer)
{
	const struct number_check check = desk->numbers->check(desk->numbers->ctx, number, NO_TEXT);
	account_id account = { customer.n };
	bool proved, opted_out;

	if (check.verdict != NUMBER_OK) {
		refuse(answer, REFUSED_NUMBER, "number", number_verdict_words(check.verdict));
		return OK;
	}
	TRY(opt_out_is(desk->tx, check.e164, &opted_out));
	if (opted_out) {
		refuse(answer, REFUSED_OPTED_OUT, "number", NULL);
		return OK;
	}
	TRY(number_is_proved(desk->tx, account, check.e164, &proved));
	if (!proved) {
		refuse(answer, REFUSED_NUMBER_UNPROVED, "number", NULL);
		return OK;
	}
	must(text_into(text_of(check.e164), e164, PHONE_NUMBER_CHARS) == OK);
	return OK;
}

bool callback_check_until(const struct desk *desk, instant until, const char *field,
                          struct callback_answer *answer)
{
	span wait = instant_since(until, desk->now);
	span least = desk->rules->wait_least_ms;
	span most = desk->rules->wait_most_ms;
	struct text_buf words;

	if (!span_less(wait, least) && !span_less(most, wait))
		return true;
	text_buf_init(&words, desk->arena);
	text_buf_print(&words, "this line takes waits of %lld to %lld seconds",
	               (long long)span_seconds(least), (long long)span_seconds(most));
	return refuse(answer, REFUSED_WAIT, field, text_buf_text(&words).at);
}

static bool may_join(const struct callback_ask *ask, const struct facts *f,
                     struct callback_answer *answer)
{
	if (!text_is(text_of(f->customer_state), "active"))
		return refuse(answer, REFUSED_SUSPENDED, NULL, NULL);
	if (!text_is(text_of(f->listing_state), "open") ||
	    !text_is(text_of(f->advisor_state), "active"))
		return refuse(answer, REFUSED_LISTING_CLOSED, "listing", NULL);
	if (f->advisor.n == ask->customer.n)
		return refuse(answer, REFUSED_OWN_LINE, "listing", NULL);
	/* Web call backs switched off close the web only; the phone line stays open (CB16). */
	if (ask->channel == CHANNEL_WEB && !f->callbacks_on && !ask->at_once)
		return refuse(answer, REFUSED_NOT_ACCEPTING, "listing", NULL);
	return true;
}

static enum err has_room(struct desk *desk, const struct callback_ask *ask, const struct facts *f,
                         struct callback_answer *answer)
{
	int64_t of_customer, available;

	if (f->waiting >= desk->rules->line_cap) {
		refuse(answer, REFUSED_LINE_FULL, "listing", NULL);
		return OK;
	}
	TRY(tx_number(desk->tx, &SQL_callback_live_of_customer, ARGS(ID(ask->customer)), &of_customer));
	if (of_customer >= desk->rules->customer_cap) {
		refuse(answer, REFUSED_TOO_MANY, NULL, NULL);
		return OK;
	}
	TRY(wallet_available(desk->tx, ask->customer, &available));
	if (available < tariff_minutes(f->price_minor, desk->rules->check_minutes))
		refuse(answer, REFUSED_BALANCE, NULL, NULL);
	return OK;
}

/*
 * Written later than everybody in line, so that a clock set back lets nobody overtake (E12); and by
 * at least a microsecond, because another lane's ids may be smaller than those before.
 */
static enum err requested_at(struct desk *desk, advisor_id advisor, instant *out)
{
	int64_t last;

	TRY(tx_number(desk->tx, &SQL_callback_last_request, ARGS(ID(advisor)), &last));
	must(last >= 0);
	*out = instant_later(desk->now, (instant){ last + 1 });
	return OK;
}

static enum err insert(struct desk *desk, const struct callback_ask *ask, const struct facts *f,
                       callback_id *out)
{
	instant at;

	/* Nobody waited when the advisor was kept, so nobody who came first is overtaken. */
	if (instant_is_set(f->place))
		at = f->place;
	else
		TRY(requested_at(desk, f->advisor, &at));
	out->n = ids_next(desk->ids, desk->now);
	TRY(tx_run(desk->tx, &SQL_callback_insert,
	           ARGS(ID(*out), ID(f->advisor), ID(ask->customer), ID(ask->listing), WORDS(f->e164),
	                WORDS(CHANNEL_WORDS[ask->channel]), AT(at), AT(f->until), NUM(f->price_minor),
	                ask->reason.length ? TEXT_ARG(ask->reason) : WORDS(""), WORDS(f->language)),
	           NULL));
	return availability_line_moved(desk, f->advisor, 1);
}

/* The pair has one already: number and time are edited, the place is kept (SETTLED 4, F27). */
static enum err edit_existing(struct desk *desk, const struct facts *f, struct callback *cb,
                              struct callback_answer *answer)
{
	answer->existed = true;
	if (cb->state == CALLBACK_WAITING || instant_before(cb->expires_at, f->until))
		TRY(callback_write_edit(desk, cb, cb->state == CALLBACK_WAITING ? f->e164 : cb->number,
		                        f->until));
	return callback_answer_with(desk, cb->id, answer);
}

/*
 * Locks the line, then the customer, and only then reads what decides: a listing that closes or a
 * person who is suspended meanwhile would otherwise leave somebody waiting who was let in on old
 * news. The customer's lock also keeps two lanes from going past the customer's cap, and the end of
 * a call from overlooking this line when it wakes those the customer waits in. ERR_NONE: no such
 * listing or customer.
 */
static enum err lock_and_look(struct desk *desk, const struct callback_ask *ask, struct facts *f)
{
	struct availability lock;
	advisor_id advisor;
	int64_t locked;

	TRY(tx_number(desk->tx, &SQL_callback_line_of, ARGS(ID(ask->listing)), &advisor.n));
	TRY(availability_lock(desk, advisor, &lock));
	TRY(tx_number(desk->tx, &SQL_callback_customer_lock, ARGS(ID(ask->customer)), &locked));
	TRY(tx_one(desk->tx, &SQL_callback_facts, ARGS(ID(ask->listing), ID(ask->customer)), FACTS, f));
	must(f->advisor.n == advisor.n);
	f->is_taking = lock.intent == INTENT_TAKING_CALLS;
	f->waiting = lock.waiting;
	f->is_free = availability_is_free(&lock, desk->now);
	f->place =
		availability_is_reserved_for(&lock, ask->customer, desk->now) ? lock.reserved_at : NEVER;
	return OK;
}

enum err callback_request(struct desk *desk, const struct callback_ask *ask,
                          struct callback_answer *answer)
{
	struct callback live;
	struct facts f;
	callback_id id;
	enum err err = lock_and_look(desk, ask, &f);

	must(ask->customer.n > 0);
	*answer = (struct callback_answer){ .refused = GRANTED };
	if (err == ERR_NONE) {
		refuse(answer, REFUSED_NOT_FOUND, "listing", NULL);
		return OK;
	}
	TRY(err);
	f.until = instant_is_set(ask->until) ? ask->until : instant_add(desk->now, ask->wait);
	if (!may_join(ask, &f, answer) ||
	    !callback_check_until(desk, f.until,
	                          instant_is_set(ask->until) ? "expires_at" : "wait_seconds", answer))
		return OK;
	if (ask->reason.length > (size_t)desk->rules->reason_most) {
		refuse(answer, REFUSED_INVALID, "reason", "this is too long");
		return OK;
	}
	TRY(callback_check_number(desk, ask->customer, ask->number, f.e164, answer));
	if (answer->refused)
		return OK;
	err = tx_one(desk->tx, &SQL_callback_live_of_pair, ARGS(ID(f.advisor), ID(ask->customer)),
	             CALLBACK_COLUMNS, &live);
	if (err == OK)
		return edit_existing(desk, &f, &live, answer);
	if (err != ERR_NONE)
		return err;
	TRY(has_room(desk, ask, &f, answer));
	if (answer->refused)
		return OK;
	TRY(insert(desk, ask, &f, &id));
	if (instant_is_set(f.place))
		TRY(availability_unreserve(desk, f.advisor));
	if (f.is_taking)
		desk_wake(desk, f.advisor);
	/* Everybody else in line asked earlier, but for one whose place was kept. */
	TRY(callback_born(desk, id, instant_is_set(f.place) ? 0 : f.waiting + 1, answer));
	if (!f.is_taking || (f.is_free && answer->position <= 1))
		return OK;
	return forecast_keep(desk, f.advisor, id, answer->position - 1);
}
