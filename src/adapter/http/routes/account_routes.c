// SPDX-License-Identifier: Apache-2.0
/* People: operators make and change them; everybody may look at and mend the own account. */
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"
#include "adapter/http/routes/tries.h"
#include "domain/account/session.h"

static bool role_named(text word, int32_t *out)
{
	static const struct {
		const char *word;
		enum account_role role;
	} ROLES[] = { { "customer", ROLE_CUSTOMER },
		          { "advisor", ROLE_ADVISOR },
		          { "operator", ROLE_OPERATOR } };

	for (size_t i = 0; i < COUNT(ROLES); i++) {
		if (text_is(word, ROLES[i].word)) {
			*out = (int32_t)ROLES[i].role;
			return true;
		}
	}
	return false;
}

static int32_t roles_asked(const struct request *rq)
{
	int32_t roles = 0, role;

	for (size_t i = 0; i < body_count(rq, "roles"); i++) {
		must(role_named(body_item_text(rq, "roles", i), &role));
		roles |= role;
	}
	return roles;
}

static enum operator_part part_asked(const struct request *rq)
{
	return body_has(rq, "operator_part") ? account_part_named(body_text(rq, "operator_part"))
	                                     : PART_NONE;
}

static enum err reply_account(struct reply *reply, int status, const struct account *account)
{
	show_account(reply_json(reply, status), account);
	reply_etag(reply, account->version);
	return OK;
}

enum err api_account_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct account_filter filter = { .before = { rq->cursor }, .most = page_most(rq) };
	const struct account *all;
	struct account one;
	struct rows rows;

	if (query_has(rq, "role"))
		must(role_named(query_text(rq, "role"), &filter.roles));
	filter.has_state = query_has(rq, "state");
	if (filter.has_state && text_is(query_text(rq, "state"), "suspended"))
		filter.state = ACCOUNT_SUSPENDED;
	if (query_has(rq, "login")) {
		enum err err = account_by_login(desk->tx, query_text(rq, "login"), &one);

		if (err != OK && err != ERR_NONE)
			return err;
		rows = (struct rows){ &one, err == OK };
	} else {
		TRY(account_list(desk->tx, &filter, &rows));
	}
	all = rows.at;
	struct json *j = reply_list(reply);
	size_t shown = page_shown(rq, &rows);

	for (size_t i = 0; i < shown; i++)
		show_account(j, &all[i]);
	return reply_list_end(reply, page_has_more(rq, &rows) ? all[shown - 1].id.n : 0);
}

enum err api_account_create(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct account_ask ask = {
		.roles = roles_asked(rq),
		.part = part_asked(rq),
		.login = body_text(rq, "login"),
		.nickname = body_text(rq, "nickname"),
		.password = rq->password.hash,
		.timezone = body_text(rq, "timezone"),
		.language = body_text(rq, "language"),
	};
	const text password = body_text(rq, "password");
	char said[ACCOUNT_FAULT_CHARS];
	const char *fault =
		password.length ? account_password_fault(desk->rules, password, ask.login, said) : NULL;
	struct account_answer answer;

	if ((ask.roles & ROLE_OPERATOR) && rq->who.part != PART_OWNER)
		return reply_field(reply, REFUSED_NOT_ALLOWED, "roles", ONLY_OWNERS);
	if (fault)
		return reply_field(reply, REFUSED_INVALID, "password", fault);
	TRY(account_create(desk, &ask, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	reply_location(reply, "/v1/accounts", ID_OF_account, answer.account.id.n);
	return reply_account(reply, 201, &answer.account);
}

enum err api_account_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const account_id id = { path_id(rq, "account") };
	struct account account;
	enum err err;

	if (!is_self_or_operator(rq, id.n))
		return reply_not_found(reply);
	err = account_get(desk->tx, id, &account);
	if (err == ERR_NONE)
		return reply_not_found(reply);
	TRY(err);
	return reply_account(reply, 200, &account);
}

/* One's own password needs the one it replaces; an operator sets anybody else's. */
static enum err password_is_proved(struct desk *desk, const struct request *rq, account_id id,
                                   bool *proved)
{
	struct account account;

	*proved = true;
	if (is_operator(rq) && !is_self(rq, id.n))
		return OK;
	TRY(account_get(desk->tx, id, &account));
	*proved = rq->password.matched && rq->password.account == id.n &&
	          text_same(rq->password.compared, account.password);
	return OK;
}

static struct account_edit edit_asked(const struct request *rq, account_id id)
{
	return (struct account_edit){
		.account = id,
		.has_roles = body_has(rq, "roles"),
		.has_nickname = body_has(rq, "nickname"),
		.has_password = body_has(rq, "password"),
		.has_timezone = body_has(rq, "timezone"),
		.has_language = body_has(rq, "language"),
		.roles = roles_asked(rq),
		.part = part_asked(rq),
		.nickname = body_text(rq, "nickname"),
		.password = rq->password.hash,
		.timezone = body_text(rq, "timezone"),
		.language = body_text(rq, "language"),
		.version = version_asked(rq),
	};
}

/* Only an owner gives and takes the operator's role, and says the part. */
static bool touches_operators(const struct request *rq, const struct account_edit *edit)
{
	return rq->who.part != PART_OWNER &&
	       (edit->part != PART_NONE || (edit->roles & ROLE_OPERATOR) ||
	        (edit->has_roles && is_self(rq, edit->account.n)));
}

/* What is refused before the domain is asked; leaves the reply untouched when nothing is. */
static enum err look_at_edit(struct desk *desk, const struct request *rq,
                             const struct account_edit *edit, struct reply *reply)
{
	char said[ACCOUNT_FAULT_CHARS];
	const char *fault;
	bool proved, locked;

	if (edit->has_roles && !is_operator(rq))
		return reply_field(reply, REFUSED_NOT_ALLOWED, "roles", NULL);
	if (touches_operators(rq, edit))
		return reply_field(reply, REFUSED_NOT_ALLOWED,
		                   edit->part != PART_NONE ? "operator_part" : "roles", ONLY_OWNERS);
	TRY(reply_if_not_theirs(desk, rq, edit->account, reply));
	if (reply->status || !edit->has_password)
		return OK;
	if (!is_self(rq, edit->account.n) && rq->who.part != PART_OWNER)
		return reply_field(reply, REFUSED_NOT_ALLOWED, "password",
		                   "Only an owner sets somebody else's password.");
	fault = account_password_fault(desk->rules, body_text(rq, "password"), NO_TEXT, said);
	if (fault)
		return reply_field(reply, REFUSED_INVALID, "password", fault);
	TRY(tries_look(desk, rq, reply, &locked));
	if (locked)
		return OK;
	TRY(password_is_proved(desk, rq, edit->account, &proved));
	return proved ? OK
	              : tries_wrong(desk, rq, reply, "current_password",
	                            "this is not the current password");
}

static enum err withdraw_advisor(struct desk *desk, const struct account_answer *answer,
                                 const char *why)
{
	int64_t ended;

	if (!answer->advisor_left)
		return OK;
	return call_withdraw_advisor(desk, account_advisor(answer->account.id), text_of(why), &ended);
}

enum err api_account_change(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const account_id id = { path_id(rq, "account") };
	const struct account_edit edit = edit_asked(rq, id);
	struct account_answer answer;

	if (!is_self_or_operator(rq, id.n))
		return reply_not_found(reply);
	TRY(look_at_edit(desk, rq, &edit, reply));
	if (reply->status)
		return OK;
	TRY(account_change(desk, &edit, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	TRY(withdraw_advisor(desk, &answer, "the advisor left"));
	return reply_account(reply, 200, &answer.account);
}

static enum err suspend(struct desk *desk, const struct request *rq, struct reply *reply,
                        bool suspended)
{
	const account_id id = { path_id(rq, "account") };
	struct account_answer answer;
	int64_t ended;

	if (suspended && is_self(rq, id.n))
		return reply_refused(reply, REFUSED_NOT_ALLOWED, NULL, "You cannot shut yourself out.");
	TRY(reply_if_not_theirs(desk, rq, id, reply));
	if (reply->status)
		return OK;
	TRY(account_suspend(desk, id, suspended, body_text(rq, "reason"), &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	TRY(withdraw_advisor(desk, &answer, "the advisor is suspended"));
	if (suspended)
		TRY(call_withdraw_customer(desk, account_customer(id),
		                           TEXT_LITERAL("the account is suspended"), &ended));
	return reply_account(reply, 200, &answer.account);
}

enum err api_account_suspend(struct desk *desk, const struct request *rq, struct reply *reply)
{
	return suspend(desk, rq, reply, true);
}

enum err api_account_restore(struct desk *desk, const struct request *rq, struct reply *reply)
{
	return suspend(desk, rq, reply, false);
}
