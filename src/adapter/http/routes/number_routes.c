// SPDX-License-Identifier: Apache-2.0
/* Telephone numbers of people, the check of a number, and those nobody may call. */
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"
#include "domain/account/number.h"
#include "domain/proof/proof.h"

static void show_number(struct json *j, const struct number *n, bool in_full)
{
	char mask[PHONE_NUMBER_CHARS];

	json_object(j);
	json_put_id(j, "id", ID_OF_number, n->id.n);
	json_put_chars(j, "number", in_full ? n->e164 : number_mask(n->e164, mask));
	json_put_bool(j, "masked", !in_full);
	json_put_text(j, "label", n->label);
	json_put_number(j, "priority", n->priority);
	json_put_bool(j, "proved", instant_is_set(n->proved_at));
	json_put_instant(j, "proved_at", n->proved_at);
	json_put_instant(j, "created_at", n->created_at);
	json_end(j);
}

static enum err reply_numbers(struct desk *desk, const struct request *rq, struct reply *reply,
                              account_id id)
{
	const struct number *all;
	struct rows rows;
	struct json *j;

	TRY(number_list(desk->tx, id, &rows));
	all = rows.at;
	j = reply_list(reply);
	for (size_t i = 0; i < rows.count; i++)
		show_number(j, &all[i], is_self(rq, id.n));
	return reply_list_end(reply, 0);
}

enum err api_number_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const account_id id = { path_id(rq, "account") };

	if (!is_self_or_operator(rq, id.n))
		return reply_not_found(reply);
	return reply_numbers(desk, rq, reply, id);
}

/* Who may change them: that person, and operators who may touch the account. */
static enum err look_at_owner(struct desk *desk, const struct request *rq, account_id id,
                              struct reply *reply)
{
	return is_self_or_operator(rq, id.n) ? reply_if_not_theirs(desk, rq, id, reply)
	                                     : reply_not_found(reply);
}

enum err api_number_add(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct number_ask ask = {
		.account = { path_id(rq, "account") },
		.input = body_text(rq, "number"),
		.country = body_text(rq, "country"),
		.label = body_text(rq, "label"),
	};
	struct number_answer answer;
	struct text_buf at;

	TRY(look_at_owner(desk, rq, ask.account, reply));
	if (reply->status)
		return OK;
	desk->actor.kind = is_operator(rq) ? ACTOR_OPERATOR : ACTOR_CUSTOMER;
	TRY(number_add(desk, &ask, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	/* Whoever just wrote it may read it. */
	show_number(reply_json(reply, answer.existed ? 200 : 201), &answer.number, true);
	if (!answer.existed) {
		char account[ID_CHARS];

		text_buf_init(&at, reply->arena);
		text_buf_print(&at, "/v1/accounts/%s/numbers",
		               id_format(ID_OF_account, ask.account.n, account));
		reply_location(reply, text_terminated(reply->arena, text_buf_text(&at)), ID_OF_number,
		               answer.number.id.n);
	}
	return OK;
}

enum err api_number_reorder(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const account_id id = { path_id(rq, "account") };
	const size_t count = body_count(rq, "numbers");
	struct number_answer answer;
	number_id ids[NUMBERS_MOST];

	TRY(look_at_owner(desk, rq, id, reply));
	if (reply->status)
		return OK;
	must(count <= NUMBERS_MOST);
	for (size_t i = 0; i < count; i++)
		must(id_parse(ID_OF_number, body_item_text(rq, "numbers", i), &ids[i].n) == OK);
	TRY(number_reorder(desk, id, ids, count, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	return reply_numbers(desk, rq, reply, id);
}

enum err api_number_remove(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const account_id id = { path_id(rq, "account") };
	struct number_answer answer;

	TRY(look_at_owner(desk, rq, id, reply));
	if (reply->status)
		return OK;
	TRY(number_remove(desk, id, (number_id){ path_id(rq, "number") }, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	return reply_nothing(reply);
}

enum err api_number_reveal(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const account_id id = { path_id(rq, "account") };
	struct number number;
	enum err err;

	TRY(look_at_owner(desk, rq, id, reply));
	if (reply->status)
		return OK;
	err = number_reveal(desk, id, (number_id){ path_id(rq, "number") }, &number);
	if (err == ERR_NONE)
		return reply_not_found(reply);
	TRY(err);
	show_number(reply_json(reply, 200), &number, true);
	reply->keep = false;
	return OK;
}

/* ---- showing that a number is one's own ------------------------------------------------ */
static enum err reply_refused_proof(struct desk *desk, struct reply *reply,
                                    const struct proof_answer *answer)
{
	reply_again_at(reply, desk->now, answer->again_at);
	return reply_field(reply, answer->refused, answer->field, answer->detail);
}

enum err api_number_prove(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct proof_answer answer;
	struct json *j;

	TRY(proof_call(desk, (account_id){ rq->who.account }, (number_id){ path_id(rq, "number") },
	               &answer));
	if (answer.refused)
		return reply_refused_proof(desk, reply, &answer);
	j = reply_json(reply, 202);
	json_object(j);
	json_put_id(j, "number", ID_OF_number, answer.number.id.n);
	json_put_chars(j, "state", PROOF_WORDS[answer.proof.state]);
	json_put_instant(j, "expires_at", answer.proof.expires_at);
	json_put_number(j, "guesses_left", proof_guesses_left(&answer.proof, desk->rules));
	json_end(j);
	return OK;
}

enum err api_number_code(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct proof_answer answer;

	TRY(proof_code(desk, (account_id){ rq->who.account }, (number_id){ path_id(rq, "number") },
	               body_text(rq, "code"), &answer));
	if (answer.refused)
		return reply_refused_proof(desk, reply, &answer);
	show_number(reply_json(reply, 200), &answer.number, true);
	return OK;
}

enum err api_number_check(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const text input = query_text(rq, "input");
	const struct number_check check =
		desk->numbers->check(desk->numbers->ctx, input, query_text(rq, "country"));
	struct json *j = reply_json(reply, 200);

	json_object(j);
	json_put_text(j, "input", input);
	show_chars_or_null(j, "e164", check.e164);
	show_chars_or_null(j, "display", check.display);
	show_chars_or_null(j, "country", check.country);
	show_chars_or_null(j, "kind", check.kind);
	json_put_bool(j, "callable", check.verdict == NUMBER_OK);
	json_put_chars(j, "reason", number_verdict_code(check.verdict));
	json_put_chars(j, "detail", number_verdict_words(check.verdict));
	json_end(j);
	return OK;
}

/* A cursor is a number: that of the last one shown, without its '+'. */
static enum err opt_out_from(struct desk *desk, const struct request *rq, struct opt_out *out)
{
	struct text_buf e164;
	enum err err;

	*out = (struct opt_out){ .at = NEVER };
	if (rq->cursor <= 0)
		return OK;
	text_buf_init(&e164, desk->arena);
	text_buf_print(&e164, "+%lld", (long long)rq->cursor);
	err = opt_out_get(desk->tx, text_terminated(desk->arena, text_buf_text(&e164)), out);
	return err == ERR_NONE ? OK : err;
}

enum err api_opt_out_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	char mask[PHONE_NUMBER_CHARS];
	const struct opt_out *all;
	struct opt_out from;
	struct rows rows;
	int64_t next = 0;

	TRY(opt_out_from(desk, rq, &from));
	TRY(opt_out_list(desk->tx, from.at, from.e164, page_most(rq), &rows));
	all = rows.at;
	struct json *j = reply_list(reply);
	size_t shown = page_shown(rq, &rows);

	for (size_t i = 0; i < shown; i++) {
		json_object(j);
		json_put_chars(j, "number", number_mask(all[i].e164, mask));
		json_put_instant(j, "at", all[i].at);
		json_put_chars(j, "source", all[i].source);
		json_end(j);
	}
	if (page_has_more(rq, &rows))
		TRY(text_number(text_of(all[shown - 1].e164 + 1), 0, INT64_MAX, &next));
	return reply_list_end(reply, next);
}

enum err api_opt_out_add(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct number_check check =
		desk->numbers->check(desk->numbers->ctx, body_text(rq, "number"), body_text(rq, "country"));

	/* Whether we could call it does not matter: what has a form may be put on the list. */
	if (check.e164[0] == '\0')
		return reply_field(reply, REFUSED_NUMBER, "number", number_verdict_words(check.verdict));
	TRY(opt_out_add(desk, check.e164, "operator"));
	return reply_nothing(reply);
}
