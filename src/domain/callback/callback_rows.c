// SPDX-License-Identifier: Apache-2.0
/* Struct and row of a callback, and the words of its states and channels. */
#include "domain/callback/callback_rows.h"

#include "domain/sql.h"

#define WORD(name, word) word,
const char *const CALLBACK_WORDS[] = { CALLBACK_STATES(WORD) NULL };
#undef WORD
const char *const CHANNEL_WORDS[] = { "web", "phone", NULL };

const struct column CALLBACK_COLUMNS[] = {
	COLUMN_ID(struct callback, id),
	COLUMN_ID(struct callback, advisor),
	COLUMN_ID(struct callback, customer),
	COLUMN_ID(struct callback, listing),
	COLUMN_CHARS(struct callback, number),
	COLUMN_WORD(struct callback, channel, CHANNEL_WORDS),
	COLUMN_WORD(struct callback, state, CALLBACK_WORDS),
	COLUMN_AT(struct callback, requested_at),
	COLUMN_AT(struct callback, expires_at),
	COLUMN_AT(struct callback, not_before),
	COLUMN_NUM(struct callback, attempts),
	COLUMN_NUM(struct callback, funds_skips),
	COLUMN_NUM(struct callback, price_minor),
	COLUMN_TEXT(struct callback, reason),
	COLUMN_CHARS(struct callback, language),
	COLUMN_ID(struct callback, call),
	COLUMN_AT(struct callback, ended_at),
	COLUMN_CHARS(struct callback, end_reason),
	COLUMN_NUM(struct callback, version),
	COLUMN_ID(struct callback, lets_pass),
	COLUMN_AT(struct callback, let_pass_at),
	COLUMN_BOOL(struct callback, let_first),
	COLUMN_CHARS(struct callback, customer_nickname),
	COLUMN_CHARS(struct callback, advisor_nickname),
	COLUMN_TEXT(struct callback, listing_title),
	COLUMN_NUM(struct callback, listing_price_minor),
	COLUMN_END,
};

const struct column ARRANGED_COLUMNS[] = {
	COLUMN_ID(struct arranged_call, callback),
	COLUMN_WORD(struct arranged_call, state, CALLBACK_WORDS),
	COLUMN_WORD(struct arranged_call, channel, CHANNEL_WORDS),
	COLUMN_ID(struct arranged_call, customer),
	COLUMN_CHARS(struct arranged_call, customer_nickname),
	COLUMN_AT(struct arranged_call, requested_at),
	COLUMN_AT(struct arranged_call, call_back_until),
	COLUMN_AT(struct arranged_call, not_before),
	COLUMN_NUM(struct arranged_call, earned_minor),
	COLUMN_ID(struct arranged_call, listing),
	COLUMN_TEXT(struct arranged_call, listing_title),
	COLUMN_NUM(struct arranged_call, price_minor),
	COLUMN_NUM(struct arranged_call, price_at_request_minor),
	COLUMN_TEXT(struct arranged_call, reason),
	COLUMN_ID(struct arranged_call, lets_pass),
	COLUMN_END,
};

bool callback_is_live(enum callback_state state)
{
	switch (state) {
	case CALLBACK_WAITING:
	case CALLBACK_OFFERING:
	case CALLBACK_RINGING:
	case CALLBACK_CONNECTED: return true;
	default: return false;
	}
}

enum err callback_get(struct tx *tx, callback_id callback, struct callback *out)
{
	return tx_one(tx, &SQL_callback_get, ARGS(ID(callback)), CALLBACK_COLUMNS, out);
}

enum err callback_line_length(struct tx *tx, advisor_id advisor, int64_t *out)
{
	return tx_number(tx, &SQL_callback_line_length, ARGS(ID(advisor)), out);
}

enum err callback_list(struct tx *tx, const struct callback_filter *f, struct rows *out)
{
	struct arg below = NUM(f->before.n ? f->before.n : INT64_MAX);
	struct arg state = f->has_state ? WORDS(CALLBACK_WORDS[f->state]) : NOTHING;
	struct arg live = NUM(f->live_only);
	struct arg most = NUM(f->most);

	must(f->most > 0);
	if (f->customer.n)
		return tx_all(tx, &SQL_callback_list_of_customer,
		              ARGS(ID(f->customer), live, state, below, most, ID(f->advisor)),
		              CALLBACK_COLUMNS, sizeof(struct callback), f->most, out);
	if (f->advisor.n)
		return tx_all(tx, &SQL_callback_list_of_advisor,
		              ARGS(ID(f->advisor), live, state, below, most), CALLBACK_COLUMNS,
		              sizeof(struct callback), f->most, out);
	return tx_all(tx, &SQL_callback_list_of_all, ARGS(live, state, below, most), CALLBACK_COLUMNS,
	              sizeof(struct callback), f->most, out);
}

enum err callback_arranged(struct tx *tx, advisor_id advisor, instant after_requested,
                           callback_id after, size_t most, struct rows *out)
{
	return tx_all(tx, &SQL_callback_arranged,
	              ARGS(ID(advisor), AT(after_requested), ID(after), NUM(most)), ARRANGED_COLUMNS,
	              sizeof(struct arranged_call), most, out);
}

enum err callback_ahead(struct tx *tx, const struct callback *cb, size_t most, struct rows *out)
{
	return tx_all(tx, &SQL_callback_ahead,
	              ARGS(ID(cb->advisor), AT(cb->requested_at), ID(cb->id), NUM(most)),
	              CALLBACK_COLUMNS, sizeof(struct callback), most, out);
}
