// SPDX-License-Identifier: Apache-2.0
/* Reading proofs, the life of their calls as a table, and what is told of them. */
#include "domain/proof/proof_rows.h"

#include "domain/event/event.h"
#include "domain/sql.h"

#define WORD(name, word) word,
const char *const PROOF_WORDS[] = { PROOF_STATES(WORD) NULL };
#undef WORD

const struct column PROOF_COLUMNS[] = {
	COLUMN_ID(struct proof, id),
	COLUMN_ID(struct proof, account),
	COLUMN_ID(struct proof, number),
	COLUMN_CHARS(struct proof, e164),
	COLUMN_CHARS(struct proof, code),
	COLUMN_CHARS(struct proof, language),
	COLUMN_WORD(struct proof, state, PROOF_WORDS),
	COLUMN_NUM(struct proof, said),
	COLUMN_NUM(struct proof, guesses),
	COLUMN_AT(struct proof, created_at),
	COLUMN_AT(struct proof, expires_at),
	COLUMN_AT(struct proof, rang_at),
	COLUMN_AT(struct proof, answered_at),
	COLUMN_AT(struct proof, ended_at),
	COLUMN_CHARS(struct proof, end_cause),
	COLUMN_AT(struct proof, proved_at),
	COLUMN_CHARS(struct proof, dialogue.call_id),
	COLUMN_CHARS(struct proof, dialogue.local_tag),
	COLUMN_CHARS(struct proof, dialogue.remote_tag),
	COLUMN_CHARS(struct proof, dialogue.local_uri),
	COLUMN_CHARS(struct proof, dialogue.remote_uri),
	COLUMN_CHARS(struct proof, dialogue.target),
	COLUMN_CHARS(struct proof, dialogue.route),
	COLUMN_CHARS(struct proof, dialogue.trunk),
	COLUMN_NUM(struct proof, dialogue.cseq),
	COLUMN_END,
};

static const struct {
	enum proof_state in;
	enum proof_event on;
	enum proof_state to;
} MOVES[] = {
	{ PROOF_DIALING, PROOF_ON_RINGING, PROOF_RINGING },
	{ PROOF_DIALING, PROOF_ON_ANSWERED, PROOF_ANSWERED },
	{ PROOF_DIALING, PROOF_ON_ENDED, PROOF_ENDED },
	{ PROOF_RINGING, PROOF_ON_ANSWERED, PROOF_ANSWERED },
	{ PROOF_RINGING, PROOF_ON_ENDED, PROOF_ENDED },
	{ PROOF_ANSWERED, PROOF_ON_ENDED, PROOF_ENDED },
};

static bool after(const struct proof *proof, enum proof_event on, instant now, struct proof *out)
{
	must(instant_is_set(now));
	for (size_t i = 0; i < COUNT(MOVES); i++) {
		if (MOVES[i].in != proof->state || MOVES[i].on != on)
			continue;
		*out = *proof;
		out->state = MOVES[i].to;
		if (on == PROOF_ON_RINGING || (on == PROOF_ON_ANSWERED && !instant_is_set(out->rang_at)))
			out->rang_at = now;
		if (on == PROOF_ON_ANSWERED)
			out->answered_at = now;
		if (on == PROOF_ON_ENDED)
			out->ended_at = now;
		return true;
	}
	return false;
}

enum err proof_step(struct desk *desk, struct proof *proof, enum proof_event on, const char *cause,
                    bool *taken)
{
	struct proof next;
	int64_t changed;

	*taken = after(proof, on, desk->now, &next);
	if (!*taken)
		return OK;
	text_fit(text_of(cause ? cause : ""), next.end_cause, sizeof(next.end_cause));
	TRY(tx_run(desk->tx, &SQL_proof_record,
	           ARGS(ID(proof->id), WORDS(PROOF_WORDS[proof->state]), WORDS(PROOF_WORDS[next.state]),
	                AT_OR_NULL(next.rang_at), AT_OR_NULL(next.answered_at),
	                AT_OR_NULL(next.ended_at), WORDS(cause)),
	           &changed));
	must(changed == 1);
	*proof = next;
	return OK;
}

enum err proof_get(struct tx *tx, leg_id id, struct proof *out)
{
	return tx_one(tx, &SQL_proof_get, ARGS(ID(id)), PROOF_COLUMNS, out);
}

enum err proof_tell(struct desk *desk, const struct proof *proof, const char *kind)
{
	struct text_buf data;
	struct json j;

	text_buf_init(&data, desk->arena);
	json_init(&j, &data);
	json_object(&j);
	json_put_chars(&j, "state", PROOF_WORDS[proof->state]);
	json_put_instant(&j, "expires_at", proof->expires_at);
	json_put_number(&j, "guesses_left", proof_guesses_left(proof, desk->rules));
	if (proof->end_cause[0])
		json_put_chars(&j, "end_cause", proof->end_cause);
	json_end(&j);

	const struct event_ask event = {
		.kind = kind,
		.subject_kind = ID_OF_number,
		.subject = proof->number.n,
		.customer = { proof->account.n },
		.data = text_buf_text(&data),
	};

	return event_write(desk, &event);
}
