// SPDX-License-Identifier: Apache-2.0
/* Numbers of people and opt-outs, inside a transaction. Logs, events and audit lines carry masks
 * only. */
#include "domain/account/number.h"

#include <string.h>

#include "domain/account/account_rows.h"
#include "domain/event/event.h"
#include "domain/sql.h"

static const struct column NUMBER[] = {
	COLUMN_ID(struct number, id),         COLUMN_ID(struct number, account),
	COLUMN_CHARS(struct number, e164),    COLUMN_TEXT(struct number, label),
	COLUMN_NUM(struct number, priority),  COLUMN_AT(struct number, proved_at),
	COLUMN_AT(struct number, created_at), COLUMN_END,
};

static const struct column OPT_OUT[] = {
	COLUMN_CHARS(struct opt_out, e164),
	COLUMN_AT(struct opt_out, at),
	COLUMN_CHARS(struct opt_out, source),
	COLUMN_END,
};

const char *number_mask(const char *e164, char out[PHONE_NUMBER_CHARS])
{
	size_t length = strlen(e164);
	size_t head = length > 9 ? 5 : 2;
	size_t tail = length > 9 ? 4 : 2;

	must(length < PHONE_NUMBER_CHARS);
	if (length < 6) {
		memcpy(out, "***", 4);
		return out;
	}
	memcpy(out, e164, head);
	memcpy(out + head, "***", 3);
	memcpy(out + head + 3, e164 + length - tail, tail + 1);
	return out;
}

static enum err tell(struct desk *desk, const struct number *n, const char *action)
{
	char mask[PHONE_NUMBER_CHARS], subject[ID_CHARS], owner[ID_CHARS];
	struct text_buf detail;
	struct json j;

	text_buf_init(&detail, desk->arena);
	json_init(&j, &detail);
	json_object(&j);
	json_put_chars(&j, "account", id_format(ID_OF_account, n->account.n, owner));
	json_put_chars(&j, "number", number_mask(n->e164, mask));
	json_put_bool(&j, "proved", instant_is_set(n->proved_at));
	json_end(&j);
	return audit_write(desk, action, id_format(ID_OF_number, n->id.n, subject),
	                   text_buf_text(&detail));
}

static void refuse(struct number_answer *answer, enum refusal why, const char *field,
                   const char *detail)
{
	must(why != GRANTED);
	*answer = (struct number_answer){ .refused = why, .field = field, .detail = detail };
}

static bool proves(const struct desk *desk)
{
	return desk->actor.kind == ACTOR_OPERATOR || desk->actor.kind == ACTOR_SYSTEM;
}

static enum err repeat(struct desk *desk, struct number_answer *answer)
{
	struct number *n = &answer->number;

	answer->existed = true;
	if (instant_is_set(n->proved_at) || !proves(desk))
		return OK;
	TRY(tx_run(desk->tx, &SQL_number_prove, ARGS(ID(n->id), AT(desk->now)), NULL));
	n->proved_at = desk->now;
	desk_wake(desk, account_advisor(n->account)); /* a line without a phone may begin */
	return tell(desk, n, "number.proved");
}

static enum err insert(struct desk *desk, const struct number_ask *ask, int32_t priority,
                       struct number *n)
{
	int64_t written;

	n->id.n = ids_next(desk->ids, desk->now);
	n->account = ask->account;
	n->label = ask->label.length ? ask->label : TEXT_LITERAL("");
	n->priority = priority;
	n->created_at = desk->now;
	n->proved_at = proves(desk) ? desk->now : NEVER;
	TRY(tx_run(desk->tx, &SQL_number_insert,
	           ARGS(ID(n->id), ID(n->account), WORDS(n->e164), TEXT_ARG(n->label), NUM(n->priority),
	                AT_OR_NULL(n->proved_at), AT(n->created_at)),
	           &written));
	if (written == 0)
		return ERR_AGAIN;
	if (instant_is_set(n->proved_at))
		desk_wake(desk, account_advisor(n->account));
	return tell(desk, n, "number.added");
}

/* Is it one that may be called at all? Writes the E.164 form. */
static enum err check(struct desk *desk, const struct number_ask *ask, struct number_answer *answer)
{
	const struct number_check c =
		desk->numbers->check(desk->numbers->ctx, ask->input, ask->country);
	bool opted_out;

	if (c.verdict != NUMBER_OK) {
		refuse(answer, REFUSED_NUMBER, "number", number_verdict_words(c.verdict));
		return OK;
	}
	if (ask->label.length > 4 * NUMBER_LABEL_MOST ||
	    (ask->label.length && !text_is_utf8(ask->label))) {
		refuse(answer, REFUSED_INVALID, "label", "a label has at most 40 characters");
		return OK;
	}
	TRY(opt_out_is(desk->tx, c.e164, &opted_out));
	if (opted_out) {
		refuse(answer, REFUSED_OPTED_OUT, "number", NULL);
		return OK;
	}
	must(text_into(text_of(c.e164), answer->number.e164, PHONE_NUMBER_CHARS) == OK);
	return OK;
}

enum err number_add(struct desk *desk, const struct number_ask *ask, struct number_answer *answer)
{
	struct number *n = &answer->number;
	struct account owner;
	struct rows all;
	int32_t last = 0;
	enum err err = account_lock(desk, ask->account, &owner);

	*answer = (struct number_answer){ .refused = GRANTED };
	if (err == ERR_NONE) {
		refuse(answer, REFUSED_NOT_FOUND, NULL, NULL);
		return OK;
	}
	TRY(err);
	TRY(check(desk, ask, answer));
	if (answer->refused)
		return OK;
	err = tx_one(desk->tx, &SQL_number_of, ARGS(ID(ask->account), WORDS(n->e164)), NUMBER, n);
	if (err == OK)
		return repeat(desk, answer);
	if (err != ERR_NONE)
		return err;
	TRY(number_list(desk->tx, ask->account, &all));
	if (all.count >= NUMBERS_MOST) {
		refuse(answer, REFUSED_INVALID, "number",
		       "this account has as many numbers as are allowed");
		return OK;
	}
	if (all.count)
		last = ((const struct number *)all.at)[all.count - 1].priority;
	return insert(desk, ask, last + 1, n);
}

enum err number_remove(struct desk *desk, account_id account, number_id number,
                       struct number_answer *answer)
{
	enum err err = number_get(desk->tx, account, number, &answer->number);

	if (err == ERR_NONE) {
		refuse(answer, REFUSED_NOT_FOUND, NULL, NULL);
		return OK;
	}
	TRY(err);
	*answer =
		(struct number_answer){ .refused = GRANTED, .existed = true, .number = answer->number };
	TRY(tx_run(desk->tx, &SQL_number_delete, ARGS(ID(account), ID(number)), NULL));
	return tell(desk, &answer->number, "number.removed");
}

static bool is_among(number_id id, const number_id *ids, size_t count)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += ids[i].n == id.n;
	return found == 1;
}

enum err number_reorder(struct desk *desk, account_id account, const number_id *ids, size_t count,
                        struct number_answer *answer)
{
	const struct number *own;
	struct account owner;
	struct rows all;
	enum err err = account_lock(desk, account, &owner);

	*answer = (struct number_answer){ .refused = GRANTED };
	if (err == ERR_NONE) {
		refuse(answer, REFUSED_NOT_FOUND, NULL, NULL);
		return OK;
	}
	TRY(err);
	TRY(number_list(desk->tx, account, &all));
	own = all.at;
	for (size_t i = 0; i < all.count; i++) {
		if (all.count != count || !is_among(own[i].id, ids, count)) {
			refuse(answer, REFUSED_INVALID, "numbers", "name each number of the account once");
			return OK;
		}
	}
	if (all.count != count) {
		refuse(answer, REFUSED_INVALID, "numbers", "name each number of the account once");
		return OK;
	}
	for (size_t i = 0; i < count; i++)
		TRY(tx_run(desk->tx, &SQL_number_set_priority, ARGS(ID(ids[i]), NUM(i + 1)), NULL));
	return OK;
}

enum err number_get(struct tx *tx, account_id account, number_id number, struct number *out)
{
	return tx_one(tx, &SQL_number_get, ARGS(ID(account), ID(number)), NUMBER, out);
}

enum err number_list(struct tx *tx, account_id account, struct rows *out)
{
	return tx_all(tx, &SQL_number_list, ARGS(ID(account), NUM(NUMBERS_MOST)), NUMBER,
	              sizeof(struct number), NUMBERS_MOST, out);
}

enum err number_is_proved(struct tx *tx, account_id account, const char *e164, bool *out)
{
	struct number n;
	enum err err = tx_one(tx, &SQL_number_of, ARGS(ID(account), WORDS(e164)), NUMBER, &n);

	if (err == ERR_NONE) {
		*out = false;
		return OK;
	}
	TRY(err);
	*out = instant_is_set(n.proved_at);
	return OK;
}

enum err number_reveal(struct desk *desk, account_id account, number_id number, struct number *out)
{
	TRY(number_get(desk->tx, account, number, out));
	return tell(desk, out, "number.revealed");
}

enum err account_first_number(struct tx *tx, account_id account, struct number *out)
{
	return tx_one(tx, &SQL_number_first, ARGS(ID(account)), NUMBER, out);
}

enum err opt_out_add(struct desk *desk, const char *e164, const char *source)
{
	char mask[PHONE_NUMBER_CHARS];
	struct text_buf detail;
	struct json j;
	int64_t written;

	must(e164[0] == '+');
	TRY(tx_run(desk->tx, &SQL_opt_out_insert, ARGS(WORDS(e164), AT(desk->now), WORDS(source)),
	           &written));
	if (written == 0)
		return OK;
	text_buf_init(&detail, desk->arena);
	json_init(&j, &detail);
	json_object(&j);
	json_put_chars(&j, "source", source);
	json_end(&j);
	return audit_write(desk, "opt_out.added", number_mask(e164, mask), text_buf_text(&detail));
}

enum err opt_out_get(struct tx *tx, const char *e164, struct opt_out *out)
{
	return tx_one(tx, &SQL_opt_out_get, ARGS(WORDS(e164)), OPT_OUT, out);
}

enum err opt_out_is(struct tx *tx, const char *e164, bool *out)
{
	struct opt_out row;
	enum err err = opt_out_get(tx, e164, &row);

	if (err == ERR_NONE) {
		*out = false;
		return OK;
	}
	TRY(err);
	*out = true;
	return OK;
}

enum err opt_out_list(struct tx *tx, instant before, const char *before_e164, size_t most,
                      struct rows *out)
{
	instant from = instant_is_set(before) ? before : (instant){ INT64_MAX };

	must(most > 0);
	return tx_all(tx, &SQL_opt_out_list,
	              ARGS(AT(from), WORDS(before_e164 ? before_e164 : ""), NUM(most)), OPT_OUT,
	              sizeof(struct opt_out), most, out);
}
