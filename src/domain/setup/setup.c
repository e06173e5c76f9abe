// SPDX-License-Identifier: Apache-2.0
/* The one-time token of a house without an operator. */
#include "domain/setup/setup.h"

#include "domain/sql.h"

enum err setup_is_needed(struct tx *tx, bool *needed)
{
	int64_t operators;

	TRY(tx_number(tx, &SQL_setup_operators, NO_ARGS, &operators));
	*needed = operators == 0;
	return OK;
}

enum err setup_offer(struct desk *desk, text token_hash)
{
	must(token_hash.length > 0);
	return tx_run(desk->tx, &SQL_setup_offer, ARGS(TEXT_ARG(token_hash)), NULL);
}

enum err setup_take(struct desk *desk, text token_hash, bool *taken)
{
	int64_t gone = 0;

	TRY(setup_is_needed(desk->tx, taken));
	if (*taken)
		TRY(tx_run(desk->tx, &SQL_setup_take, ARGS(TEXT_ARG(token_hash)), &gone));
	*taken = gone == 1;
	return OK;
}
