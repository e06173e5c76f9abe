// SPDX-License-Identifier: Apache-2.0
/* Who may see what, and the nouns that several routes write. */
#include "adapter/http/routes/show.h"

#include "adapter/http/line_news.h"
#include "domain/account/number.h"

bool is_operator(const struct request *rq)
{
	return request_has_role(rq, ROLE_OPERATOR);
}

bool may_see_money(const struct request *rq)
{
	return rq->who.part == PART_OWNER || rq->who.part == PART_FINANCE;
}

bool is_self(const struct request *rq, int64_t account)
{
	return account > 0 && rq->who.account == account;
}

bool may_see_money_of(const struct request *rq, int64_t account)
{
	return is_self(rq, account) || may_see_money(rq);
}

bool is_self_or_operator(const struct request *rq, int64_t account)
{
	return is_operator(rq) || is_self(rq, account);
}

bool narrow_to_asker(const struct request *rq, advisor_id *advisor, customer_id *customer)
{
	if (is_operator(rq))
		return true;
	/* An advisor who asks for the own line sees it; everybody else sees the own requests. */
	if (request_has_role(rq, ROLE_ADVISOR) && is_self(rq, advisor->n))
		return true;
	if (request_has_role(rq, ROLE_CUSTOMER)) {
		bool own = customer->n == 0 || is_self(rq, customer->n);

		customer->n = rq->who.account;
		return own;
	}
	if (advisor->n && !is_self(rq, advisor->n))
		return false;
	advisor->n = rq->who.account;
	return true;
}

int64_t version_asked(const struct request *rq)
{
	return rq->if_match > 0 ? rq->if_match : 0;
}

enum err reply_not_found(struct reply *reply)
{
	return reply_refused(reply, REFUSED_NOT_FOUND, NULL, NULL);
}

enum err reply_if_not_theirs(struct desk *desk, const struct request *rq, account_id id,
                             struct reply *reply)
{
	struct account account;
	enum err err;

	if (rq->who.part == PART_OWNER || is_self(rq, id.n))
		return OK;
	err = account_get(desk->tx, id, &account);
	if (err == ERR_NONE)
		return reply_not_found(reply);
	TRY(err);
	return account_is(&account, ROLE_OPERATOR)
	           ? reply_refused(reply, REFUSED_NOT_ALLOWED, NULL, ONLY_OWNERS)
	           : OK;
}

void reply_again_at(struct reply *reply, instant now, instant again_at)
{
	struct text_buf wait;

	if (!instant_is_set(again_at))
		return;
	text_buf_init(&wait, reply->arena);
	text_buf_print(&wait, "%lld", (long long)span_seconds(instant_since(again_at, now)) + 1);
	reply_header(reply, "Retry-After", text_buf_text(&wait));
}

enum err reply_field(struct reply *reply, enum refusal refusal, const char *field,
                     const char *detail)
{
	struct text_buf pointer;

	must(refusal != GRANTED);
	if (!field)
		return reply_refused(reply, refusal, NULL, detail);
	text_buf_init(&pointer, reply->arena);
	text_buf_print(&pointer, "#/%s", field);
	return reply_refused(reply, refusal, text_terminated(reply->arena, text_buf_text(&pointer)),
	                     detail);
}

size_t page_most(const struct request *rq)
{
	must(rq->limit > 0);
	return (size_t)rq->limit + 1;
}

size_t page_shown(const struct request *rq, const struct rows *rows)
{
	return page_has_more(rq, rows) ? (size_t)rq->limit : rows->count;
}

bool page_has_more(const struct request *rq, const struct rows *rows)
{
	return rows->count > (size_t)rq->limit;
}

size_t wait_choices(const struct rules *rules, span out[WAIT_CHOICES])
{
	static const int64_t CHOICES[WAIT_CHOICES] = { 30, 60, 120, 240, 480 };
	size_t count = 0;

	for (size_t i = 0; i < WAIT_CHOICES; i++) {
		span choice = MINUTES(CHOICES[i]);

		if (!span_less(choice, rules->wait_least_ms) && !span_less(rules->wait_most_ms, choice))
			out[count++] = choice;
	}
	return count;
}

const char *currency_of(const struct desk *desk)
{
	return desk->rules->currency;
}

bool price_asked(struct desk *desk, const struct request *rq, int64_t *minor)
{
	text currency;

	return body_money(rq, "price", minor, &currency) && text_is(currency, currency_of(desk));
}

enum err reply_wrong_currency(struct desk *desk, struct reply *reply)
{
	struct text_buf words;

	text_buf_init(&words, reply->arena);
	text_buf_print(&words, "the currency here is %s", currency_of(desk));
	return reply_field(reply, REFUSED_INVALID, "price/currency",
	                   text_terminated(reply->arena, text_buf_text(&words)));
}

void show_account(struct json *j, const struct account *a)
{
	bool is_customer = account_is(a, ROLE_CUSTOMER);
	bool is_advisor = account_is(a, ROLE_ADVISOR);

	json_object(j);
	json_put_id(j, "id", ID_OF_account, a->id.n);
	json_put_id(j, "customer", ID_OF_customer, is_customer ? a->id.n : 0);
	json_put_id(j, "advisor", ID_OF_advisor, is_advisor ? a->id.n : 0);
	json_key(j, "roles");
	json_array(j);
	if (is_customer)
		json_chars(j, "customer");
	if (is_advisor)
		json_chars(j, "advisor");
	if (account_is(a, ROLE_OPERATOR))
		json_chars(j, "operator");
	json_end(j);
	json_put_chars(j, "operator_part", a->part == PART_NONE ? NULL : PART_WORDS[a->part]);
	json_put_chars(j, "login", a->login);
	json_put_chars(j, "nickname", a->nickname);
	json_put_chars(j, "timezone", a->timezone);
	json_put_chars(j, "language", a->language);
	json_put_chars(j, "state", ACCOUNT_WORDS[a->state]);
	json_put_instant(j, "created_at", a->created_at);
	json_end(j);
}

void show_seconds(struct json *j, const char *key, span length)
{
	json_put_number(j, key, span_seconds(length));
}

void show_chars_or_null(struct json *j, const char *key, const char *chars)
{
	json_put_chars(j, key, chars[0] ? chars : NULL);
}

static void show_number(const struct request *rq, struct json *j, const struct callback_view *view)
{
	const struct callback *cb = view->callback;
	char mask[PHONE_NUMBER_CHARS];
	bool in_full = is_self(rq, cb->customer.n) || (view->reveal && is_operator(rq));

	if (!in_full && !is_operator(rq))
		return;
	json_put_chars(j, "number", in_full ? cb->number : number_mask(cb->number, mask));
	json_put_bool(j, "number_masked", !in_full);
}

void show_forecast(struct json *j, const struct forecast *f)
{
	json_key(j, "forecast");
	if (f->why == FORECAST_GIVEN) {
		json_object(j);
		json_put_instant(j, "from", f->from);
		json_put_instant(j, "to", f->to);
		json_end(j);
	} else {
		json_null(j);
	}
	show_chars_or_null(j, "forecast_why", FORECAST_WORDS[f->why]);
}

enum err forecast_of(struct desk *desk, const struct callback *cb, int64_t position,
                     struct forecast *out)
{
	*out = (struct forecast){ .why = FORECAST_NOT_WAITING };
	if (position <= 0)
		return OK;
	return forecast_look(desk, cb->advisor, position - 1, cb->not_before, out);
}

static instant let_pass_again(const struct desk *desk, const struct callback *cb)
{
	instant again = instant_add(cb->let_pass_at, desk->rules->let_pass_rest_ms);

	return instant_is_set(cb->let_pass_at) && instant_before(desk->now, again) ? again : NEVER;
}

void show_callback(struct desk *desk, const struct request *rq, struct json *j,
                   const struct callback_view *view)
{
	const struct callback *cb = view->callback;
	const char *currency = currency_of(desk);

	json_object(j);
	json_put_id(j, "id", ID_OF_callback, cb->id.n);
	json_put_id(j, "advisor", ID_OF_advisor, cb->advisor.n);
	json_put_chars(j, "advisor_nickname", cb->advisor_nickname);
	json_put_id(j, "customer", ID_OF_customer, cb->customer.n);
	json_put_chars(j, "customer_nickname", cb->customer_nickname);
	json_put_id(j, "listing", ID_OF_listing, cb->listing.n);
	json_put_text(j, "listing_title", cb->listing_title);
	show_number(rq, j, view);
	json_put_chars(j, "channel", CHANNEL_WORDS[cb->channel]);
	json_put_chars(j, "state", CALLBACK_WORDS[cb->state]);
	json_key(j, "position");
	if (view->position > 0)
		json_number(j, view->position);
	else
		json_null(j);
	if (view->forecast)
		show_forecast(j, view->forecast);
	json_put_instant(j, "requested_at", cb->requested_at);
	json_put_instant(j, "expires_at", cb->expires_at);
	json_put_instant(j, "not_before",
	                 instant_before(desk->now, cb->not_before) ? cb->not_before : NEVER);
	json_put_number(j, "attempts", cb->attempts);
	json_put_bool(j, "lets_pass", cb->lets_pass.n != 0);
	json_put_bool(j, "let_first", cb->let_first);
	json_put_instant(j, "let_pass_again_at", let_pass_again(desk, cb));
	json_put_money(j, "price", cb->price_minor, currency);
	json_put_money(j, "price_now", cb->listing_price_minor, currency);
	json_put_text(j, "reason", cb->reason);
	json_put_id(j, "call", ID_OF_call, cb->call.n);
	json_put_instant(j, "ended_at", cb->ended_at);
	show_chars_or_null(j, "end_reason", cb->end_reason);
	json_end(j);
}

enum err show_advisor(struct desk *desk, struct json *j, advisor_id advisor, const char *nickname)
{
	struct availability a;
	int64_t waiting;

	TRY(availability_get(desk->tx, advisor, &a));
	TRY(callback_line_length(desk->tx, advisor, &waiting));
	json_put_id(j, "id", ID_OF_advisor, advisor.n);
	json_put_chars(j, "nickname", nickname);
	line_put(j, &a, waiting, desk->now);
	return OK;
}
