// SPDX-License-Identifier: Apache-2.0
/*
 * What the telephone tells of a proof's call: speak the code, hear whether it was unwanted, say
 * goodbye.
 */
#include "domain/alarm/alarm.h"
#include "domain/ivr/ivr.h"
#include "domain/proof/proof_rows.h"
#include "domain/sql.h"

#define LEG_END_WORD(name, word) word,
static const char *const END_WORDS[] = { LEG_ENDS(LEG_END_WORD) NULL };
#undef LEG_END_WORD

bool proof_is_news(const struct news *news)
{
	return news->leg != 0 && news->leg == news->call;
}

static enum err say(struct desk *desk, struct proof *proof, const char *prompt,
                    struct ivr_values values, bool asks)
{
	struct order *order = desk_order(desk, ORDER_SAY, (call_id){ proof->id.n }, proof->id);

	ivr_say(desk->arena, order, proof->language, prompt, values);
	order->say.token = ids_next(desk->ids, desk->now);
	order->say.listen = asks ? desk->rules->key_wait_ms : (span){ 0 };
	order->say.barge = asks;
	proof->said = order->say.token;
	return tx_run(desk->tx, &SQL_proof_record_said, ARGS(ID(proof->id), NUM(proof->said)), NULL);
}

static void hang_up(struct desk *desk, const struct proof *proof, bool after_say)
{
	struct order *order = desk_order(desk, ORDER_HANG_UP, (call_id){ proof->id.n }, proof->id);

	order->hang_up.after_say = after_say;
}

/*
 * Each digit is a line of its own: what is rendered is kept on disk, as text and as sound, and a
 * line with the whole code would leave it there.
 */
static enum err speak_code(struct desk *desk, struct proof *proof)
{
	text digits[PROOF_CODE_DIGITS];

	if (!proof->code[0]) { /* a newer call was asked for meanwhile */
		hang_up(desk, proof, false);
		return OK;
	}
	for (size_t i = 0; i < PROOF_CODE_DIGITS; i++)
		digits[i] = text_copy(desk->arena, (text){ &proof->code[i], 1 });
	return say(desk, proof, "proof",
	           IVR_VALUES({ "brand", text_of(desk->rules->brand) }, { "d1", digits[0] },
	                      { "d2", digits[1] }, { "d3", digits[2] }, { "d4", digits[3] },
	                      { "d5", digits[4] }, { "d6", digits[5] }),
	           true);
}

static enum err record_dialogue(struct desk *desk, struct proof *proof, const struct dialogue *d)
{
	if (!d->remote_tag[0])
		return OK;
	proof->dialogue = *d;
	return tx_run(desk->tx, &SQL_proof_record_dialogue,
	              ARGS(ID(proof->id), WORDS(d->remote_tag), WORDS(d->local_uri),
	                   WORDS(d->remote_uri), WORDS(d->target), WORDS(d->route), WORDS(d->trunk),
	                   NUM(d->cseq)),
	              NULL);
}

static enum err on_answered(struct desk *desk, struct proof *proof, const struct news *news)
{
	bool taken;

	TRY(proof_step(desk, proof, PROOF_ON_ANSWERED, NULL, &taken));
	if (!taken)
		return OK;
	TRY(record_dialogue(desk, proof, &news->dialogue));
	TRY(proof_tell(desk, proof, "number.answered"));
	return speak_code(desk, proof);
}

/* Whoever never asked for this is never called again (SETTLED 9), and the code opens nothing. */
static enum err on_key(struct desk *desk, struct proof *proof, char key)
{
	if (key != '9') {
		if (key == '1')
			return speak_code(desk, proof);
		TRY(say(desk, proof, "goodbye", IVR_NO_VALUES, false));
		hang_up(desk, proof, true);
		return OK;
	}
	TRY(opt_out_add(desk, proof->e164, "key"));
	TRY(tx_run(desk->tx, &SQL_proof_close_code, ARGS(ID(proof->id)), NULL));
	proof->code[0] = '\0';
	TRY(say(desk, proof, "opted_out", IVR_NO_VALUES, false));
	hang_up(desk, proof, true);
	return OK;
}

static enum err on_no_key(struct desk *desk, struct proof *proof)
{
	TRY(say(desk, proof, "goodbye", IVR_NO_VALUES, false));
	hang_up(desk, proof, true);
	return OK;
}

static enum err on_ringing(struct desk *desk, struct proof *proof, const struct news *news)
{
	bool taken;

	TRY(proof_step(desk, proof, PROOF_ON_RINGING, NULL, &taken));
	if (!taken)
		return OK;
	TRY(record_dialogue(desk, proof, &news->dialogue));
	return proof_tell(desk, proof, "number.ringing");
}

static enum err over(struct desk *desk, struct proof *proof, const char *cause)
{
	bool taken;

	TRY(proof_step(desk, proof, PROOF_ON_ENDED, cause, &taken));
	if (!taken)
		return OK;
	TRY(alarm_clear(desk, ALARM_PROOF, proof->id.n));
	/* A code that nobody can have heard is not left lying about. */
	if (!instant_is_set(proof->answered_at)) {
		TRY(tx_run(desk->tx, &SQL_proof_close_code, ARGS(ID(proof->id)), NULL));
		proof->code[0] = '\0';
	}
	return proof_tell(desk, proof, "number.call_ended");
}

enum err proof_news(struct desk *desk, const struct news *news)
{
	struct proof proof;
	enum err err = proof_get(desk->tx, (leg_id){ news->leg }, &proof);

	must(proof_is_news(news));
	if (err == ERR_NONE)
		return OK;
	TRY(err);
	switch (news->kind) {
	case NEWS_RINGING: return on_ringing(desk, &proof, news);
	case NEWS_ANSWERED: return on_answered(desk, &proof, news);
	case NEWS_KEY: return news->token == proof.said ? on_key(desk, &proof, news->key) : OK;
	case NEWS_NO_KEY: return news->token == proof.said ? on_no_key(desk, &proof) : OK;
	case NEWS_ENDED: return over(desk, &proof, END_WORDS[news->end]);
	default: return OK;
	}
}

enum err proof_overdue(struct desk *desk, leg_id id)
{
	struct proof proof;
	enum err err = proof_get(desk->tx, id, &proof);

	if (err == ERR_NONE)
		return OK;
	TRY(err);
	if (proof.state == PROOF_ENDED)
		return OK;
	hang_up(desk, &proof, false);
	return over(desk, &proof, END_WORDS[LEG_FAILED]);
}

enum err proof_restart(struct desk *desk, size_t most, size_t *found)
{
	struct rows rows;

	TRY(tx_all(desk->tx, &SQL_proof_left_behind, ARGS(NUM(desk->node), NUM(most)), PROOF_COLUMNS,
	           sizeof(struct proof), most, &rows));
	struct proof *all = rows.at;

	for (size_t i = 0; i < rows.count; i++) {
		if (all[i].dialogue.remote_tag[0]) {
			struct order *order =
				desk_order(desk, ORDER_ORPHAN, (call_id){ all[i].id.n }, all[i].id);

			order->orphan = all[i].dialogue;
		}
		TRY(over(desk, &all[i], "restart"));
	}
	*found = rows.count;
	return OK;
}
