// SPDX-License-Identifier: Apache-2.0
/*
 * The ledger's verbs. A transfer is written once or was there already; nothing is ever changed or
 * taken back.
 */
#include "domain/money/money.h"

#include <stdio.h>

#include "domain/sql.h"

static struct ledger_account account_named(const char *kind, int64_t owner)
{
	struct ledger_account account;
	int length = snprintf(account.name, sizeof(account.name), "%s:%lld", kind, (long long)owner);

	must(owner > 0);
	must(length > 0 && (size_t)length < sizeof(account.name));
	return account;
}

struct ledger_account ledger_wallet(customer_id customer)
{
	return account_named("wallet", customer.n);
}

struct ledger_account ledger_held(call_id call)
{
	return account_named("held", call.n);
}

struct ledger_account ledger_earned(advisor_id advisor)
{
	return account_named("earned", advisor.n);
}

struct ledger_account ledger_house(void)
{
	return (struct ledger_account){ "house" };
}

struct ledger_account ledger_world(void)
{
	return (struct ledger_account){ "world:topup" };
}

enum err ledger_transfer(struct desk *desk, const struct transfer_ask *ask, bool *written)
{
	char actor[40];
	int64_t changed;

	must(ask->minor > 0);
	must(!text_same(text_of(ask->debit.name), text_of(ask->credit.name)));
	(void)snprintf(actor, sizeof(actor), "%s:%lld", ACTOR_WORDS[desk->actor.kind],
	               (long long)desk->actor.account);
	TRY(tx_run(desk->tx, &SQL_transfer_insert,
	           ARGS(NUM(ids_next(desk->ids, desk->now)), AT(desk->now), WORDS(ask->debit.name),
	                WORDS(ask->credit.name), NUM(ask->minor), WORDS(desk->rules->currency),
	                WORDS(ask->kind), WORDS(ask->cause), WORDS(actor), NUM(desk->node),
	                NUM(desk->token)),
	           &changed));
	*written = changed == 1;
	return OK;
}

enum err ledger_balance(struct tx *tx, struct ledger_account account, int64_t *minor)
{
	return tx_number(tx, &SQL_ledger_balance, ARGS(WORDS(account.name)), minor);
}

enum err ledger_list(struct tx *tx, struct ledger_account account, transfer_id before, size_t most,
                     struct rows *out)
{
	static const struct column TRANSFER[] = {
		COLUMN_ID(struct transfer, id),
		COLUMN_AT(struct transfer, at),
		COLUMN_CHARS(struct transfer, debit),
		COLUMN_CHARS(struct transfer, credit),
		COLUMN_NUM(struct transfer, minor),
		COLUMN_CHARS(struct transfer, currency),
		COLUMN_CHARS(struct transfer, kind),
		COLUMN_CHARS(struct transfer, cause),
		COLUMN_NUM(struct transfer, charge_minor),
		COLUMN_AT(struct transfer, settled_at),
		COLUMN_END,
	};
	int64_t below = before.n ? before.n : INT64_MAX;

	return tx_all(tx, &SQL_ledger_list, ARGS(WORDS(account.name), NUM(below), NUM(most)), TRANSFER,
	              sizeof(struct transfer), most, out);
}

enum err wallet_credit(struct desk *desk, customer_id customer, int64_t minor, const char *cause,
                       bool *written)
{
	const struct transfer_ask ask = {
		.debit = ledger_world(),
		.credit = ledger_wallet(customer),
		.minor = minor,
		.kind = "topup",
		.cause = cause,
	};

	return ledger_transfer(desk, &ask, written);
}

enum err wallet_available(struct tx *tx, customer_id customer, int64_t *minor)
{
	return ledger_balance(tx, ledger_wallet(customer), minor);
}

enum err wallet_held(struct tx *tx, customer_id customer, int64_t *minor)
{
	return tx_number(tx, &SQL_wallet_held, ARGS(ID(customer)), minor);
}
