// SPDX-License-Identifier: Apache-2.0
/* Beginning and ending a session, and who one is. The password was compared off the lane before. */
#include "adapter/crypt/crypt.h"
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/factor_routes.h"
#include "adapter/http/routes/show.h"
#include "adapter/http/routes/tries.h"
#include "domain/account/session.h"
#include "domain/event/event.h"
#include "domain/setup/setup.h"

/* Is the password that was compared still the one that is stored? */
static enum err find(struct desk *desk, const struct request *rq, struct account *account,
                     bool *found)
{
	enum err err = account_by_login(desk->tx, body_text(rq, "login"), account);

	*found = false;
	if (err == ERR_NONE)
		return OK;
	TRY(err);
	*found = rq->password.matched && rq->password.account == account->id.n &&
	         account->password.length > 0 && text_same(rq->password.compared, account->password);
	return OK;
}

static enum err begin_session(struct desk *desk, const struct request *rq, struct reply *reply,
                              int status, const struct account *account)
{
	char token[CRYPT_TOKEN_CHARS], hash[CRYPT_HASH_CHARS];
	bool wants_token = body_bool(rq, "token", false);
	struct session session;
	struct json *j;

	/* The browser's session before this one has nobody left who could sign it out. */
	if (rq->who.by == SIGNED_BY_SESSION && !wants_token)
		TRY(session_end(desk, (account_id){ rq->who.account }, text_of(rq->who.token_hash)));
	crypt_token_make("rb_sess_", token);
	crypt_hash(text_of(token), hash);
	TRY(session_create(desk, account->id, text_of(hash), &session));
	j = reply_json(reply, status);
	json_object(j);
	json_key(j, "account");
	show_account(j, account);
	json_put_instant(j, "expires_at", session.expires_at);
	if (wants_token)
		json_put_chars(j, "token", token);
	json_end(j);
	if (!wants_token)
		reply_session(reply, text_of(token), desk->rules->session_ms);
	reply->keep = false;
	return OK;
}

static bool is_about_login(const struct account_answer *answer)
{
	return answer->refused == REFUSED_TAKEN && text_is(text_of(answer->field), "login");
}

enum err api_sign_up(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct account_ask ask = {
		.roles = ROLE_CUSTOMER,
		.login = body_text(rq, "login"),
		.nickname = body_text(rq, "nickname"),
		.password = rq->password.hash,
		.timezone = body_text(rq, "timezone"),
		.language = body_text(rq, "language"),
	};
	char said[ACCOUNT_FAULT_CHARS];
	const char *fault =
		account_password_fault(desk->rules, body_text(rq, "password"), ask.login, said);
	struct account_answer answer;
	bool done;

	if (!desk->rules->sign_ups_open)
		return reply_refused(reply, REFUSED_NOT_ALLOWED, NULL, "The operator makes accounts here.");
	if (fault)
		return reply_field(reply, REFUSED_INVALID, "password", fault);
	TRY(tries_sign_up(desk, rq, reply, &done));
	if (done)
		return OK;
	desk->actor.kind = ACTOR_CUSTOMER;
	TRY(account_create(desk, &ask, &answer));
	/* Whether a login was there already is for nobody to learn: the answer is the same. */
	if (answer.refused && !is_about_login(&answer))
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	reply_json(reply, 202);
	json_object(&reply->json);
	json_put_chars(&reply->json, "next", "sign_in");
	json_end(&reply->json);
	return OK;
}

/* ---- the first operator ---------------------------------------------------------------- */
enum err api_setup_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct json *j;
	bool needed;

	(void)rq;
	TRY(setup_is_needed(desk->tx, &needed));
	j = reply_json(reply, 200);
	json_object(j);
	json_put_bool(j, "needed", needed);
	json_end(j);
	return OK;
}

enum err api_setup_create(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct account_ask ask = {
		.roles = ROLE_OPERATOR,
		.login = body_text(rq, "login"),
		.nickname = body_text(rq, "nickname"),
		.password = rq->password.hash,
	};
	char said[ACCOUNT_FAULT_CHARS];
	const char *fault =
		account_password_fault(desk->rules, body_text(rq, "password"), ask.login, said);
	struct account_answer answer;
	char hash[CRYPT_HASH_CHARS];
	bool taken;

	if (!fault)
		fault = account_login_fault(ask.login);
	if (fault)
		return reply_field(reply, REFUSED_INVALID,
		                   account_login_fault(ask.login) ? "login" : "password", fault);
	if (account_nickname_fault(ask.nickname))
		return reply_field(reply, REFUSED_INVALID, "nickname",
		                   account_nickname_fault(ask.nickname));
	crypt_hash(body_text(rq, "setup_token"), hash);
	TRY(setup_take(desk, text_of(hash), &taken));
	if (!taken)
		return reply_not_found(reply);
	desk->actor.kind = ACTOR_OPERATOR;
	TRY(account_create(desk, &ask, &answer));
	/* What was checked before and is taken now is a race that nobody can win twice. */
	if (answer.refused)
		return ERR_AGAIN;
	return begin_session(desk, rq, reply, 201, &answer.account);
}

enum err api_sign_in(struct desk *desk, const struct request *rq, struct reply *reply)
{
	enum factor_verdict factor;
	struct account account;
	bool found, locked;

	TRY(tries_sign_in_look(desk, rq, reply, &locked));
	if (locked)
		return OK;
	TRY(find(desk, rq, &account, &found));
	if (!found)
		return tries_sign_in_wrong(desk, rq, reply, REFUSED_BAD_SIGN_IN);
	if (account.state != ACCOUNT_ACTIVE)
		return reply_refused(reply, REFUSED_SUSPENDED, NULL, NULL);
	TRY(factor_check(desk, rq, account.id, body_text(rq, "code"), &factor));
	if (factor == FACTOR_MISSING)
		return reply_refused(reply, REFUSED_FACTOR_NEEDED, "#/code", NULL);
	if (factor == FACTOR_WRONG)
		return tries_sign_in_wrong(desk, rq, reply, REFUSED_FACTOR_WRONG);
	TRY(tries_sign_in_clear(desk, rq));
	return begin_session(desk, rq, reply, 200, &account);
}

enum err api_sign_out(struct desk *desk, const struct request *rq, struct reply *reply)
{
	if (rq->who.by == SIGNED_BY_SESSION) {
		TRY(session_end(desk, (account_id){ rq->who.account }, text_of(rq->who.token_hash)));
		reply_session_end(reply);
	}
	return reply_nothing(reply);
}

enum err api_me_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct account account;

	/* The machine's administrator on the Unix socket is nobody in particular. */
	if (rq->who.account == 0)
		return reply_not_found(reply);
	TRY(account_get(desk->tx, (account_id){ rq->who.account }, &account));
	show_account(reply_json(reply, 200), &account);
	reply_etag(reply, account.version);
	return OK;
}
