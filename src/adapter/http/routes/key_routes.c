// SPDX-License-Identifier: Apache-2.0
/* API keys of an account: made, listed without their secret, revoked. */
#include "adapter/crypt/crypt.h"
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"
#include "domain/account/session.h"

static void show_key(struct json *j, const struct api_key *key, const char *secret)
{
	json_object(j);
	json_put_id(j, "id", ID_OF_key, key->id.n);
	json_put_text(j, "name", key->name);
	json_put_chars(j, "scope", key->scopes);
	if (secret)
		json_put_chars(j, "secret", secret);
	json_put_instant(j, "created_at", key->created_at);
	json_put_instant(j, "revoked_at", key->revoked_at);
	json_end(j);
}

enum err api_account_key_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const account_id id = { path_id(rq, "account") };
	const struct api_key *all;
	struct rows rows;
	struct json *j;

	if (!is_self_or_operator(rq, id.n))
		return reply_not_found(reply);
	TRY(api_key_list(desk->tx, id, &rows));
	all = rows.at;
	j = reply_list(reply);
	for (size_t i = 0; i < rows.count; i++)
		show_key(j, &all[i], NULL);
	return reply_list_end(reply, 0);
}

enum err api_account_key_create(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const account_id id = { path_id(rq, "account") };
	const text scope = body_text(rq, "scope");
	char token[CRYPT_TOKEN_CHARS], hash[CRYPT_HASH_CHARS];
	struct api_key_answer answer;
	struct account owner;
	enum err err;

	if (!is_self_or_operator(rq, id.n))
		return reply_not_found(reply);
	err = account_get(desk->tx, id, &owner);
	if (err == ERR_NONE)
		return reply_not_found(reply);
	TRY(err);
	if (text_is(scope, "wall") && !account_may_watch(&owner))
		return reply_field(reply, REFUSED_NOT_ALLOWED, "scope",
		                   "only the wallboard of an owner or the floor");
	crypt_token_make(text_is(scope, "wall") ? "rb_wall_" : "rb_live_", token);
	crypt_hash(text_of(token), hash);
	const struct api_key_ask ask = {
		.account = id,
		.name = body_text(rq, "name"),
		.token_hash = text_of(hash),
		.scope = scope.length ? text_terminated(desk->arena, scope) : "write",
	};

	TRY(api_key_create(desk, &ask, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	show_key(reply_json(reply, 201), &answer.key, token);
	/* The secret is shown once: it must not lie in the table of idempotency keys. */
	reply->keep = false;
	return OK;
}

enum err api_account_key_revoke(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const account_id id = { path_id(rq, "account") };
	struct api_key_answer answer;

	if (!is_self_or_operator(rq, id.n))
		return reply_not_found(reply);
	TRY(api_key_revoke(desk, id, (key_id){ path_id(rq, "key") }, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	return reply_nothing(reply);
}
