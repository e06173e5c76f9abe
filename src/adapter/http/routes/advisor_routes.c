// SPDX-License-Identifier: Apache-2.0
/* Advisors as others see them, and who waits for them (CB9). */
#include <string.h>

#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"

enum err api_advisor_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct account_filter filter = {
		.roles = ROLE_ADVISOR,
		.has_state = true,
		.state = ACCOUNT_ACTIVE,
		.before = { rq->cursor },
		.most = page_most(rq),
	};
	const struct account *all;
	struct rows rows;
	struct json *j;
	size_t shown;

	TRY(account_list(desk->tx, &filter, &rows));
	all = rows.at;
	j = reply_list(reply);
	shown = page_shown(rq, &rows);
	for (size_t i = 0; i < shown; i++) {
		json_object(j);
		TRY(show_advisor(desk, j, account_advisor(all[i].id), all[i].nickname));
		json_end(j);
	}
	return reply_list_end(reply, page_has_more(rq, &rows) ? all[shown - 1].id.n : 0);
}

enum err api_advisor_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const advisor_id id = { path_id(rq, "advisor") };
	struct account account;
	struct json *j;
	enum err err = account_get(desk->tx, advisor_account(id), &account);

	if (err == ERR_NONE || (err == OK && !account_is(&account, ROLE_ADVISOR)))
		return reply_not_found(reply);
	TRY(err);
	if (account.state != ACCOUNT_ACTIVE && !is_self_or_operator(rq, id.n))
		return reply_refused(reply, REFUSED_GONE, NULL, NULL);
	j = reply_json(reply, 200);
	json_object(j);
	TRY(show_advisor(desk, j, id, account.nickname));
	json_end(j);
	return OK;
}

/* ---- Arranged Calls -------------------------------------------------------------------- */
static void show_arranged(struct desk *desk, struct json *j, const struct arranged_call *a,
                          int64_t position, bool with_money)
{
	const char *currency = currency_of(desk);

	json_object(j);
	json_put_id(j, "callback", ID_OF_callback, a->callback.n);
	json_put_number(j, "position", position);
	json_put_chars(j, "state", CALLBACK_WORDS[a->state]);
	json_put_chars(j, "channel", CHANNEL_WORDS[a->channel]);
	json_put_id(j, "customer", ID_OF_customer, a->customer.n);
	json_put_chars(j, "customer_nickname", a->customer_nickname);
	json_put_instant(j, "call_back_until", a->call_back_until);
	if (with_money)
		json_put_money(j, "earned", a->earned_minor, currency);
	json_put_id(j, "listing", ID_OF_listing, a->listing.n);
	json_put_text(j, "listing_title", a->listing_title);
	json_put_money(j, "price", a->price_minor, currency);
	json_put_money(j, "price_at_request", a->price_at_request_minor, currency);
	json_put_instant(j, "requested_at", a->requested_at);
	json_put_instant(j, "not_before",
	                 instant_before(desk->now, a->not_before) ? a->not_before : NEVER);
	json_put_text(j, "reason", a->reason);
	json_put_bool(j, "lets_pass", a->lets_pass.n != 0);
	json_end(j);
}

/* Where the page begins: behind the callback the cursor names, at its place in the line. */
static enum err page_begin(struct desk *desk, const struct request *rq, advisor_id advisor,
                           struct callback *after, int64_t *position)
{
	struct callback last, as_waiting;
	enum err err;

	*after = (struct callback){ .id = { 0 } };
	*position = 1;
	if (rq->cursor <= 0)
		return OK;
	err = callback_get(desk->tx, (callback_id){ rq->cursor }, &last);
	if (err == ERR_NONE || (err == OK && last.advisor.n != advisor.n))
		return OK;
	TRY(err);
	/* It may have left the line since; its place in it is still where the page begins. */
	as_waiting = last;
	as_waiting.state = CALLBACK_WAITING;
	TRY(callback_position(desk->tx, &as_waiting, position));
	*position += last.state == CALLBACK_WAITING;
	*after = last;
	return OK;
}

/* The order in which the line comes to them: who is let pass stands before those who let pass. */
static void let_pass(struct arranged_call *all, size_t count)
{
	for (size_t begin = 0, end; begin < count; begin = end + 1) {
		for (end = begin; end + 1 < count && all[end].lets_pass.n == all[end + 1].callback.n;)
			end++;
		struct arranged_call passes = all[end];

		memmove(&all[begin + 1], &all[begin], (end - begin) * sizeof(*all));
		all[begin] = passes;
	}
}

enum err api_arranged_call_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const advisor_id id = { path_id(rq, "advisor") };
	struct arranged_call *all;
	struct availability exists;
	int64_t count, position, last = 0;
	struct callback after;
	struct rows rows;
	struct json *j;
	size_t shown;
	enum err err;

	if (!is_self_or_operator(rq, id.n))
		return reply_not_found(reply);
	err = availability_get(desk->tx, id, &exists);
	if (err == ERR_NONE)
		return reply_not_found(reply);
	TRY(err);
	TRY(callback_line_length(desk->tx, id, &count));
	TRY(page_begin(desk, rq, id, &after, &position));
	TRY(callback_arranged(desk->tx, id, after.requested_at, after.id, page_most(rq), &rows));
	all = rows.at;
	j = reply_json(reply, 200);
	json_object(j);
	json_put_number(j, "count", count);
	json_key(j, "data");
	json_array(j);
	shown = page_shown(rq, &rows);
	if (page_has_more(rq, &rows))
		last = all[shown - 1].callback.n;
	let_pass(all, shown);
	for (size_t i = 0; i < shown; i++) {
		bool waits = all[i].state == CALLBACK_WAITING;

		show_arranged(desk, j, &all[i], waits ? position : 0, may_see_money_of(rq, id.n));
		position += waits;
	}
	return reply_list_end(reply, last);
}
