// SPDX-License-Identifier: Apache-2.0
/* What the store knows of second factors. */
#include "domain/factor/factor.h"

#include "domain/event/event.h"
#include "domain/sql.h"

static enum err note(struct desk *desk, account_id account, const char *action)
{
	char subject[ID_CHARS];

	must(account.n > 0);
	return audit_write(desk, action, id_format(ID_OF_account, account.n, subject),
	                   TEXT_LITERAL("{}"));
}

static const struct column FACTOR[] = {
	COLUMN_ID(struct factor, account),
	COLUMN_CHARS(struct factor, secret),
	COLUMN_AT(struct factor, created_at),
	COLUMN_AT(struct factor, confirmed_at),
	COLUMN_NUM(struct factor, last_step),
	COLUMN_NUM(struct factor, recovery_left),
	COLUMN_END,
};

enum err factor_get(struct tx *tx, account_id account, struct factor *out)
{
	return tx_one(tx, &SQL_factor_get, ARGS(ID(account)), FACTOR, out);
}

enum err factor_is_on(struct tx *tx, account_id account, bool *on)
{
	struct factor factor;
	enum err err = factor_get(tx, account, &factor);

	*on = err == OK && instant_is_set(factor.confirmed_at);
	return err == ERR_NONE ? OK : err;
}

enum err factor_begin(struct desk *desk, account_id account, const char *secret, bool *begun)
{
	int64_t written;

	TRY(tx_run(desk->tx, &SQL_factor_begin, ARGS(ID(account), WORDS(secret), AT(desk->now)),
	           &written));
	*begun = written == 1;
	return *begun ? note(desk, account, "factor.begun") : OK;
}

enum err factor_confirm(struct desk *desk, account_id account, int64_t step,
                        const text hashes[FACTOR_RECOVERY_CODES])
{
	int64_t written;

	TRY(tx_run(desk->tx, &SQL_factor_confirm, ARGS(ID(account), AT(desk->now), NUM(step)),
	           &written));
	if (written != 1)
		return ERR_AGAIN; /* somebody confirmed meanwhile: look again */
	TRY(tx_run(desk->tx, &SQL_factor_recovery_forget, ARGS(ID(account)), NULL));
	for (size_t i = 0; i < FACTOR_RECOVERY_CODES; i++)
		TRY(tx_run(desk->tx, &SQL_factor_recovery_insert, ARGS(ID(account), TEXT_ARG(hashes[i])),
		           NULL));
	return note(desk, account, "factor.confirmed");
}

enum err factor_use_step(struct desk *desk, account_id account, int64_t step, bool *fresh)
{
	int64_t written;

	must(step > 0);
	TRY(tx_run(desk->tx, &SQL_factor_use_step, ARGS(ID(account), NUM(step)), &written));
	*fresh = written == 1;
	return OK;
}

enum err factor_use_recovery(struct desk *desk, account_id account, text hash, bool *used)
{
	int64_t written;

	TRY(tx_run(desk->tx, &SQL_factor_recovery_use, ARGS(ID(account), TEXT_ARG(hash), AT(desk->now)),
	           &written));
	*used = written == 1;
	return *used ? note(desk, account, "factor.recovery_used") : OK;
}

enum err factor_remove(struct desk *desk, account_id account)
{
	int64_t gone;

	TRY(tx_run(desk->tx, &SQL_factor_recovery_forget, ARGS(ID(account)), NULL));
	TRY(tx_run(desk->tx, &SQL_factor_forget, ARGS(ID(account)), &gone));
	return gone ? note(desk, account, "factor.removed") : OK;
}

enum err factor_unsealed(struct tx *tx, size_t most, struct rows *out)
{
	return tx_all(tx, &SQL_factor_unsealed, ARGS(NUM(most)), FACTOR, sizeof(struct factor), most,
	              out);
}

enum err factor_reseal(struct tx *tx, account_id account, const char *sealed)
{
	return tx_run(tx, &SQL_factor_reseal, ARGS(ID(account), WORDS(sealed)), NULL);
}
