// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Money, the tariff, and the ledger.
 *
 * `money` is an amount of minor units of one currency. A price is per minute; rounding happens once
 * per price, upward, in tariff_price (SETTLED 12) and once for the advisor's share (SETTLED 17).
 * The ledger is immutable transfers (SETTLED 18): debit gives, credit gets, amount > 0, unique per
 * (kind, cause), so a repeated command cannot pay twice. Overflow and mixed currencies are broken
 * promises. No floating point.
 *
 * Chart of accounts (docs/ledger.md): world:topup (money from outside), wallet:<customer>,
 * held:<call>, earned:<advisor>, house.
 */
#include "domain/desk.h"

struct money {
	int64_t minor;
	char currency[4];
};

/* ---- tariff: pure ---------------------------------------------------------------------- */
struct tariff {
	int64_t price_minor; /* a minute */
	span minimum, step, free_under;
	int64_t fee_minor; /* a billed minute, taken before the split */
	int64_t share;     /* advisor's, basis points of charge minus fee */
};

struct bill {
	span billed;
	int64_t charge, earned, house; /* earned + house = charge */
};

/*
 * Length that is billed for a witnessed one: 0 under free_under (exact), else the minimum, then
 * whole steps up.
 */
span tariff_billed(const struct tariff *tariff, span witnessed);
/* Price of a billed length, rounded up once. */
int64_t tariff_price(const struct tariff *tariff, span billed);
struct bill tariff_bill(const struct tariff *tariff, span witnessed);
/*
 * The longest witnessed length whose price is covered by `minor`; 0 when not even the minimum is.
 */
span tariff_covered(const struct tariff *tariff, int64_t minor);
/* price × minutes, for checks and holds; overflow is a broken promise. */
int64_t tariff_minutes(int64_t price_minor, int64_t minutes);

/* "$2.40", "12.00 EUR": for people, in plain English forms. */
#define MONEY_CHARS 40
const char *money_format(struct money money, char out[MONEY_CHARS]);
struct money money_of(int64_t minor, const char *currency);

/* ---- ledger: inside the desk's transaction --------------------------------------------- */
#define LEDGER_ACCOUNT_CHARS 40
struct ledger_account {
	char name[LEDGER_ACCOUNT_CHARS];
};
struct ledger_account ledger_wallet(customer_id customer);
struct ledger_account ledger_held(call_id call);
struct ledger_account ledger_earned(advisor_id advisor);
struct ledger_account ledger_house(void);
struct ledger_account ledger_world(void);

struct transfer_ask {
	struct ledger_account debit, credit;
	int64_t minor;
	const char *kind;  /* topup, hold, charge, share, release, … */
	const char *cause; /* what it is for: with kind unique */
};

/* Writes it once. *written false: (kind, cause) was there already and nothing changed. */
NODISCARD enum err ledger_transfer(struct desk *desk, const struct transfer_ask *ask,
                                   bool *written);
NODISCARD enum err ledger_balance(struct tx *tx, struct ledger_account account, int64_t *minor);

struct transfer {
	transfer_id id;
	instant at;
	char debit[LEDGER_ACCOUNT_CHARS], credit[LEDGER_ACCOUNT_CHARS];
	int64_t minor;
	char currency[4];
	char kind[24];
	char cause[64];
	int64_t charge_minor; /* in a list, of the call it was set aside for or came back from */
	instant settled_at;   /* NEVER: no such call, or not yet */
};
/*
 * Newest first, of one account, ids below `before` (0: from the newest). Array of struct transfer.
 */
NODISCARD enum err ledger_list(struct tx *tx, struct ledger_account account, transfer_id before,
                               size_t most, struct rows *out);

/*
 * What the invariants M1 to M11, M17 and M20 say of the whole ledger; `why` names the first thing
 * that is wrong.
 */
struct ledger_verdict {
	bool sound;
	int64_t transfers, accounts;
	int64_t sum_minor; /* over all accounts: 0 */
	char why[200];
};
NODISCARD enum err ledger_verify(struct tx *tx, struct ledger_verdict *out);

/* Operator credit, the first kind of top-up. `cause` must be unique (idempotency key or id). */
NODISCARD enum err wallet_credit(struct desk *desk, customer_id customer, int64_t minor,
                                 const char *cause, bool *written);
NODISCARD enum err wallet_available(struct tx *tx, customer_id customer, int64_t *minor);
/* Sum of live holds of this customer. */
NODISCARD enum err wallet_held(struct tx *tx, customer_id customer, int64_t *minor);
