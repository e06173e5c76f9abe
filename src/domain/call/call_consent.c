// SPDX-License-Identifier: Apache-2.0
/*
 * Asking both people before anything costs anything: the advisor first (D2), then the customer (D3,
 * SETTLED 9). Without a key of a human being nobody is joined, so a voicemail never costs (F29).
 */
#include "domain/account/number.h"
#include "domain/call/stage.h"
#include "domain/sql.h"

static enum err relation_of(struct stage *stage, text *out)
{
	int64_t talks;

	TRY(tx_number(stage->desk->tx, &SQL_call_pair_talks,
	              ARGS(ID(stage->call.advisor), ID(stage->call.customer), NUM(1)), &talks));
	*out = ivr_word(stage->desk->arena, stage->desk->rules->language, talks ? "returning" : "new");
	return OK;
}

/* Who hears this many times a day need not hear it out: a key counts at once. */
static enum err whisper(struct stage *stage, int32_t round)
{
	struct desk *desk = stage->desk;
	span waited = instant_since(desk->now, stage->callback.requested_at);
	text relation;

	TRY(relation_of(stage, &relation));

	const struct line line = {
		.scene = SCENE_WHISPER,
		.prompt = "whisper",
		.values = IVR_VALUES({ "nickname", text_of(stage->call.customer_nickname) },
		                     { "relation", relation }, { "listing", stage->call.listing_title },
		                     { "price", stage_price(stage) },
		                     { "waited", ivr_length(desk->arena, desk->rules->language, waited) }),
		.asks = true,
		.barge = true,
		.round = round,
	};

	return stage_say(stage, &stage->advisor, &line);
}

enum err consent_ask_advisor(struct stage *stage)
{
	must(stage->has_advisor);
	return whisper(stage, 1);
}

/* The price is heard before the key that accepts it: only the question itself may be cut short. */
static enum err greeting(struct stage *stage, int32_t round)
{
	struct desk *desk = stage->desk;
	const char *language = stage->callback.language;
	const struct tariff *t = &stage->call.tariff;
	span least = t->minimum.us > 0 ? t->minimum : t->step;
	const struct line line = {
		.scene = SCENE_GREETING,
		.prompt = "greeting",
		.values = IVR_VALUES(
			{ "brand", text_of(desk->rules->brand) },
			{ "advisor", text_of(stage->call.advisor_nickname) }, { "price", stage_price(stage) },
			{ "minimum",
		      ivr_money(desk->arena, money_of(tariff_price(t, least), stage->call.currency)) },
			{ "snooze", ivr_length(desk->arena, language, desk->rules->snooze_ms) }),
		.asks = true,
		.round = round,
	};

	return stage_say(stage, &stage->customer, &line);
}

enum err consent_ask_customer(struct stage *stage)
{
	must(stage->has_customer);
	return greeting(stage, 1);
}

static enum err tell_advisor_calling(struct stage *stage)
{
	text relation;

	TRY(relation_of(stage, &relation));

	bool from_menu = stage->advisor.scene == SCENE_MENU;
	const struct line line = {
		.scene = SCENE_CALLING,
		.prompt = from_menu ? "whisper_next" : "accepted",
		.values = IVR_VALUES({ "nickname", text_of(stage->call.customer_nickname) },
		                     { "relation", relation }, { "listing", stage->call.listing_title },
		                     { "price", stage_price(stage) }),
		.repeats = true,
	};

	return stage_say(stage, &stage->advisor, &line);
}

/*
 * What was so when the advisor's phone began to ring may have changed: an opt-out, a number gone.
 */
static enum err may_not_ring(struct stage *stage, const struct dialable *number)
{
	const struct ending ending = {
		.on = number->why,
		.until = number->until,
		.cause = "number_not_callable",
		.side = "system",
		.tell_advisor = "customer_cancelled",
	};

	must(!number->is);
	return ending_come(stage, &ending);
}

/* The advisor said yes: the customer's phone rings, and both records say so. */
enum err consent_ring_customer(struct stage *stage)
{
	struct desk *desk = stage->desk;
	const struct callback_move *taken;
	struct dialable number;
	const struct leg_ask ring = {
		.call = stage->call.id,
		.side = SIDE_CUSTOMER,
		.number = stage->callback.number,
		.shown = desk->rules->brand,
		.scene = SCENE_GREETING,
	};

	must(stage->call.state == CALL_CONSENTING);
	TRY(callback_step(desk, &stage->callback, CALLBACK_ON_ADVISOR_ACCEPTS, NEVER, &taken));
	must(taken);
	TRY(availability_accepted(desk, stage->call.advisor));
	TRY(dispatch_dialable(desk, &stage->callback, &number));
	if (!number.is)
		return may_not_ring(stage, &number);
	TRY(tell_advisor_calling(stage));
	TRY(leg_ring(desk, &ring, stage->call.advisor));
	TRY(stage_mark(stage, "customer", "ring", ""));
	return stage_tell(stage, "call.accepted");
}

static enum err advisor_key(struct stage *stage, char key)
{
	static const struct ending DECLINED = {
		.on = CALLBACK_ON_ADVISOR_DECLINES,
		.cause = "advisor_declined",
		.side = "advisor",
		.advisor = ADVISOR_DECLINED,
		.tell_advisor = "declined",
	};
	bool taken;

	if (key == '1') {
		TRY(call_step(stage->desk, &stage->call, CALL_ON_ADVISOR_ACCEPTS, &taken));
		return taken ? consent_ring_customer(stage) : OK;
	}
	if (key == '2')
		return ending_come(stage, &DECLINED);
	return consent_no_key(stage, &stage->advisor); /* a key without meaning: ask again */
}

static enum err opt_out(struct stage *stage)
{
	static const struct ending OPTED_OUT = {
		.on = CALLBACK_ON_CUSTOMER_OPTS_OUT,
		.cause = "opted_out",
		.side = "customer",
		.tell_advisor = "customer_cancelled",
		.tell_customer = "opted_out",
	};

	TRY(opt_out_add(stage->desk, stage->callback.number, "key"));
	return ending_come(stage, &OPTED_OUT);
}

static enum err customer_key(struct stage *stage, char key)
{
	static const struct ending SNOOZED = {
		.on = CALLBACK_ON_CUSTOMER_SNOOZES,
		.cause = "customer_snoozed",
		.side = "customer",
		.tell_advisor = "customer_snoozed",
		.tell_customer = "snoozed",
	};
	static const struct ending CANCELLED = {
		.on = CALLBACK_ON_CUSTOMER_CANCELS,
		.cause = "customer_cancelled",
		.side = "customer",
		.tell_advisor = "customer_cancelled",
		.tell_customer = "cancelled",
	};

	TRY(leg_heard_human(stage->desk, &stage->customer));
	switch (key) {
	case '1': return talk_begin(stage);
	case '2': return ending_come(stage, &SNOOZED);
	case '3': return ending_come(stage, &CANCELLED);
	case '9': return opt_out(stage);
	default: return consent_no_key(stage, &stage->customer);
	}
}

enum err consent_key(struct stage *stage, struct leg *leg, char key)
{
	char detail[2] = { key, '\0' };

	TRY(stage_mark(stage, SIDE_WORDS[leg->side], "key", detail));
	return leg->side == SIDE_ADVISOR ? advisor_key(stage, key) : customer_key(stage, key);
}

enum err consent_no_key(struct stage *stage, struct leg *leg)
{
	static const struct ending MISSED = {
		.on = CALLBACK_ON_ADVISOR_MISSES,
		.cause = "advisor_no_key",
		.side = "advisor",
		.advisor = ADVISOR_MISSED,
		.tell_advisor = "no_key",
	};
	static const struct ending ABSENT = {
		.on = CALLBACK_ON_CUSTOMER_ABSENT,
		.cause = "customer_no_key",
		.side = "customer",
		.tell_advisor = "customer_absent",
		.tell_customer = "no_key",
	};

	if (leg->round < stage->desk->rules->prompt_rounds)
		return leg->side == SIDE_ADVISOR ? whisper(stage, leg->round + 1)
		                                 : greeting(stage, leg->round + 1);
	return ending_come(stage, leg->side == SIDE_ADVISOR ? &MISSED : &ABSENT);
}
