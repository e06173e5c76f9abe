// SPDX-License-Identifier: Apache-2.0
/*
 * Who asks to become an advisor. Customers write and read their own; owners decide, the floor
 * reads.
 */
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"
#include "domain/application/application.h"

static application_id id_of(const struct request *rq)
{
	return (application_id){ path_id(rq, "application") };
}

/* What an applicant need not be told about the own account, or about who decided. */
static void show_for_operators(struct json *j, const struct application *a)
{
	json_put_chars(j, "login", a->login);
	json_put_chars(j, "account_nickname", a->account_nickname);
	json_put_chars(j, "account_state", ACCOUNT_WORDS[a->account_state]);
	json_put_id(j, "ended_by", ID_OF_account, a->ended_by.n);
	show_chars_or_null(j, "ended_by_nickname", a->ended_by_nickname);
}

static void show(struct desk *desk, const struct request *rq, struct json *j,
                 const struct application *a)
{
	json_object(j);
	json_put_id(j, "id", ID_OF_application, a->id.n);
	json_put_id(j, "account", ID_OF_account, a->account.n);
	json_put_chars(j, "nickname", a->nickname);
	json_put_id(j, "category", ID_OF_category, a->category.n);
	json_put_text(j, "category_title", a->category_title);
	json_put_text(j, "title", a->title);
	json_put_text(j, "description", a->description);
	json_put_money(j, "price", a->price_minor, currency_of(desk));
	json_put_text(j, "about", a->about);
	json_put_chars(j, "state", APPLICATION_WORDS[a->state]);
	json_put_instant(j, "asked_at", a->asked_at);
	json_put_instant(j, "ended_at", a->ended_at);
	json_put_text(j, "reason", a->reason);
	json_put_id(j, "listing", ID_OF_listing, a->listing.n);
	if (is_operator(rq))
		show_for_operators(j, a);
	json_end(j);
}

static enum err reply_one(struct desk *desk, const struct request *rq, struct reply *reply,
                          int status, const struct application_answer *answer)
{
	if (answer->refused)
		return reply_field(reply, answer->refused, answer->field, answer->detail);
	show(desk, rq, reply_json(reply, status), &answer->application);
	return OK;
}

static bool state_named(text word, enum application_state *out)
{
	for (int i = 0; i < APPLICATION_STATE_COUNT; i++) {
		if (text_is(word, APPLICATION_WORDS[i])) {
			*out = (enum application_state)i;
			return true;
		}
	}
	return false;
}

enum err api_application_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct application_filter filter = {
		.account = { is_operator(rq) ? 0 : rq->who.account },
		.has_state = query_has(rq, "state"),
		.before = { rq->cursor },
		.most = page_most(rq),
	};
	const struct application *all;
	struct rows rows;
	int64_t pending;
	struct json *j;
	size_t shown;

	if (filter.has_state)
		must(state_named(query_text(rq, "state"), &filter.state));
	TRY(application_pending(desk->tx, filter.account, &pending));
	TRY(application_list(desk->tx, &filter, &rows));
	all = rows.at;
	j = reply_json(reply, 200);
	json_object(j);
	json_put_number(j, "pending", pending);
	json_key(j, "data");
	json_array(j);
	shown = page_shown(rq, &rows);
	for (size_t i = 0; i < shown; i++)
		show(desk, rq, j, &all[i]);
	return reply_list_end(reply, page_has_more(rq, &rows) ? all[shown - 1].id.n : 0);
}

enum err api_application_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct application_answer answer = { .refused = GRANTED };
	enum err err = application_get(desk->tx, id_of(rq), &answer.application);

	if (err == ERR_NONE || (err == OK && !is_self_or_operator(rq, answer.application.account.n)))
		return reply_not_found(reply);
	TRY(err);
	return reply_one(desk, rq, reply, 200, &answer);
}

enum err api_application_create(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct application_ask ask = {
		.account = { rq->who.account },
		.nickname = body_text(rq, "nickname"),
		.category = { body_id(rq, "category") },
		.title = body_text(rq, "title"),
		.description = body_text(rq, "description"),
		.about = body_text(rq, "about"),
	};
	struct application_answer answer;
	struct account account;

	if (!price_asked(desk, rq, &ask.price_minor))
		return reply_wrong_currency(desk, reply);
	TRY(account_get(desk->tx, ask.account, &account));
	if (!ask.nickname.length)
		ask.nickname = text_of(account.nickname);
	TRY(application_create(desk, &ask, &answer));
	if (!answer.refused)
		reply_location(reply, "/v1/applications", ID_OF_application, answer.application.id.n);
	return reply_one(desk, rq, reply, 201, &answer);
}

enum err api_application_withdraw(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct application_answer answer;

	TRY(application_withdraw(desk, id_of(rq), (account_id){ rq->who.account }, &answer));
	return reply_one(desk, rq, reply, 200, &answer);
}

enum err api_application_approve(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct application_terms terms = {
		.has_nickname = body_has(rq, "nickname"),
		.has_category = body_has(rq, "category"),
		.has_title = body_has(rq, "title"),
		.has_description = body_has(rq, "description"),
		.has_price = body_has(rq, "price"),
		.nickname = body_text(rq, "nickname"),
		.category = { body_id(rq, "category") },
		.title = body_text(rq, "title"),
		.description = body_text(rq, "description"),
		.extension = body_text(rq, "extension"),
	};
	struct application_answer answer;

	if (terms.has_price && !price_asked(desk, rq, &terms.price_minor))
		return reply_wrong_currency(desk, reply);
	TRY(application_approve(desk, id_of(rq), &terms, &answer));
	return reply_one(desk, rq, reply, 200, &answer);
}

enum err api_application_decline(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct application_answer answer;

	TRY(application_decline(desk, id_of(rq), body_text(rq, "reason"), &answer));
	return reply_one(desk, rq, reply, 200, &answer);
}
