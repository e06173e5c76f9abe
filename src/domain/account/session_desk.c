// SPDX-License-Identifier: Apache-2.0
/* Sessions, API keys and the guard, inside a transaction. Only hashes of tokens come here. */
#include "domain/account/account_rows.h"
#include "domain/account/session.h"
#include "domain/event/event.h"
#include "domain/sql.h"

#define API_KEYS_MOST 50       /* live ones of one account */
#define TOUCH_EVERY MINUTES(1) /* a request need not write when the last note is younger */

static const struct column SESSION[] = {
	COLUMN_CHARS(struct session, token_hash), COLUMN_ID(struct session, account),
	COLUMN_AT(struct session, created_at),    COLUMN_AT(struct session, seen_at),
	COLUMN_AT(struct session, expires_at),    COLUMN_END,
};

static const struct column API_KEY[] = {
	COLUMN_ID(struct api_key, id),         COLUMN_ID(struct api_key, account),
	COLUMN_TEXT(struct api_key, name),     COLUMN_CHARS(struct api_key, token_hash),
	COLUMN_CHARS(struct api_key, scopes),  COLUMN_AT(struct api_key, created_at),
	COLUMN_AT(struct api_key, revoked_at), COLUMN_END,
};

enum err session_create(struct desk *desk, account_id account, text token_hash, struct session *out)
{
	struct session s = { .account = account, .created_at = desk->now, .seen_at = desk->now };

	must(token_hash.length >= 32);
	must(text_into(token_hash, s.token_hash, sizeof(s.token_hash)) == OK);
	s.expires_at = instant_add(desk->now, desk->rules->session_ms);
	TRY(tx_run(desk->tx, &SQL_session_insert,
	           ARGS(TEXT_ARG(token_hash), ID(account), AT(s.created_at), AT(s.expires_at)), NULL));
	*out = s;
	return OK;
}

/* Whoever watches with it asks again, and finds that it is over. */
static enum err tell_end(struct desk *desk, account_id account, const char *kind)
{
	const struct event_ask event = {
		.kind = kind,
		.subject_kind = ID_OF_account,
		.subject = account.n,
		.customer = account_customer(account),
		.data = TEXT_LITERAL("{}"),
	};

	must(account.n > 0);
	return event_write(desk, &event);
}

enum err session_end(struct desk *desk, account_id account, text token_hash)
{
	TRY(tx_run(desk->tx, &SQL_session_delete, ARGS(TEXT_ARG(token_hash)), NULL));
	return tell_end(desk, account, "session.ended");
}

enum err session_end_others(struct desk *desk, account_id account, text spared)
{
	const text none = TEXT_LITERAL("");
	int64_t ended;

	TRY(tx_run(desk->tx, &SQL_session_delete_others,
	           ARGS(ID(account), TEXT_ARG(spared.length ? spared : none)), &ended));
	return ended ? tell_end(desk, account, "session.ended") : OK;
}

enum err session_end_all(struct desk *desk, account_id account)
{
	return tx_run(desk->tx, &SQL_session_delete_of_account, ARGS(ID(account)), NULL);
}

static span idle_most(const struct account *account, const struct rules *rules)
{
	return account_is(account, ROLE_OPERATOR) ? rules->operator_idle_ms : rules->session_idle_ms;
}

/* Half of a short idle limit, so that whoever is at it is noted in time. */
bool session_is_touch_due(const struct session *session, const struct account *account,
                          const struct rules *rules, instant now)
{
	span half = { idle_most(account, rules).us / 2 };
	span due = span_less(half, TOUCH_EVERY) ? half : TOUCH_EVERY;

	return !span_less(instant_since(now, session->seen_at), due);
}

enum err session_touch(struct desk *desk, text token_hash)
{
	return tx_run(desk->tx, &SQL_session_seen, ARGS(TEXT_ARG(token_hash), AT(desk->now)), NULL);
}

enum err session_sweep(struct desk *desk, int64_t most)
{
	must(most > 0);
	return tx_run(desk->tx, &SQL_session_sweep, ARGS(AT(desk->now), NUM(most)), NULL);
}

enum err account_by_session(struct tx *tx, const struct rules *rules, instant now, text token_hash,
                            struct session *session, struct account *out)
{
	struct account account;
	struct session s;

	TRY(tx_one(tx, &SQL_session_get, ARGS(TEXT_ARG(token_hash), AT(now)), SESSION, &s));
	TRY(account_get(tx, s.account, &account));
	if (account.state != ACCOUNT_ACTIVE ||
	    !span_less(instant_since(now, s.seen_at), idle_most(&account, rules)))
		return ERR_NONE;
	*session = s;
	*out = account;
	return OK;
}

static enum err tell(struct desk *desk, const struct api_key *key, const char *action)
{
	char subject[ID_CHARS], owner[ID_CHARS];
	struct text_buf detail;
	struct json j;

	text_buf_init(&detail, desk->arena);
	json_init(&j, &detail);
	json_object(&j);
	json_put_chars(&j, "account", id_format(ID_OF_account, key->account.n, owner));
	json_put_text(&j, "name", key->name);
	json_put_chars(&j, "scope", key->scopes);
	json_end(&j);
	return audit_write(desk, action, id_format(ID_OF_key, key->id.n, subject),
	                   text_buf_text(&detail));
}

enum err api_key_create(struct desk *desk, const struct api_key_ask *ask,
                        struct api_key_answer *answer)
{
	const char *scopes = ask->scope;
	struct api_key *key = &answer->key;
	int64_t count;

	must(ask->token_hash.length >= 32);
	*answer = (struct api_key_answer){ .refused = GRANTED };
	if (text_trim(ask->name).length == 0 || ask->name.length > 4 * API_KEY_NAME_MOST) {
		*answer = (struct api_key_answer){ REFUSED_INVALID, "name",
			                               "a key has a name of 1 to 60 characters" };
		return OK;
	}
	TRY(tx_number(desk->tx, &SQL_api_key_count, ARGS(ID(ask->account)), &count));
	if (count >= API_KEYS_MOST) {
		*answer = (struct api_key_answer){ REFUSED_INVALID, NULL,
			                               "this account has as many keys as are allowed" };
		return OK;
	}
	*key = (struct api_key){ .account = ask->account, .name = ask->name, .created_at = desk->now };
	key->id.n = ids_next(desk->ids, desk->now);
	must(text_into(ask->token_hash, key->token_hash, sizeof(key->token_hash)) == OK);
	must(text_into(text_of(scopes), key->scopes, sizeof(key->scopes)) == OK);
	TRY(tx_run(desk->tx, &SQL_api_key_insert,
	           ARGS(ID(key->id), ID(key->account), TEXT_ARG(key->name), WORDS(key->token_hash),
	                WORDS(scopes), AT(desk->now)),
	           NULL));
	return tell(desk, key, "key.created");
}

enum err api_key_get(struct tx *tx, key_id key, struct api_key *out)
{
	return tx_one(tx, &SQL_api_key_get, ARGS(ID(key)), API_KEY, out);
}

enum err api_key_list(struct tx *tx, account_id account, struct rows *out)
{
	return tx_all(tx, &SQL_api_key_list, ARGS(ID(account), NUM(4 * API_KEYS_MOST)), API_KEY,
	              sizeof(struct api_key), 4 * API_KEYS_MOST, out);
}

enum err api_key_revoke(struct desk *desk, account_id account, key_id key,
                        struct api_key_answer *answer)
{
	enum err err = api_key_get(desk->tx, key, &answer->key);
	int64_t changed;

	*answer = (struct api_key_answer){ .refused = GRANTED, .key = answer->key };
	if (err == ERR_NONE || (err == OK && answer->key.account.n != account.n)) {
		*answer = (struct api_key_answer){ .refused = REFUSED_NOT_FOUND };
		return OK;
	}
	TRY(err);
	TRY(tx_run(desk->tx, &SQL_api_key_revoke, ARGS(ID(key), AT(desk->now)), &changed));
	if (changed == 0)
		return OK;
	answer->key.revoked_at = desk->now;
	TRY(tell_end(desk, account, "key.revoked"));
	return tell(desk, &answer->key, "key.revoked");
}

enum err account_by_key(struct tx *tx, text token_hash, struct api_key *key, struct account *out)
{
	struct account account;
	struct api_key found;

	TRY(tx_one(tx, &SQL_api_key_by_token, ARGS(TEXT_ARG(token_hash)), API_KEY, &found));
	TRY(account_get(tx, found.account, &account));
	if (account.state != ACCOUNT_ACTIVE)
		return ERR_NONE;
	*key = found;
	*out = account;
	return OK;
}

struct guard_row {
	int64_t count;
	instant until;
};
static const struct column GUARD[] = {
	COLUMN_NUM(struct guard_row, count),
	COLUMN_AT(struct guard_row, until),
	COLUMN_END,
};

static instant locked_until(const struct guard_row *row, struct guard_limit limit)
{
	return row->count >= limit.most ? row->until : NEVER;
}

enum err guard_look(struct tx *tx, text name, struct guard_limit limit, instant now, instant *until)
{
	struct guard_row row;
	enum err err = tx_one(tx, &SQL_guard_get, ARGS(TEXT_ARG(name), AT(now)), GUARD, &row);

	if (err == ERR_NONE) {
		*until = NEVER;
		return OK;
	}
	TRY(err);
	*until = locked_until(&row, limit);
	return OK;
}

enum err guard_wrong(struct desk *desk, text name, struct guard_limit limit, instant *until)
{
	const instant end = instant_add(desk->now, limit.lock);
	struct guard_row row;

	must(limit.most > 0);
	TRY(tx_one(desk->tx, &SQL_guard_wrong, ARGS(TEXT_ARG(name), AT(desk->now), AT(end)), GUARD,
	           &row));
	*until = locked_until(&row, limit);
	return OK;
}

enum err guard_take(struct desk *desk, text name, struct guard_limit limit, instant *until)
{
	const instant end = instant_add(desk->now, limit.lock);
	struct guard_row row;

	must(limit.most > 0);
	TRY(tx_one(desk->tx, &SQL_guard_take, ARGS(TEXT_ARG(name), AT(desk->now), AT(end)), GUARD,
	           &row));
	*until = row.count > limit.most ? row.until : NEVER;
	return OK;
}

enum err guard_forget(struct desk *desk, int64_t most)
{
	must(most > 0);
	return tx_run(desk->tx, &SQL_guard_forget, ARGS(AT(desk->now), NUM(most)), NULL);
}

enum err guard_clear(struct desk *desk, text name)
{
	return tx_run(desk->tx, &SQL_guard_delete, ARGS(TEXT_ARG(name)), NULL);
}

struct guard_limit guard_of_sign_in(const struct rules *rules)
{
	return (struct guard_limit){ rules->sign_in_tries, rules->sign_in_lock_ms };
}

text guard_name_sign_in(struct arena *arena, text login)
{
	struct text_buf out;

	text_buf_init(&out, arena);
	text_buf_chars(&out, "sign_in:");
	for (size_t i = 0; i < login.length; i++) {
		char c = login.at[i];
		char small = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;

		text_buf_add(&out, (text){ &small, 1 });
	}
	return text_buf_text(&out);
}
