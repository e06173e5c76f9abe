// SPDX-License-Identifier: Apache-2.0
/* Calls and their receipts: both sides read the same talk, each the money that concerns it. */
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"

static void show_people(struct json *j, const struct call *c)
{
	json_put_id(j, "callback", ID_OF_callback, c->callback.n);
	json_put_id(j, "advisor", ID_OF_advisor, c->advisor.n);
	json_put_chars(j, "advisor_nickname", c->advisor_nickname);
	json_put_id(j, "customer", ID_OF_customer, c->customer.n);
	json_put_chars(j, "customer_nickname", c->customer_nickname);
	json_put_id(j, "listing", ID_OF_listing, c->listing.n);
	json_put_text(j, "listing_title", c->listing_title);
}

static void show_rate(struct json *j, const struct call *c)
{
	json_key(j, "rate");
	json_object(j);
	json_put_money(j, "price", c->tariff.price_minor, c->currency);
	show_seconds(j, "minimum_seconds", c->tariff.minimum);
	show_seconds(j, "step_seconds", c->tariff.step);
	show_seconds(j, "free_under_seconds", c->tariff.free_under);
	json_end(j);
}

static void show_call(struct json *j, const struct request *rq, const struct call *c,
                      instant answered)
{
	json_object(j);
	json_put_id(j, "id", ID_OF_call, c->id.n);
	show_people(j, c);
	json_put_chars(j, "state", CALL_WORDS[c->state]);
	json_put_money(j, "price", c->tariff.price_minor, c->currency);
	json_put_instant(j, "created_at", c->created_at);
	json_put_instant(j, "accepted_at", c->accepted_at);
	if (instant_is_set(answered))
		json_put_instant(j, "answered_at", answered);
	json_put_instant(j, "bridged_at", c->bridged_at);
	json_put_instant(j, "pause_ends_at", c->pause_ends_at);
	json_put_instant(j, "ended_at", c->ended_at);
	show_chars_or_null(j, "end_cause", c->end_cause);
	show_chars_or_null(j, "end_side", c->end_side);
	show_seconds(j, "talked_seconds", c->witnessed);
	json_put_number(j, "talked_milliseconds", span_ms(c->witnessed));
	show_seconds(j, "limit_seconds", c->limit);
	show_rate(j, c);
	if (is_self(rq, c->customer.n) || may_see_money_of(rq, c->advisor.n))
		json_put_money(j, "charge", c->charge_minor, c->currency);
	if (may_see_money_of(rq, c->advisor.n)) {
		json_put_money(j, "earned", c->earned_minor, c->currency);
		json_put_money(j, "fee_per_minute", c->tariff.fee_minor, c->currency);
		json_put_number(j, "share_basis_points", c->tariff.share);
	}
	json_put_instant(j, "settled_at", c->settled_at);
	json_end(j);
}

/* False as narrow_to_asker says. */
static bool filter_asked(const struct request *rq, struct call_filter *f)
{
	*f = (struct call_filter){
		.advisor = { query_id(rq, "advisor") },
		.customer = { query_id(rq, "customer") },
		.live_only = query_number(rq, "live", 0),
		.before = { rq->cursor },
		.most = page_most(rq),
	};
	return narrow_to_asker(rq, &f->advisor, &f->customer);
}

enum err api_call_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct call_filter filter;
	const struct call *all;
	struct rows rows;
	struct json *j;
	size_t shown;

	if (!filter_asked(rq, &filter)) {
		(void)reply_list(reply);
		return reply_list_end(reply, 0);
	}
	TRY(call_list(desk->tx, &filter, &rows));
	all = rows.at;
	j = reply_list(reply);
	shown = page_shown(rq, &rows);
	for (size_t i = 0; i < shown; i++)
		show_call(j, rq, &all[i], NEVER);
	return reply_list_end(reply, page_has_more(rq, &rows) ? all[shown - 1].id.n : 0);
}

static enum err find(struct desk *desk, const struct request *rq, struct call *out, bool *found)
{
	enum err err = call_get(desk->tx, (call_id){ path_id(rq, "call") }, out);

	*found = err == OK && (is_self_or_operator(rq, out->customer.n) ||
	                       (request_has_role(rq, ROLE_ADVISOR) && is_self(rq, out->advisor.n)));
	return err == ERR_NONE ? OK : err;
}

enum err api_call_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct call call;
	instant answered;
	bool found;

	TRY(find(desk, rq, &call, &found));
	if (!found)
		return reply_not_found(reply);
	TRY(call_answered_at(desk->tx, call.id, &answered));
	show_call(reply_json(reply, 200), rq, &call, answered);
	return OK;
}

enum err api_call_hang_up(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const call_id id = { path_id(rq, "call") };
	enum refusal refused;
	struct call call;

	desk->actor.kind = ACTOR_ADVISOR;
	TRY(call_hang_up(desk, id, (advisor_id){ rq->who.account }, &refused));
	if (refused)
		return reply_refused(reply, refused, NULL, NULL);
	TRY(call_get(desk->tx, id, &call));
	show_call(reply_json(reply, 202), rq, &call, NEVER);
	return OK;
}

/* ---- the receipt -------------------------------------------------------------------------------
 */
/* Joined but not witnessed: pauses for money, silence on a dead line, the grace after the price. */
static int64_t paused_ms(const struct call *c)
{
	int64_t paused;

	if (!instant_is_set(c->bridged_at) || !instant_is_set(c->ended_at))
		return 0;
	paused = span_ms(span_take(instant_since(c->ended_at, c->bridged_at), c->witnessed));
	return paused > 0 ? paused : 0;
}

/* The split is the advisor's and the operator's business. */
static void show_split(struct json *j, const struct call *c)
{
	int64_t fee = (int64_t)((__int128)c->tariff.fee_minor * c->billed.us / MINUTES(1).us);

	json_put_money(j, "fee", fee < c->charge_minor ? fee : c->charge_minor, c->currency);
	json_put_money(j, "earned", c->earned_minor, c->currency);
	json_put_money(j, "house", c->charge_minor - c->earned_minor, c->currency);
	json_put_number(j, "share_basis_points", c->tariff.share);
}

static void show_marks(struct json *j, const struct rows *rows)
{
	const struct mark *all = rows->at;

	json_key(j, "marks");
	json_array(j);
	for (size_t i = 0; i < rows->count; i++) {
		json_object(j);
		json_put_instant(j, "at", all[i].at);
		json_put_chars(j, "side", all[i].side);
		json_put_chars(j, "what", all[i].what);
		json_put_text(j, "detail", all[i].detail);
		json_end(j);
	}
	json_end(j);
}

enum err show_receipt(struct desk *desk, const struct request *rq, struct json *j,
                      const struct call *call)
{
	struct rows marks;

	must(call->state == CALL_ENDED);
	TRY(call_marks(desk->tx, call->id, &marks));
	json_object(j);
	json_put_id(j, "call", ID_OF_call, call->id.n);
	show_people(j, call);
	json_put_instant(j, "started_at", call->bridged_at);
	json_put_instant(j, "ended_at", call->ended_at);
	json_put_number(j, "talked_milliseconds", span_ms(call->witnessed));
	json_put_number(j, "paused_milliseconds", paused_ms(call));
	show_seconds(j, "billed_seconds", call->billed);
	show_rate(j, call);
	json_put_money(j, "charge", call->charge_minor, call->currency);
	json_put_money(j, "promotion", 0, call->currency);
	if (may_see_money_of(rq, call->advisor.n))
		show_split(j, call);
	show_chars_or_null(j, "end_cause", call->end_cause);
	show_chars_or_null(j, "end_side", call->end_side);
	json_put_instant(j, "settled_at", call->settled_at);
	show_marks(j, &marks);
	json_end(j);
	return OK;
}

enum err api_call_receipt(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct call call;
	bool found;

	TRY(find(desk, rq, &call, &found));
	if (!found)
		return reply_not_found(reply);
	if (call.state != CALL_ENDED)
		return reply_refused(reply, REFUSED_IN_CALL, NULL,
		                     "The receipt is written when the call is over.");
	return show_receipt(desk, rq, reply_json(reply, 200), &call);
}
