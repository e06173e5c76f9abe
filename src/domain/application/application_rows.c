// SPDX-License-Identifier: Apache-2.0
/* Reading applications. */
#include "domain/application/application.h"

#include "domain/sql.h"

#define WORD(name, word) word,
const char *const APPLICATION_WORDS[] = { APPLICATION_STATES(WORD) NULL };
#undef WORD

static const struct column APPLICATION[] = {
	COLUMN_ID(struct application, id),
	COLUMN_ID(struct application, account),
	COLUMN_CHARS(struct application, login),
	COLUMN_CHARS(struct application, account_nickname),
	COLUMN_WORD(struct application, account_state, ACCOUNT_WORDS),
	COLUMN_CHARS(struct application, nickname),
	COLUMN_ID(struct application, category),
	COLUMN_TEXT(struct application, category_title),
	COLUMN_TEXT(struct application, title),
	COLUMN_TEXT(struct application, description),
	COLUMN_NUM(struct application, price_minor),
	COLUMN_TEXT(struct application, about),
	COLUMN_WORD(struct application, state, APPLICATION_WORDS),
	COLUMN_AT(struct application, asked_at),
	COLUMN_AT(struct application, ended_at),
	COLUMN_ID(struct application, ended_by),
	COLUMN_CHARS(struct application, ended_by_nickname),
	COLUMN_TEXT(struct application, reason),
	COLUMN_ID(struct application, listing),
	COLUMN_END,
};

enum err application_get(struct tx *tx, application_id application, struct application *out)
{
	return tx_one(tx, &SQL_application_get, ARGS(ID(application)), APPLICATION, out);
}

enum err application_list(struct tx *tx, const struct application_filter *f, struct rows *out)
{
	const struct arg below = NUM(f->before.n ? f->before.n : INT64_MAX);
	const struct arg state = WORDS(f->has_state ? APPLICATION_WORDS[f->state] : "");

	must(f->most > 0);
	if (f->account.n)
		return tx_all(tx, &SQL_application_list_of_account,
		              ARGS(ID(f->account), below, state, NUM(f->most)), APPLICATION,
		              sizeof(struct application), f->most, out);
	return tx_all(tx, &SQL_application_list, ARGS(below, state, NUM(f->most)), APPLICATION,
	              sizeof(struct application), f->most, out);
}

enum err application_pending(struct tx *tx, account_id account, int64_t *out)
{
	return tx_number(tx, &SQL_application_pending, ARGS(ID(account)), out);
}
