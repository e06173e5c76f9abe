// SPDX-License-Identifier: Apache-2.0
/*
 * What the telephone tells of a test call: say who we are, hear a key, count the sound, say
 * goodbye.
 */
#include "domain/alarm/alarm.h"
#include "domain/ivr/ivr.h"
#include "domain/sql.h"
#include "domain/test_call/test_call_rows.h"

#define LEG_END_WORD(name, word) word,
static const char *const END_WORDS[] = { LEG_ENDS(LEG_END_WORD) NULL };
#undef LEG_END_WORD

static struct order *order_of(struct desk *desk, const struct test_call *call, enum order_kind kind)
{
	return desk_order(desk, kind, (call_id){ call->id.n }, (leg_id){ call->id.n });
}

static enum err say(struct desk *desk, struct test_call *call, const char *prompt,
                    struct ivr_values values, bool asks)
{
	struct order *order = order_of(desk, call, ORDER_SAY);

	ivr_say(desk->arena, order, call->language, prompt, values);
	order->say.token = ids_next(desk->ids, desk->now);
	order->say.listen = asks ? desk->rules->key_wait_ms : (span){ 0 };
	order->say.barge = asks;
	call->said = order->say.token;
	return tx_run(desk->tx, &SQL_test_call_record_said, ARGS(ID(call->id), NUM(call->said)), NULL);
}

static enum err say_goodbye(struct desk *desk, struct test_call *call, const char *prompt)
{
	TRY(say(desk, call, prompt, IVR_NO_VALUES, false));
	order_of(desk, call, ORDER_HANG_UP)->hang_up.after_say = true;
	return OK;
}

static enum err record_dialogue(struct desk *desk, struct test_call *call, const struct dialogue *d)
{
	if (!d->remote_tag[0])
		return OK;
	call->dialogue = *d;
	return tx_run(desk->tx, &SQL_test_call_record_dialogue,
	              ARGS(ID(call->id), WORDS(d->remote_tag), WORDS(d->local_uri),
	                   WORDS(d->remote_uri), WORDS(d->target), WORDS(d->route), NUM(d->cseq)),
	              NULL);
}

static enum err record_sound(struct desk *desk, struct test_call *call, const struct news *news)
{
	call->heard = news->heard;
	call->sent = news->sent;
	return tx_run(desk->tx, &SQL_test_call_record_sound,
	              ARGS(ID(call->id), NUM(call->heard), NUM(call->sent)), NULL);
}

static enum err on_ringing(struct desk *desk, struct test_call *call, const struct news *news)
{
	bool taken;

	call->sip_code = news->sip_code;
	TRY(test_call_step(desk, call, TEST_CALL_ON_RINGING, &taken));
	if (!taken)
		return OK;
	TRY(record_dialogue(desk, call, &news->dialogue));
	return test_call_tell(desk, call, "test_call.ringing");
}

static enum err on_answered(struct desk *desk, struct test_call *call, const struct news *news)
{
	bool taken;

	call->sip_code = news->sip_code;
	TRY(test_call_step(desk, call, TEST_CALL_ON_ANSWERED, &taken));
	if (!taken)
		return OK;
	TRY(record_dialogue(desk, call, &news->dialogue));
	TRY(test_call_tell(desk, call, "test_call.answered"));
	return say(desk, call, "test_call",
	           IVR_VALUES({ "brand", text_of(desk->rules->brand) },
	                      { "trunk", text_of(call->trunk) }),
	           true);
}

/* Whoever wants no such call is never called again (SETTLED 9). */
static enum err on_key(struct desk *desk, struct test_call *call, const struct news *news)
{
	call->key[0] = news->key;
	TRY(tx_run(desk->tx, &SQL_test_call_record_key, ARGS(ID(call->id), WORDS(call->key)), NULL));
	TRY(record_sound(desk, call, news));
	TRY(test_call_tell(desk, call, "test_call.key"));
	if (news->key != '9')
		return say_goodbye(desk, call, "goodbye");
	TRY(opt_out_add(desk, call->e164, "key"));
	return say_goodbye(desk, call, "opted_out");
}

static enum err on_no_key(struct desk *desk, struct test_call *call, const struct news *news)
{
	TRY(record_sound(desk, call, news));
	return say_goodbye(desk, call, "goodbye");
}

static enum err on_said(struct desk *desk, struct test_call *call, const struct news *news)
{
	TRY(record_sound(desk, call, news));
	return test_call_tell(desk, call, "test_call.sound");
}

static enum err over(struct desk *desk, struct test_call *call, const char *cause)
{
	bool taken;

	text_fit(text_of(cause), call->end_cause, sizeof(call->end_cause));
	TRY(test_call_step(desk, call, TEST_CALL_ON_ENDED, &taken));
	if (!taken)
		return OK;
	TRY(alarm_clear(desk, ALARM_TEST_CALL, call->id.n));
	return test_call_tell(desk, call, "test_call.ended");
}

static enum err on_ended(struct desk *desk, struct test_call *call, const struct news *news)
{
	if (!instant_is_set(call->answered_at))
		call->sip_code = news->sip_code;
	else
		TRY(record_sound(desk, call, news));
	return over(desk, call, END_WORDS[news->end]);
}

enum err test_call_news(struct desk *desk, const struct news *news)
{
	struct test_call call;
	enum err err = test_call_get(desk->tx, (test_call_id){ news->leg }, &call);
	bool asked;

	if (err == ERR_NONE)
		return OK;
	TRY(err);
	asked = news->token == call.said && call.state == TEST_CALL_ANSWERED;
	switch (news->kind) {
	case NEWS_RINGING: return on_ringing(desk, &call, news);
	case NEWS_ANSWERED: return on_answered(desk, &call, news);
	case NEWS_KEY: return asked ? on_key(desk, &call, news) : OK;
	case NEWS_NO_KEY: return asked ? on_no_key(desk, &call, news) : OK;
	case NEWS_SAID: return asked ? on_said(desk, &call, news) : OK;
	case NEWS_ENDED: return on_ended(desk, &call, news);
	default: return OK;
	}
}

enum err test_call_overdue(struct desk *desk, leg_id id)
{
	struct test_call call;
	enum err err = test_call_get(desk->tx, (test_call_id){ id.n }, &call);

	if (err == ERR_NONE)
		return OK;
	TRY(err);
	if (call.state == TEST_CALL_ENDED)
		return OK;
	(void)order_of(desk, &call, ORDER_HANG_UP);
	return over(desk, &call, END_WORDS[LEG_WE_HUNG_UP]);
}

enum err test_call_restart(struct desk *desk, size_t most, size_t *found)
{
	struct rows rows;

	TRY(tx_all(desk->tx, &SQL_test_call_left_behind, ARGS(NUM(desk->node), NUM(most)),
	           TEST_CALL_COLUMNS, sizeof(struct test_call), most, &rows));
	struct test_call *all = rows.at;

	for (size_t i = 0; i < rows.count; i++) {
		struct dialogue *d = &all[i].dialogue;

		if (d->remote_tag[0]) {
			text_fit(text_of(all[i].trunk), d->trunk, sizeof(d->trunk));
			order_of(desk, &all[i], ORDER_ORPHAN)->orphan = *d;
		}
		TRY(over(desk, &all[i], "restart"));
	}
	*found = rows.count;
	return OK;
}
