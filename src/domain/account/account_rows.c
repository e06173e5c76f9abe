// SPDX-License-Identifier: Apache-2.0
/* Struct and row of an account, and the ways to look one up. */
#include "domain/account/account_rows.h"

#include "domain/sql.h"

#define WORD(name, word) word,
const char *const ACCOUNT_WORDS[] = { ACCOUNT_STATES(WORD) NULL };
const char *const PART_WORDS[] = { OPERATOR_PARTS(WORD) NULL };
#undef WORD

const struct column ACCOUNT_COLUMNS[] = {
	COLUMN_ID(struct account, id),
	COLUMN_NUM(struct account, roles),
	COLUMN_WORD(struct account, part, PART_WORDS),
	COLUMN_CHARS(struct account, login),
	COLUMN_CHARS(struct account, nickname),
	COLUMN_TEXT(struct account, password),
	COLUMN_CHARS(struct account, timezone),
	COLUMN_CHARS(struct account, language),
	COLUMN_WORD(struct account, state, ACCOUNT_WORDS),
	COLUMN_AT(struct account, created_at),
	COLUMN_NUM(struct account, version),
	COLUMN_END,
};

bool account_is(const struct account *account, enum account_role role)
{
	return (account->roles & (int32_t)role) != 0;
}

bool account_may_watch(const struct account *account)
{
	return account->part == PART_OWNER || account->part == PART_FLOOR;
}

enum operator_part account_part_named(text word)
{
	int part = PART_OWNER;

	while (part < PART_COUNT && !text_is(word, PART_WORDS[part]))
		part++;
	return (enum operator_part)part;
}

customer_id account_customer(account_id account)
{
	return (customer_id){ account.n };
}
advisor_id account_advisor(account_id account)
{
	return (advisor_id){ account.n };
}
account_id customer_account(customer_id customer)
{
	return (account_id){ customer.n };
}
account_id advisor_account(advisor_id advisor)
{
	return (account_id){ advisor.n };
}

enum err account_get(struct tx *tx, account_id account, struct account *out)
{
	return tx_one(tx, &SQL_account_get, ARGS(ID(account)), ACCOUNT_COLUMNS, out);
}

enum err account_lock(struct desk *desk, account_id account, struct account *out)
{
	return tx_one(desk->tx, &SQL_account_lock, ARGS(ID(account)), ACCOUNT_COLUMNS, out);
}

enum err account_nickname_is_free(struct tx *tx, text nickname, account_id self, bool *out)
{
	int64_t other;
	enum err err = tx_number(tx, &SQL_account_of_nickname, ARGS(TEXT_ARG(nickname)), &other);

	*out = err == ERR_NONE || (err == OK && other == self.n);
	return err == ERR_NONE ? OK : err;
}

enum err account_by_login(struct tx *tx, text login, struct account *out)
{
	char *small;

	/* What cannot be a login is nobody's; it must not cost a statement nor be told apart. */
	if (account_login_fault(login))
		return ERR_NONE;
	small = arena_take(tx_arena(tx), login.length + 1);
	for (size_t i = 0; i < login.length; i++) {
		char c = login.at[i];

		small[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	return tx_one(tx, &SQL_account_by_login, ARGS(WORDS(small)), ACCOUNT_COLUMNS, out);
}

enum err account_owners_lock(struct desk *desk, size_t *count)
{
	struct rows rows;

	TRY(tx_all(desk->tx, &SQL_account_owners_lock, ARGS(NUM(2)), ACCOUNT_COLUMNS,
	           sizeof(struct account), 2, &rows));
	*count = rows.count;
	return OK;
}

enum err account_list(struct tx *tx, const struct account_filter *f, struct rows *out)
{
	must(f->most > 0);
	return tx_all(tx, &SQL_account_list,
	              ARGS(NUM(f->before.n ? f->before.n : INT64_MAX), NUM(f->roles),
	                   WORDS(f->has_state ? ACCOUNT_WORDS[f->state] : ""), NUM(f->most)),
	              ACCOUNT_COLUMNS, sizeof(struct account), f->most, out);
}
