// SPDX-License-Identifier: Apache-2.0
/*
 * Is the ledger sound? The M rules of SAFETY.md as queries over what is stored, without trusting
 * any sum that was stored: balances are added up again, and every ended call's charge is computed
 * again from its frozen tariff. It runs at start, from the command line, in the simulator after
 * every step, and in the crash test.
 */
#include "domain/money/money.h"

#include <stdio.h>

#include "domain/sql.h"

#define CALLS_AT_ONCE 512

static void found(struct ledger_verdict *out, const char *rule, int64_t id)
{
	if (!out->sound)
		return; /* the first one is the one to look at */
	out->sound = false;
	(void)snprintf(out->why, sizeof(out->why), "%s (%lld)", rule, (long long)id);
}

struct call_book {
	int64_t id, price, minimum, step, free_under, fee, share, witnessed, charge, earned;
	int64_t held, given, charged, shared;
};

static void check_call(const struct call_book *c, struct ledger_verdict *out)
{
	const struct tariff tariff = {
		.price_minor = c->price,
		.minimum = { c->minimum },
		.step = { c->step },
		.free_under = { c->free_under },
		.fee_minor = c->fee,
		.share = c->share,
	};
	struct bill bill = tariff_bill(&tariff, (span){ c->witnessed });

	if (bill.charge != c->charge || bill.earned != c->earned)
		found(out, "M8: the charge is not the price of the witnessed time", c->id);
	if (c->held != c->given)
		found(out, "M5: an ended call still holds money, or gave more than it held", c->id);
	if (c->charged != c->charge || c->shared != c->earned)
		found(out, "M20: the transfers of a call are not its charge", c->id);
}

static enum err check_calls(struct tx *tx, struct ledger_verdict *out)
{
	static const struct column BOOK[] = {
		COLUMN_NUM(struct call_book, id),
		COLUMN_NUM(struct call_book, price),
		COLUMN_NUM(struct call_book, minimum),
		COLUMN_NUM(struct call_book, step),
		COLUMN_NUM(struct call_book, free_under),
		COLUMN_NUM(struct call_book, fee),
		COLUMN_NUM(struct call_book, share),
		COLUMN_NUM(struct call_book, witnessed),
		COLUMN_NUM(struct call_book, charge),
		COLUMN_NUM(struct call_book, earned),
		COLUMN_NUM(struct call_book, held),
		COLUMN_NUM(struct call_book, given),
		COLUMN_NUM(struct call_book, charged),
		COLUMN_NUM(struct call_book, shared),
		COLUMN_END,
	};
	int64_t above = 0;
	struct rows rows;

	do {
		TRY(tx_all(tx, &SQL_ledger_calls, ARGS(NUM(above), NUM(CALLS_AT_ONCE)), BOOK,
		           sizeof(struct call_book), CALLS_AT_ONCE, &rows));
		const struct call_book *books = rows.at;

		for (size_t i = 0; i < rows.count; i++) {
			must(books[i].id > above);
			check_call(&books[i], out);
			above = books[i].id;
		}
	} while (rows.count == CALLS_AT_ONCE);
	return OK;
}

static enum err check_accounts(struct tx *tx, struct ledger_verdict *out)
{
	struct {
		char name[LEDGER_ACCOUNT_CHARS];
		int64_t minor;
	} low;
	struct {
		int64_t sum, accounts;
	} all;
	const struct column ALL[] = {
		{ COLUMN_IS_NUM64, 0, 8, NULL },
		{ COLUMN_IS_NUM64, 8, 8, NULL },
		COLUMN_END,
	};
	const struct column LOW[] = {
		{ COLUMN_IS_CHARS, 0, LEDGER_ACCOUNT_CHARS, NULL },
		{ COLUMN_IS_NUM64, LEDGER_ACCOUNT_CHARS, 8, NULL },
		COLUMN_END,
	};

	TRY(tx_one(tx, &SQL_ledger_sum_of_balances, NO_ARGS, ALL, &all));
	out->sum_minor = all.sum;
	out->accounts = all.accounts;
	if (all.sum != 0)
		found(out, "M2: the accounts do not add up to zero", all.sum);

	enum err err = tx_one(tx, &SQL_ledger_overdrawn, NO_ARGS, LOW, &low);

	if (err == OK)
		found(out, "M4: an account is overdrawn", low.minor);
	return err == ERR_NONE ? OK : err;
}

enum err ledger_verify(struct tx *tx, struct ledger_verdict *out)
{
	const struct column ID_AT[] = {
		{ COLUMN_IS_NUM64, 0, 8, NULL },
		{ COLUMN_IS_NUM64, 8, 8, NULL },
		COLUMN_END,
	};
	struct {
		int64_t a, b;
	} pair;
	int64_t currencies;
	enum err err;

	*out = (struct ledger_verdict){ .sound = true };
	TRY(tx_one(tx, &SQL_ledger_totals, NO_ARGS, ID_AT, &pair));
	out->transfers = pair.a;
	must(out->transfers >= 0);
	TRY(check_accounts(tx, out));
	TRY(tx_number(tx, &SQL_ledger_mixed, NO_ARGS, &currencies));
	if (currencies > 1)
		found(out, "M22: more than one currency", currencies);
	err = tx_one(tx, &SQL_ledger_backwards, NO_ARGS, ID_AT, &pair);
	if (err == OK)
		found(out, "M19: a transfer has an id from before its time", pair.a);
	else if (err != ERR_NONE)
		return err;
	return check_calls(tx, out);
}
