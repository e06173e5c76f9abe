// SPDX-License-Identifier: Apache-2.0
/* What a person may do: ask for the call that speaks a code, and type the code in. */
#include <stdio.h>

#include "domain/alarm/alarm.h"
#include "domain/event/event.h"
#include "domain/proof/proof_rows.h"
#include "domain/sql.h"

#define PREFIX_CHARS 7          /* "+1415555": neighbours that fraud rings one after the other */
#define PROOF_GRACE SECONDS(90) /* beyond the ring time: the longest prompt and its end */

static void refuse(struct proof_answer *answer, enum refusal why, const char *field,
                   const char *detail)
{
	must(why != GRANTED);
	answer->refused = why;
	answer->field = field;
	answer->detail = detail;
}

int64_t proof_guesses_left(const struct proof *proof, const struct rules *rules)
{
	int64_t left = rules->proof_guesses - proof->guesses;

	return proof->code[0] && left > 0 ? left : 0;
}

/*
 * The person's own number, with the account locked so that limits are counted one after the other.
 */
static enum err own_number(struct desk *desk, account_id account, number_id number,
                           struct proof_answer *answer)
{
	int64_t id;
	enum err err;

	*answer = (struct proof_answer){ .refused = GRANTED };
	err = tx_number(desk->tx, &SQL_proof_lock, ARGS(ID(account)), &id);
	if (err == OK)
		err = number_get(desk->tx, account, number, &answer->number);
	if (err == ERR_NONE) {
		refuse(answer, REFUSED_NOT_FOUND, NULL, NULL);
		return OK;
	}
	return err;
}

static enum err may_be_called(struct desk *desk, struct proof_answer *answer)
{
	const char *e164 = answer->number.e164;
	struct number_check check = desk->numbers->check(desk->numbers->ctx, text_of(e164), NO_TEXT);
	bool opted_out;

	if (instant_is_set(answer->number.proved_at)) {
		refuse(answer, REFUSED_PROVED, NULL, NULL);
		return OK;
	}
	/* Money is not the question, but a draining process begins no call of any kind. */
	if (desk->paid_calls_stopped) {
		refuse(answer, REFUSED_NO_CALLS, NULL, NULL);
		return OK;
	}
	if (check.verdict != NUMBER_OK) {
		refuse(answer, REFUSED_NUMBER, NULL, number_verdict_words(check.verdict));
		return OK;
	}
	TRY(opt_out_is(desk->tx, e164, &opted_out));
	if (opted_out)
		refuse(answer, REFUSED_OPTED_OUT, NULL, NULL);
	return OK;
}

static instant since(const struct desk *desk, span window)
{
	return (instant){ desk->now.us - window.us };
}

/* *oldest is read only when the limit is reached: then it says when one falls out of the window. */
static enum err limit(struct desk *desk, const struct sql *count, const struct sql *oldest,
                      struct arg who, struct proof_answer *answer)
{
	const struct rules *rules = desk->rules;
	bool of_number = count == &SQL_proof_in_vain;
	span window = of_number ? rules->proof_window_ms : rules->proof_sends_window_ms;
	int64_t most = of_number ? rules->proof_calls : rules->proof_sends;
	int64_t n, first;

	if (answer->refused)
		return OK;
	TRY(tx_number(desk->tx, count, ARGS(who, AT(since(desk, window))), &n));
	if (n < most)
		return OK;
	TRY(tx_number(desk->tx, oldest, ARGS(who, AT(since(desk, window))), &first));
	answer->again_at = instant_add((instant){ first }, window);
	refuse(answer, REFUSED_LIMIT, NULL,
	       of_number ? "This number was called already and no code came back. Try again later, or "
	                   "ask the operator."
	                 : "You asked for as many calls as are allowed. Wait a while.");
	return OK;
}

static enum err is_within_limits(struct desk *desk, account_id account, struct proof_answer *answer)
{
	const char *e164 = answer->number.e164;
	char prefix[PREFIX_CHARS + 1];
	int64_t neighbours;

	if (answer->refused)
		return OK;
	TRY(limit(desk, &SQL_proof_of_account, &SQL_proof_of_account_oldest, ID(account), answer));
	TRY(limit(desk, &SQL_proof_in_vain, &SQL_proof_in_vain_oldest, WORDS(e164), answer));
	if (answer->refused)
		return OK;
	(void)snprintf(prefix, sizeof(prefix), "%.*s", PREFIX_CHARS, e164);
	TRY(tx_number(desk->tx, &SQL_proof_of_prefix,
	              ARGS(WORDS(prefix), NUM(PREFIX_CHARS),
	                   AT(since(desk, desk->rules->proof_window_ms))),
	              &neighbours));
	if (neighbours >= desk->rules->proof_prefix_calls)
		refuse(answer, REFUSED_LIMIT, NULL,
		       "Too many numbers like this one were called today. Ask the operator.");
	return OK;
}

static void draw_code(struct desk *desk, char out[PROOF_CODE_DIGITS + 1])
{
	/*
	 * 2^64 is so much larger than a million that no code is likelier than another by more than
	 * 10^-13.
	 */
	uint64_t drawn = desk->draw(desk->draw_from) % 1000000;

	(void)snprintf(out, PROOF_CODE_DIGITS + 1, "%06llu", (unsigned long long)drawn);
}

static enum err ring(struct desk *desk, struct proof *proof)
{
	struct order *order = desk_order(desk, ORDER_RING, (call_id){ proof->id.n }, proof->id);

	(void)snprintf(order->ring.call_id, sizeof(order->ring.call_id), "%016llx",
	               (unsigned long long)desk->draw(desk->draw_from));
	(void)snprintf(order->ring.local_tag, sizeof(order->ring.local_tag), "%016llx",
	               (unsigned long long)desk->draw(desk->draw_from));
	TRY(text_into(text_of(proof->e164), order->ring.number, sizeof(order->ring.number)));
	text_fit(text_of(desk->rules->brand), order->ring.shown, sizeof(order->ring.shown));
	order->ring.ring = desk->rules->ring_ms;
	TRY(tx_run(desk->tx, &SQL_proof_insert,
	           ARGS(ID(proof->id), ID(proof->account), ID(proof->number), WORDS(proof->e164),
	                WORDS(proof->code), WORDS(proof->language), NUM(desk->node), AT(desk->now),
	                AT(proof->expires_at), WORDS(order->ring.call_id),
	                WORDS(order->ring.local_tag)),
	           NULL));
	return alarm_set(desk, ALARM_PROOF, proof->id.n, (advisor_id){ 0 },
	                 instant_add(instant_add(desk->now, desk->rules->ring_ms), PROOF_GRACE));
}

enum err proof_call(struct desk *desk, account_id account, number_id number,
                    struct proof_answer *answer)
{
	struct proof *proof = &answer->proof;
	struct account owner;
	char subject[ID_CHARS];

	TRY(own_number(desk, account, number, answer));
	if (answer->refused)
		return OK;
	TRY(may_be_called(desk, answer));
	TRY(is_within_limits(desk, account, answer));
	if (answer->refused)
		return OK;
	TRY(account_get(desk->tx, account, &owner));
	*proof = (struct proof){
		.id = { ids_next(desk->ids, desk->now) },
		.account = account,
		.number = number,
		.created_at = desk->now,
		.expires_at = instant_add(desk->now, desk->rules->proof_life_ms),
	};
	text_fit(text_of(answer->number.e164), proof->e164, sizeof(proof->e164));
	text_fit(text_of(owner.language), proof->language, sizeof(proof->language));
	draw_code(desk, proof->code);
	TRY(tx_run(desk->tx, &SQL_proof_close_codes, ARGS(ID(account), ID(number)), NULL));
	TRY(ring(desk, proof));
	TRY(proof_tell(desk, proof, "number.calling"));
	return audit_write(desk, "number.calling", id_format(ID_OF_number, number.n, subject),
	                   TEXT_LITERAL("{}"));
}

/* In a time that does not depend on where they differ. */
static bool is_same_code(const char *code, text typed)
{
	unsigned differs = 0;

	if (typed.length != PROOF_CODE_DIGITS)
		return false;
	for (size_t i = 0; i < PROOF_CODE_DIGITS; i++)
		differs |= (unsigned)(code[i] ^ typed.at[i]);
	return differs == 0;
}

static enum err wrong(struct desk *desk, struct proof_answer *answer)
{
	TRY(tx_run(desk->tx, &SQL_proof_record_guess, ARGS(ID(answer->proof.id)), NULL));
	answer->proof.guesses++;
	refuse(answer, REFUSED_CODE, "code", NULL);
	return OK;
}

enum err proof_code(struct desk *desk, account_id account, number_id number, text code,
                    struct proof_answer *answer)
{
	struct proof *proof = &answer->proof;
	char subject[ID_CHARS];
	enum err err;

	TRY(own_number(desk, account, number, answer));
	if (answer->refused || instant_is_set(answer->number.proved_at))
		return OK;
	err = tx_one(desk->tx, &SQL_proof_newest, ARGS(ID(account), ID(number)), PROOF_COLUMNS, proof);
	if (err != OK && err != ERR_NONE)
		return err;
	if (err == ERR_NONE || !proof_guesses_left(proof, desk->rules) ||
	    !instant_before(desk->now, proof->expires_at)) {
		refuse(answer, REFUSED_CODE_OVER, NULL, NULL);
		return OK;
	}
	if (!is_same_code(proof->code, code))
		return wrong(desk, answer);
	TRY(tx_run(desk->tx, &SQL_proof_record_success, ARGS(ID(proof->id), AT(desk->now)), NULL));
	TRY(tx_run(desk->tx, &SQL_number_prove, ARGS(ID(number), AT(desk->now)), NULL));
	answer->number.proved_at = desk->now;
	desk_wake(desk, account_advisor(account)); /* a line without a phone may begin */
	proof->code[0] = '\0';
	TRY(proof_tell(desk, proof, "number.proved"));
	return audit_write(desk, "number.proved", id_format(ID_OF_number, number.n, subject),
	                   TEXT_LITERAL("{\"by\":\"code\"}"));
}
