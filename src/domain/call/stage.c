// SPDX-License-Identifier: Apache-2.0
/* Loading a call for one message, and speaking to its phones. */
#include "domain/call/stage.h"

#include "domain/event/event.h"
#include "domain/sql.h"

static enum err live(struct stage *stage, enum side side, struct leg *leg, bool *has)
{
	enum err err = leg_live(stage->desk->tx, stage->call.id, side, leg);

	*has = err == OK;
	return err == ERR_NONE ? OK : err;
}

enum err stage_open(struct desk *desk, call_id call, struct stage *stage)
{
	struct availability lock;

	*stage = (struct stage){ .desk = desk };
	TRY(call_get(desk->tx, call, &stage->call));
	TRY(availability_lock(desk, stage->call.advisor, &lock));
	TRY(call_get(desk->tx, call, &stage->call));
	TRY(live(stage, SIDE_ADVISOR, &stage->advisor, &stage->has_advisor));
	TRY(live(stage, SIDE_CUSTOMER, &stage->customer, &stage->has_customer));
	must(stage->call.callback.n > 0);
	return callback_get(desk->tx, stage->call.callback, &stage->callback);
}

static const char *language_of(const struct stage *stage, const struct leg *leg)
{
	return leg->side == SIDE_CUSTOMER ? stage->callback.language : stage->desk->rules->language;
}

enum err stage_say(struct stage *stage, struct leg *leg, const struct line *line)
{
	struct desk *desk = stage->desk;
	struct order *order = desk_order(desk, ORDER_SAY, leg->call, leg->id);

	must(line->scene != SCENE_NONE);
	ivr_say(desk->arena, order, language_of(stage, leg), line->prompt, line->values);
	order->say.token = ids_next(desk->ids, desk->now);
	order->say.listen = line->asks ? desk->rules->key_wait_ms : (span){ 0 };
	order->say.barge = line->barge;
	order->say.repeat = line->repeats;
	TRY(leg_scene(desk, leg, line->scene, line->round, order->say.token));
	return stage_mark(stage, SIDE_WORDS[leg->side], "prompt", line->prompt);
}

void stage_hang_up(struct stage *stage, const struct leg *leg)
{
	must(leg->id.n > 0);
	(void)desk_order(stage->desk, ORDER_HANG_UP, leg->call, leg->id);
}

enum err stage_goodbye(struct stage *stage, struct leg *leg, const char *prompt,
                       struct ivr_values values)
{
	const struct line line = { .scene = SCENE_GOODBYE, .prompt = prompt, .values = values };
	struct order *order;

	/* A phone that has not been answered cannot be told anything. */
	if (leg->state == LEG_ANSWERED || leg->state == LEG_JOINED)
		TRY(stage_say(stage, leg, &line));
	order = desk_order(stage->desk, ORDER_HANG_UP, leg->call, leg->id);
	order->hang_up.after_say = true;
	return OK;
}

enum err stage_mark(struct stage *stage, const char *side, const char *what, const char *detail)
{
	struct desk *desk = stage->desk;

	must(stage->call.id.n > 0);
	return tx_run(desk->tx, &SQL_mark_insert,
	              ARGS(NUM(ids_next(desk->ids, desk->now)), ID(stage->call.id), AT(desk->now),
	                   WORDS(side), WORDS(what), WORDS(detail)),
	              NULL);
}

enum err stage_tell(struct stage *stage, const char *kind)
{
	const struct call *call = &stage->call;
	struct text_buf data;
	struct json j;
	char id[ID_CHARS];

	/* No money: events go to operators who may not see it; the receipt says what it cost. */
	text_buf_init(&data, stage->desk->arena);
	json_init(&j, &data);
	json_object(&j);
	json_put_chars(&j, "id", id_format(ID_OF_call, call->id.n, id));
	json_put_chars(&j, "state", CALL_WORDS[call->state]);
	json_put_chars(&j, "callback", id_format(ID_OF_callback, call->callback.n, id));
	json_put_chars(&j, "advisor", id_format(ID_OF_advisor, call->advisor.n, id));
	json_put_chars(&j, "customer", id_format(ID_OF_customer, call->customer.n, id));
	json_put_instant(&j, "bridged_at", call->bridged_at);
	json_put_number(&j, "witnessed_ms", span_ms(call->witnessed));
	if (call->state == CALL_ENDED) {
		json_put_chars(&j, "end_cause", call->end_cause);
		json_put_chars(&j, "end_side", call->end_side);
		json_put_number(&j, "billed_seconds", span_seconds(call->billed));
	}
	json_end(&j);

	const struct event_ask event = {
		.kind = kind,
		.subject_kind = ID_OF_call,
		.subject = call->id.n,
		.advisor = call->advisor,
		.customer = call->customer,
		.data = text_buf_text(&data),
	};

	return event_write(stage->desk, &event);
}

text stage_price(struct stage *stage)
{
	return ivr_money(stage->desk->arena,
	                 money_of(stage->call.tariff.price_minor, stage->call.currency));
}
