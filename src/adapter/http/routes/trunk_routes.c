// SPDX-License-Identifier: Apache-2.0
/* The trunks and how they do, and the test calls by which an operator tries one. */
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"
#include "adapter/http/status.h"
#include "domain/test_call/test_call.h"

enum err api_trunk_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct json *j = reply_list(reply);

	(void)desk;
	if (rq->status && rq->status->trunks)
		rq->status->trunks(rq->status->ctx, j);
	return reply_list_end(reply, 0);
}

static bool has_trunk(const struct request *rq)
{
	const struct status_source *status = rq->status;

	return status && status->has_trunk && status->has_trunk(status->ctx, path_text(rq, "trunk"));
}

static const char *sound_word(const struct test_call *call)
{
	if (call->heard == 0 && call->sent == 0)
		return call->state == TEST_CALL_ENDED ? "none" : "unknown";
	if (call->heard && call->sent)
		return "both_ways";
	return call->heard ? "from_phone" : "to_phone";
}

static void show_test_call(struct json *j, const struct test_call *call)
{
	const struct test_call_result result = test_call_result(call);
	char mask[PHONE_NUMBER_CHARS];

	json_object(j);
	json_put_id(j, "id", ID_OF_test_call, call->id.n);
	json_put_chars(j, "trunk", call->trunk);
	json_put_id(j, "operator", ID_OF_account, call->account.n);
	json_put_chars(j, "number", number_mask(call->e164, mask));
	json_put_chars(j, "state", TEST_CALL_WORDS[call->state]);
	json_put_instant(j, "created_at", call->created_at);
	json_put_instant(j, "ringing_at", call->rang_at);
	json_put_instant(j, "answered_at", call->answered_at);
	json_put_instant(j, "ended_at", call->ended_at);
	show_chars_or_null(j, "end_cause", call->end_cause);
	if (call->sip_code)
		json_put_number(j, "sip_code", call->sip_code);
	else
		json_put_chars(j, "sip_code", NULL);
	show_chars_or_null(j, "key", call->key);
	json_put_number(j, "packets_heard", call->heard);
	json_put_number(j, "packets_sent", call->sent);
	json_put_chars(j, "sound", sound_word(call));
	json_put_chars(j, "result", result.word);
	json_put_chars(j, "words", result.sentence);
	json_end(j);
}

enum err api_test_call_begin(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct test_call_ask ask = {
		.operator= { rq->who.account },
		.trunk = path_text(rq, "trunk"),
		.number = body_text(rq, "number"),
		.country = body_text(rq, "country"),
	};
	struct test_call_answer answer;

	if (!has_trunk(rq))
		return reply_not_found(reply);
	if (rq->who.account == 0) /* the machine's administrator: nobody to count the calls of */
		return reply_field(reply, REFUSED_NOT_ALLOWED, NULL, NULL);
	TRY(test_call_begin(desk, &ask, &answer));
	if (answer.refused) {
		reply_again_at(reply, desk->now, answer.again_at);
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	}
	show_test_call(reply_json(reply, 202), &answer.call);
	return OK;
}

enum err api_test_call_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct test_call call;
	enum err err = test_call_get(desk->tx, (test_call_id){ path_id(rq, "test_call") }, &call);

	if (err == ERR_NONE || (err == OK && !text_is(path_text(rq, "trunk"), call.trunk)))
		return reply_not_found(reply);
	TRY(err);
	show_test_call(reply_json(reply, 200), &call);
	return OK;
}

enum err api_test_call_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct test_call *all;
	struct rows rows;
	struct json *j;
	size_t shown;

	TRY(test_call_list(desk->tx, path_text(rq, "trunk"), (test_call_id){ rq->cursor },
	                   page_most(rq), &rows));
	if (rows.count == 0 && !has_trunk(rq)) /* one that is no more is still told of */
		return reply_not_found(reply);
	all = rows.at;
	j = reply_list(reply);
	shown = page_shown(rq, &rows);
	for (size_t i = 0; i < shown; i++)
		show_test_call(j, &all[i]);
	return reply_list_end(reply, page_has_more(rq, &rows) ? all[shown - 1].id.n : 0);
}
