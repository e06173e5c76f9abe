// SPDX-License-Identifier: Apache-2.0
/* Second factors: enrolling an authenticator, and asking for its code at sign-in. */
#include "adapter/http/routes/factor_routes.h"

#include "adapter/crypt/crypt.h"
#include "adapter/crypt/seal.h"
#include "adapter/crypt/totp.h"
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"
#include "adapter/http/routes/tries.h"
#include "base/log.h"
#include "domain/account/session.h"
#include "domain/factor/factor.h"

#define RECOVERY_LETTERS 16 /* 80 bits */

static account_id asker(const struct request *rq)
{
	return (account_id){ rq->who.account };
}

static enum err find(struct desk *desk, account_id account, struct factor *out, bool *found)
{
	enum err err = factor_get(desk->tx, account, out);

	*found = err == OK;
	return err == ERR_NONE ? OK : err;
}

/* People write recovery codes down and type them back in any case, with or without dashes. */
static void hash_recovery(text code, char hash[CRYPT_HASH_CHARS])
{
	char plain[RECOVERY_LETTERS + 1];
	size_t length = 0;

	for (size_t i = 0; i < code.length && length < RECOVERY_LETTERS; i++) {
		char c = code.at[i];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c != '-' && c != ' ')
			plain[length++] = c;
	}
	plain[length] = '\0';
	crypt_hash(text_of(plain), hash);
	crypt_forget(plain, sizeof(plain));
}

/* The step whose code this is; 0: none, or the key that sealed the secret is not here. */
static int64_t match(struct desk *desk, const struct request *rq, const struct factor *factor,
                     text code)
{
	char of[ID_CHARS], secret[SEAL_PLAIN_MOST + 1];
	int64_t step = 0;
	enum err err;

	must(rq->seal);
	id_format(ID_OF_account, factor->account.n, of);
	err = seal_unlock(rq->seal, text_of(factor->secret), text_of(of), secret);
	if (err == OK)
		step = totp_match(text_of(secret), desk->now, code);
	else
		log_error("factor.unreadable", KV_ID(account, factor->account.n),
		          KV_TEXT(reason, "sealed with another seal.key"));
	crypt_forget(secret, sizeof(secret));
	return step;
}

enum err factor_check(struct desk *desk, const struct request *rq, account_id account, text code,
                      enum factor_verdict *verdict)
{
	char hash[CRYPT_HASH_CHARS];
	struct factor factor;
	int64_t step;
	bool found, good = false;

	*verdict = FACTOR_OFF;
	TRY(find(desk, account, &factor, &found));
	if (!found || !instant_is_set(factor.confirmed_at))
		return OK;
	*verdict = FACTOR_MISSING;
	if (!code.length)
		return OK;
	if (code.length == TOTP_DIGITS) {
		step = match(desk, rq, &factor, code);
		if (step)
			TRY(factor_use_step(desk, account, step, &good));
	} else {
		hash_recovery(code, hash);
		TRY(factor_use_recovery(desk, account, text_of(hash), &good));
	}
	*verdict = good ? FACTOR_RIGHT : FACTOR_WRONG;
	return OK;
}

enum err api_factor_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct factor factor = { .recovery_left = 0 };
	struct json *j;
	bool found;

	TRY(find(desk, asker(rq), &factor, &found));
	j = reply_json(reply, 200);
	json_object(j);
	json_put_bool(j, "enrolled", found && instant_is_set(factor.confirmed_at));
	json_put_bool(j, "required", is_operator(rq) && desk->rules->operator_second_factor);
	json_put_instant(j, "confirmed_at", found ? factor.confirmed_at : NEVER);
	json_put_number(j, "recovery_left", found ? factor.recovery_left : 0);
	json_end(j);
	return OK;
}

/* Whoever sits at an open screen must not put the own phone in: the password is asked again. */
static enum err is_really_asker(struct desk *desk, const struct request *rq,
                                struct account *account, bool *is)
{
	enum err err = account_get(desk->tx, asker(rq), account);

	*is = err == OK && rq->password.matched && rq->password.account == account->id.n &&
	      text_same(rq->password.compared, account->password);
	return err == ERR_NONE ? OK : err;
}

/* *done: it was answered, with too many tries or with the wrong password. */
static enum err is_stopped(struct desk *desk, const struct request *rq, struct reply *reply,
                           struct account *account, bool *done)
{
	bool is;

	TRY(tries_look(desk, rq, reply, done));
	if (*done)
		return OK;
	TRY(is_really_asker(desk, rq, account, &is));
	*done = !is;
	return is ? OK : tries_wrong(desk, rq, reply, "current_password", "this is not your password");
}

/*
 * "otpauth://totp/Brand:login?…": what the app reads from a picture. Brand and login are
 * percent-coded.
 */
static void add_coded(struct text_buf *out, const char *chars)
{
	for (; *chars; chars++) {
		unsigned char c = (unsigned char)*chars;
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

		text_buf_print(out, plain ? "%c" : "%%%02X", c);
	}
}

static void show_uri(struct desk *desk, struct json *j, const struct account *account,
                     const char *secret)
{
	struct text_buf uri;

	text_buf_init(&uri, desk->arena);
	text_buf_chars(&uri, "otpauth://totp/");
	add_coded(&uri, desk->rules->brand);
	text_buf_chars(&uri, ":");
	add_coded(&uri, account->login);
	text_buf_print(&uri, "?secret=%s&issuer=", secret);
	add_coded(&uri, desk->rules->brand);
	json_put_text(j, "uri", text_buf_text(&uri));
}

enum err api_factor_begin(struct desk *desk, const struct request *rq, struct reply *reply)
{
	char of[ID_CHARS], secret[TOTP_SECRET_LETTERS + 1], sealed[SEAL_CHARS];
	struct account account;
	struct json *j;
	bool begun, done;

	TRY(is_stopped(desk, rq, reply, &account, &done));
	if (done)
		return OK;
	must(rq->seal);
	totp_secret(TOTP_SECRET_LETTERS, secret);
	id_format(ID_OF_account, account.id.n, of);
	TRY(seal_lock(rq->seal, text_of(secret), text_of(of), sealed));
	TRY(factor_begin(desk, asker(rq), sealed, &begun));
	if (!begun)
		return reply_refused(reply, REFUSED_FACTOR_ON, NULL, NULL);
	j = reply_json(reply, 201);
	json_object(j);
	json_put_chars(j, "secret", secret);
	show_uri(desk, j, &account, secret);
	json_end(j);
	reply->keep = false;
	return OK;
}

/* What was signed in by other rules than those from now on signs in again. */
static enum err end_others(struct desk *desk, const struct request *rq)
{
	return session_end_others(desk, asker(rq), text_of(rq->who.token_hash));
}

/* "abcd-efgh-ijkl-mnop" */
static void write_recovery(char letters[RECOVERY_LETTERS + 1], char out[RECOVERY_LETTERS + 4])
{
	size_t length = 0;

	for (size_t i = 0; i < RECOVERY_LETTERS; i++) {
		if (i && i % 4 == 0)
			out[length++] = '-';
		out[length++] = letters[i];
	}
	out[length] = '\0';
}

static enum err reply_confirmed(struct desk *desk, const struct request *rq, struct reply *reply,
                                int64_t step)
{
	char letters[RECOVERY_LETTERS + 1], shown[FACTOR_RECOVERY_CODES][RECOVERY_LETTERS + 4];
	char hashes[FACTOR_RECOVERY_CODES][CRYPT_HASH_CHARS];
	text given[FACTOR_RECOVERY_CODES];
	struct json *j;

	for (size_t i = 0; i < FACTOR_RECOVERY_CODES; i++) {
		totp_secret(RECOVERY_LETTERS, letters);
		write_recovery(letters, shown[i]);
		hash_recovery(text_of(shown[i]), hashes[i]);
		given[i] = text_of(hashes[i]);
	}
	TRY(factor_confirm(desk, asker(rq), step, given));
	TRY(end_others(desk, rq));
	j = reply_json(reply, 200);
	json_object(j);
	json_key(j, "recovery_codes");
	json_array(j);
	for (size_t i = 0; i < FACTOR_RECOVERY_CODES; i++)
		json_chars(j, shown[i]);
	json_end(j);
	json_end(j);
	reply->keep = false;
	return OK;
}

enum err api_factor_confirm(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct factor factor;
	int64_t step;
	bool found, done;

	TRY(find(desk, asker(rq), &factor, &found));
	if (!found)
		return reply_not_found(reply);
	if (instant_is_set(factor.confirmed_at))
		return reply_refused(reply, REFUSED_FACTOR_ON, NULL, NULL);
	TRY(tries_look(desk, rq, reply, &done));
	if (done)
		return OK;
	step = match(desk, rq, &factor, body_text(rq, "code"));
	if (!step)
		return tries_wrong(desk, rq, reply, "code", NULL);
	return reply_confirmed(desk, rq, reply, step);
}

enum err api_factor_remove(struct desk *desk, const struct request *rq, struct reply *reply)
{
	enum factor_verdict verdict;
	struct account account;
	bool done;

	TRY(is_stopped(desk, rq, reply, &account, &done));
	if (done)
		return OK;
	TRY(factor_check(desk, rq, asker(rq), body_text(rq, "code"), &verdict));
	if (verdict == FACTOR_MISSING)
		return reply_field(reply, REFUSED_CODE, "code", NULL);
	if (verdict == FACTOR_WRONG)
		return tries_wrong(desk, rq, reply, "code", NULL);
	TRY(tries_clear(desk, rq));
	TRY(factor_remove(desk, asker(rq)));
	TRY(end_others(desk, rq));
	return reply_nothing(reply);
}

/* Who lost phone and codes asks an operator, who knows the person; the audit log notes it. */
enum err api_factor_reset(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const account_id id = { path_id(rq, "account") };
	struct account account;
	enum err err = account_get(desk->tx, id, &account);

	if (err == ERR_NONE)
		return reply_not_found(reply);
	TRY(err);
	if (is_self(rq, id.n))
		return reply_refused(reply, REFUSED_NOT_ALLOWED, NULL, "Another operator resets yours.");
	TRY(factor_remove(desk, id));
	TRY(session_end_others(desk, id, NO_TEXT));
	return reply_nothing(reply);
}
