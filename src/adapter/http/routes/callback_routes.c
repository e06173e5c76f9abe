// SPDX-License-Identifier: Apache-2.0
/* Arranging a call and what can be done with it until it is over. */
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"
#include "domain/account/number.h"
#include "domain/event/event.h"

#define AHEAD_MOST 100

static bool sees(const struct request *rq, const struct callback *cb)
{
	return is_self_or_operator(rq, cb->customer.n) ||
	       (request_has_role(rq, ROLE_ADVISOR) && is_self(rq, cb->advisor.n));
}

/* Only its customer, or an operator for the customer. */
static bool owns(const struct request *rq, const struct callback *cb)
{
	return is_self_or_operator(rq, cb->customer.n);
}

static enum err find(struct desk *desk, const struct request *rq, struct callback *out, bool *found)
{
	enum err err = callback_get(desk->tx, (callback_id){ path_id(rq, "callback") }, out);

	*found = err == OK && sees(rq, out);
	return err == ERR_NONE ? OK : err;
}

static enum err reply_callback(struct desk *desk, const struct request *rq, struct reply *reply,
                               int status, const struct callback_view *view)
{
	show_callback(desk, rq, reply_json(reply, status), view);
	reply_etag(reply, view->callback->version);
	return OK;
}

static enum err reply_answer(struct desk *desk, const struct request *rq, struct reply *reply,
                             int status, const struct callback_answer *answer)
{
	struct forecast forecast;
	const struct callback_view view = { &answer->callback, answer->position, false, &forecast };

	if (answer->refused)
		return reply_field(reply, answer->refused, answer->field, answer->detail);
	TRY(forecast_of(desk, &answer->callback, answer->position, &forecast));
	return reply_callback(desk, rq, reply, status, &view);
}

/* On whose behalf the line is changed: whoever owns it did it as a customer, also when also an
 * operator. */
static void act_as_owner(struct desk *desk, const struct request *rq, int64_t customer)
{
	if (is_self(rq, customer))
		desk->actor.kind = ACTOR_CUSTOMER;
}

/* ---- looking ----------------------------------------------------------------------------------
 */
static enum callback_state state_named(text word)
{
	for (int i = 0; i < CALLBACK_STATE_COUNT; i++) {
		if (text_is(word, CALLBACK_WORDS[i]))
			return (enum callback_state)i;
	}
	must(false && "the table knows the states");
	return CALLBACK_WAITING;
}

/* False as narrow_to_asker says. */
static bool filter_asked(const struct request *rq, struct callback_filter *f)
{
	*f = (struct callback_filter){
		.advisor = { query_id(rq, "advisor") },
		.customer = { query_id(rq, "customer") },
		.live_only = query_number(rq, "live", 0),
		.has_state = query_has(rq, "state"),
		.before = { rq->cursor },
		.most = page_most(rq),
	};
	if (f->has_state)
		f->state = state_named(query_text(rq, "state"));
	return narrow_to_asker(rq, &f->advisor, &f->customer);
}

enum err api_callback_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct callback_filter filter;
	const struct callback *all;
	struct rows rows;
	struct json *j;
	size_t shown;

	if (!filter_asked(rq, &filter)) {
		(void)reply_list(reply);
		return reply_list_end(reply, 0);
	}
	TRY(callback_list(desk->tx, &filter, &rows));
	all = rows.at;
	j = reply_list(reply);
	shown = page_shown(rq, &rows);
	for (size_t i = 0; i < shown; i++) {
		struct callback_view view = { &all[i], 0, false, NULL };

		TRY(callback_position(desk->tx, &all[i], &view.position));
		show_callback(desk, rq, j, &view);
	}
	return reply_list_end(reply, page_has_more(rq, &rows) ? all[shown - 1].id.n : 0);
}

enum err api_callback_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct callback cb;
	struct forecast forecast;
	struct callback_view view = { &cb, 0, false, &forecast };
	bool found;

	TRY(find(desk, rq, &cb, &found));
	if (!found)
		return reply_not_found(reply);
	TRY(callback_position(desk->tx, &cb, &view.position));
	TRY(forecast_of(desk, &cb, view.position, &forecast));
	return reply_callback(desk, rq, reply, 200, &view);
}

enum err api_callback_reveal(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct callback cb;
	struct callback_view view = { &cb, 0, true, NULL };
	char subject[ID_CHARS];
	bool found;

	TRY(find(desk, rq, &cb, &found));
	if (!found)
		return reply_not_found(reply);
	TRY(callback_position(desk->tx, &cb, &view.position));
	TRY(audit_write(desk, "callback.revealed", id_format(ID_OF_callback, cb.id.n, subject),
	                TEXT_LITERAL("{}")));
	reply->keep = false;
	return reply_callback(desk, rq, reply, 200, &view);
}

/* ---- arranging and changing -------------------------------------------------------------------
 */
/* Who is to be called; leaves the reply untouched when that is settled. */
static enum err customer_asked(struct desk *desk, const struct request *rq, struct reply *reply,
                               customer_id *out)
{
	int64_t named = body_id(rq, "customer");
	struct account account;
	enum err err;

	*out = (customer_id){ named ? named : rq->who.account };
	if (named && !is_self_or_operator(rq, named))
		return reply_field(reply, REFUSED_NOT_ALLOWED, "customer", NULL);
	if (out->n == 0 || (!named && !request_has_role(rq, ROLE_CUSTOMER)))
		return reply_field(reply, REFUSED_INVALID, "customer", "say for which customer");
	err = account_get(desk->tx, customer_account(*out), &account);
	if (err == ERR_NONE || (err == OK && !account_is(&account, ROLE_CUSTOMER)))
		return reply_field(reply, REFUSED_INVALID, "customer", "there is no such customer");
	return err;
}

enum err api_callback_create(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct callback_ask ask = {
		.listing = { body_id(rq, "listing") },
		.number = body_text(rq, "number"),
		.wait = SECONDS(body_number(rq, "wait_seconds", 0)),
		.until = body_instant(rq, "expires_at"),
		.reason = body_text(rq, "reason"),
		.channel = CHANNEL_WEB,
	};
	struct callback_answer answer;

	TRY(customer_asked(desk, rq, reply, &ask.customer));
	if (reply->status)
		return OK;
	if (body_has(rq, "wait_seconds") == body_has(rq, "expires_at"))
		return reply_field(reply, REFUSED_INVALID, "wait_seconds",
		                   "say how long to wait: wait_seconds or expires_at, not both");
	act_as_owner(desk, rq, ask.customer.n);
	TRY(callback_request(desk, &ask, &answer));
	if (!answer.refused && !answer.existed)
		reply_location(reply, "/v1/callbacks", ID_OF_callback, answer.callback.id.n);
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);

	const struct callback_view view = { &answer.callback, answer.position, false, NULL };

	return reply_callback(desk, rq, reply, answer.existed ? 200 : 201, &view);
}

enum err api_callback_change(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct callback_edit edit = {
		.callback = { path_id(rq, "callback") },
		.has_number = body_has(rq, "number"),
		.has_until = body_has(rq, "expires_at"),
		.number = body_text(rq, "number"),
		.until = body_instant(rq, "expires_at"),
		.version = version_asked(rq),
	};
	struct callback_answer answer;
	struct callback cb;
	bool found;

	TRY(find(desk, rq, &cb, &found));
	if (!found || !owns(rq, &cb))
		return reply_not_found(reply);
	act_as_owner(desk, rq, cb.customer.n);
	TRY(callback_change(desk, &edit, &answer));
	return reply_answer(desk, rq, reply, 200, &answer);
}

enum err api_callback_extend(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct callback_edit edit = { .callback = { path_id(rq, "callback") }, .has_until = true };
	struct availability lock;
	struct callback_answer answer;
	struct callback cb;
	bool found;

	TRY(find(desk, rq, &cb, &found));
	if (!found || !owns(rq, &cb))
		return reply_not_found(reply);
	/* Two that extend at once must both count: read again what is added to. */
	TRY(availability_lock(desk, cb.advisor, &lock));
	TRY(callback_get(desk->tx, cb.id, &cb));
	edit.until = instant_add(cb.expires_at, SECONDS(body_number(rq, "seconds", 0)));
	act_as_owner(desk, rq, cb.customer.n);
	TRY(callback_change(desk, &edit, &answer));
	if (answer.field && text_is(text_of(answer.field), "expires_at"))
		answer.field = "seconds";
	return reply_answer(desk, rq, reply, 200, &answer);
}

enum err api_callback_let_pass(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct callback_answer answer;
	struct callback cb;
	bool found;

	TRY(find(desk, rq, &cb, &found));
	if (!found || !owns(rq, &cb))
		return reply_not_found(reply);
	act_as_owner(desk, rq, cb.customer.n);
	TRY(callback_let_pass(desk, cb.id, &answer));
	return reply_answer(desk, rq, reply, 200, &answer);
}

enum err api_callback_cancel(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const text reason = body_text(rq, "reason");
	struct callback_answer answer;
	struct callback cb;
	bool found;

	TRY(find(desk, rq, &cb, &found));
	if (!found)
		return reply_not_found(reply);
	if (is_self(rq, cb.customer.n))
		desk->actor.kind = ACTOR_CUSTOMER;
	else if (!is_operator(rq))
		desk->actor.kind = ACTOR_ADVISOR;
	/* Somebody else's wish is ended with a reason the customer is told (F33). */
	if (desk->actor.kind == ACTOR_ADVISOR && text_trim(reason).length == 0)
		return reply_field(reply, REFUSED_INVALID, "reason", "say why; the customer is told");
	TRY(call_cancel_callback(desk, cb.id, reason, &answer));
	return reply_answer(desk, rq, reply, 200, &answer);
}

struct aside {
	bool no_phone, talks;
};

/* Reasons that stand in other tables than the line's: a phone that is missing, a customer who
 * talks. */
static enum err look_aside(struct desk *desk, const struct callback *cb, struct aside *out)
{
	const struct call_filter talking = { .customer = cb->customer, .live_only = true, .most = 1 };
	struct number phone;
	struct rows calls;
	enum err err = account_first_number(desk->tx, (account_id){ cb->advisor.n }, &phone);

	if (err != ERR_NONE)
		TRY(err);
	out->no_phone = err == ERR_NONE;
	TRY(call_list(desk->tx, &talking, &calls));
	out->talks = calls.count > 0;
	return OK;
}

/* ---- why it is at its place
 * ---------------------------------------------------------------------- */
static void show_why(struct desk *desk, struct json *j, const struct callback *cb,
                     const struct availability *a, const struct aside *aside, int64_t position)
{
	enum activity activity = availability_activity(a, desk->now);

	json_key(j, "why_waiting");
	json_array(j);
	if (cb->state == CALLBACK_WAITING) {
		if (a->intent == INTENT_AWAY)
			json_chars(j, "The advisor is away.");
		if (a->intent == INTENT_ARRANGE_ONLY)
			json_chars(j, "The advisor only arranges calls at the moment.");
		if (activity == ACTIVITY_ON_CALL)
			json_chars(j, "The advisor is on a call.");
		if (activity == ACTIVITY_RESERVED || activity == ACTIVITY_DIALING)
			json_chars(j, "The advisor's phone is in use for somebody ahead.");
		if (activity == ACTIVITY_WRAPPING_UP)
			json_chars(j, "The advisor is wrapping up.");
		if (instant_before(desk->now, a->paused_until))
			json_chars(j, "The line rests for a while: the advisor's phone was not answered, or no "
			              "trunk could ring it.");
		if (instant_before(desk->now, cb->not_before))
			json_chars(j, "This one steps aside for a while; its place is kept.");
		if (aside->no_phone)
			json_chars(j, "The advisor has no telephone number that may be rung.");
		if (aside->talks)
			json_chars(j, "The customer is in another call.");
		if (cb->lets_pass.n)
			json_chars(j, "This one lets the next one go first, once; its place is kept.");
		if (cb->let_first)
			json_chars(j, "The one before lets this one go first.");
		if (position > 1)
			json_chars(j, "Others asked earlier.");
	}
	json_end(j);
}

static void show_ahead(struct desk *desk, struct json *j, const struct rows *rows)
{
	const struct callback *all = rows->at;

	json_key(j, "ahead");
	json_array(j);
	for (size_t i = 0; i < rows->count; i++) {
		bool aside = instant_before(desk->now, all[i].not_before);

		json_object(j);
		json_put_instant(j, "requested_at", all[i].requested_at);
		json_put_chars(j, "state", CALLBACK_WORDS[all[i].state]);
		json_put_instant(j, "steps_aside_until", aside ? all[i].not_before : NEVER);
		json_put_bool(j, "lets_pass", all[i].lets_pass.n != 0);
		json_end(j);
	}
	json_end(j);
}

enum err api_callback_explain(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct availability availability;
	struct rows ahead = { NULL, 0 };
	struct aside aside;
	struct callback cb;
	int64_t position;
	struct json *j;
	bool found;

	TRY(find(desk, rq, &cb, &found));
	if (!found)
		return reply_not_found(reply);
	TRY(callback_position(desk->tx, &cb, &position));
	TRY(availability_get(desk->tx, cb.advisor, &availability));
	TRY(look_aside(desk, &cb, &aside));
	if (position > 1)
		TRY(callback_ahead(desk->tx, &cb, AHEAD_MOST, &ahead));
	j = reply_json(reply, 200);
	json_object(j);
	json_put_id(j, "callback", ID_OF_callback, cb.id.n);
	json_put_chars(j, "state", CALLBACK_WORDS[cb.state]);
	json_key(j, "position");
	if (position > 0)
		json_number(j, position);
	else
		json_null(j);
	json_put_instant(j, "requested_at", cb.requested_at);
	json_put_chars(
		j, "rule",
		"The line is in the order of the first request; nothing rewrites it. Who steps "
		"aside is passed for the moment and keeps the place, and so does who lets the next "
		"one go first.");
	json_put_instant(j, "steps_aside_until",
	                 instant_before(desk->now, cb.not_before) ? cb.not_before : NEVER);
	json_key(j, "advisor");
	json_object(j);
	TRY(show_advisor(desk, j, cb.advisor, cb.advisor_nickname));
	json_end(j);
	show_why(desk, j, &cb, &availability, &aside, position);
	json_put_number(j, "ahead_count", position > 0 ? position - 1 : 0);
	show_ahead(desk, j, &ahead);
	json_end(j);
	return OK;
}
