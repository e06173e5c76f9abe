// SPDX-License-Identifier: Apache-2.0
/* Reading a call's legs and transfers; keeping, reading and forgetting its SIP messages. */
#include "domain/ladder/ladder.h"

#include "domain/sql.h"

enum err ladder_of(struct tx *tx, call_id call, struct ladder *out)
{
	static const struct column LEG[] = {
		COLUMN_ID(struct ladder_leg, id),
		COLUMN_CHARS(struct ladder_leg, side),
		COLUMN_CHARS(struct ladder_leg, number),
		COLUMN_CHARS(struct ladder_leg, state),
		COLUMN_AT(struct ladder_leg, created_at),
		COLUMN_AT(struct ladder_leg, ringing_at),
		COLUMN_AT(struct ladder_leg, answered_at),
		COLUMN_AT(struct ladder_leg, ended_at),
		COLUMN_CHARS(struct ladder_leg, end_cause),
		COLUMN_NUM(struct ladder_leg, sip_code),
		COLUMN_CHARS(struct ladder_leg, trunk),
		COLUMN_CHARS(struct ladder_leg, sip_call_id),
		COLUMN_END,
	};
	static const struct column TRANSFER[] = {
		COLUMN_ID(struct transfer, id),
		COLUMN_AT(struct transfer, at),
		COLUMN_CHARS(struct transfer, debit),
		COLUMN_CHARS(struct transfer, credit),
		COLUMN_NUM(struct transfer, minor),
		COLUMN_CHARS(struct transfer, currency),
		COLUMN_CHARS(struct transfer, kind),
		COLUMN_CHARS(struct transfer, cause),
		COLUMN_END,
	};
	const struct ledger_account held = ledger_held(call);

	TRY(tx_all(tx, &SQL_ladder_legs, ARGS(ID(call), NUM(LADDER_LEGS_MOST)), LEG,
	           sizeof(struct ladder_leg), LADDER_LEGS_MOST, &out->legs));
	return tx_all(tx, &SQL_ladder_transfers, ARGS(WORDS(held.name), NUM(LADDER_TRANSFERS_MOST)),
	              TRANSFER, sizeof(struct transfer), LADDER_TRANSFERS_MOST, &out->transfers);
}

enum err capture_keep(struct desk *desk, const struct capture *capture)
{
	return tx_run(desk->tx, &SQL_capture_insert,
	              ARGS(NUM(capture->leg), AT(desk->now), NUM(capture->left_out),
	                   TEXT_ARG(((text){ capture->messages, capture->length }))),
	              NULL);
}

enum err capture_of(struct tx *tx, call_id call, struct rows *out)
{
	static const struct column LEG[] = {
		COLUMN_ID(struct captured_leg, id),
		COLUMN_CHARS(struct captured_leg, side),
		COLUMN_NUM(struct captured_leg, left_out),
		COLUMN_TEXT(struct captured_leg, messages),
		COLUMN_END,
	};

	return tx_all(tx, &SQL_capture_of, ARGS(ID(call), NUM(LADDER_LEGS_MOST)), LEG,
	              sizeof(struct captured_leg), LADDER_LEGS_MOST, out);
}

enum err capture_forget(struct desk *desk, int64_t most)
{
	const instant before = { desk->now.us - desk->rules->capture_keep_ms.us };

	must(most > 0);
	return tx_run(desk->tx, &SQL_capture_forget, ARGS(AT(before), NUM(most)), NULL);
}
