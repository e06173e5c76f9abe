// SPDX-License-Identifier: Apache-2.0
/* Struct and row of a call, its marks, and the words of its states and sides. */
#include "domain/call/call.h"

#include "domain/sql.h"

#define MARKS_MOST 500

#define WORD(name, word) word,
const char *const CALL_WORDS[] = { CALL_STATES(WORD) NULL };
#undef WORD
const char *const SIDE_WORDS[] = { "advisor", "customer", NULL };

static const struct column CALL[] = {
	COLUMN_ID(struct call, id),
	COLUMN_ID(struct call, callback),
	COLUMN_ID(struct call, advisor),
	COLUMN_ID(struct call, customer),
	COLUMN_ID(struct call, listing),
	COLUMN_WORD(struct call, state, CALL_WORDS),
	COLUMN_NUM(struct call, tariff.price_minor),
	COLUMN_NUM(struct call, tariff.minimum),
	COLUMN_NUM(struct call, tariff.step),
	COLUMN_NUM(struct call, tariff.free_under),
	COLUMN_NUM(struct call, tariff.fee_minor),
	COLUMN_NUM(struct call, tariff.share),
	COLUMN_CHARS(struct call, currency),
	COLUMN_NUM(struct call, node),
	COLUMN_NUM(struct call, token),
	COLUMN_AT(struct call, created_at),
	COLUMN_AT(struct call, accepted_at),
	COLUMN_AT(struct call, bridged_at),
	COLUMN_AT(struct call, pause_ends_at),
	COLUMN_AT(struct call, ended_at),
	COLUMN_AT(struct call, settled_at),
	COLUMN_CHARS(struct call, end_cause),
	COLUMN_CHARS(struct call, end_side),
	COLUMN_NUM(struct call, witnessed),
	COLUMN_NUM(struct call, limit),
	COLUMN_NUM(struct call, warned),
	COLUMN_NUM(struct call, held_minor),
	COLUMN_NUM(struct call, hold_steps),
	COLUMN_NUM(struct call, billed),
	COLUMN_NUM(struct call, charge_minor),
	COLUMN_NUM(struct call, earned_minor),
	COLUMN_CHARS(struct call, customer_nickname),
	COLUMN_CHARS(struct call, advisor_nickname),
	COLUMN_TEXT(struct call, listing_title),
	COLUMN_END,
};

enum err call_get(struct tx *tx, call_id call, struct call *out)
{
	return tx_one(tx, &SQL_call_get, ARGS(ID(call)), CALL, out);
}

enum err call_menu_now(struct tx *tx, const struct availability *a, struct phone_menu *out)
{
	static const struct column MENU[] = {
		COLUMN_CHARS(struct phone_menu, menu),
		COLUMN_CHARS(struct phone_menu, pressed),
		COLUMN_AT(struct phone_menu, pressed_at),
		COLUMN_END,
	};
	enum err err = ERR_NONE;

	*out = (struct phone_menu){ .menu = "" };
	if (a->call.n)
		err = tx_one(tx, &SQL_call_menu, ARGS(ID(a->call)), MENU, out);
	return err == ERR_NONE ? OK : err;
}

enum err call_answered_at(struct tx *tx, call_id call, instant *out)
{
	return tx_number(tx, &SQL_leg_customer_answered, ARGS(ID(call)), &out->us);
}

enum err call_list(struct tx *tx, const struct call_filter *f, struct rows *out)
{
	struct arg live = NUM(f->live_only);
	struct arg below = NUM(f->before.n ? f->before.n : INT64_MAX);
	struct arg most = NUM(f->most);

	must(f->most > 0);
	if (f->advisor.n)
		return tx_all(tx, &SQL_call_list_of_advisor,
		              ARGS(ID(f->advisor), live, below, most, ID(f->customer)), CALL,
		              sizeof(struct call), f->most, out);
	if (f->customer.n)
		return tx_all(tx, &SQL_call_list_of_customer, ARGS(ID(f->customer), live, below, most),
		              CALL, sizeof(struct call), f->most, out);
	return tx_all(tx, &SQL_call_list_of_all, ARGS(live, below, most), CALL, sizeof(struct call),
	              f->most, out);
}

enum err call_marks(struct tx *tx, call_id call, struct rows *out)
{
	static const struct column MARK[] = {
		COLUMN_ID(struct mark, id),       COLUMN_AT(struct mark, at),
		COLUMN_CHARS(struct mark, side),  COLUMN_CHARS(struct mark, what),
		COLUMN_TEXT(struct mark, detail), COLUMN_END,
	};

	return tx_all(tx, &SQL_mark_list, ARGS(ID(call), NUM(MARKS_MOST)), MARK, sizeof(struct mark),
	              MARKS_MOST, out);
}
