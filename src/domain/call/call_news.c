// SPDX-License-Identifier: Apache-2.0
/*
 * What the telephone tells, handed to the part of the call it concerns. A scene decides what a key
 * means; an answer to a prompt that is no longer the running one is late and means nothing.
 */
#include "domain/call/stage.h"

static struct leg *leg_of(struct stage *stage, const struct news *news)
{
	if (stage->has_advisor && stage->advisor.id.n == news->leg)
		return &stage->advisor;
	if (stage->has_customer && stage->customer.id.n == news->leg)
		return &stage->customer;
	return NULL;
}

static enum err on_answered(struct stage *stage, struct leg *leg, const struct news *news)
{
	bool taken;

	TRY(leg_step(stage->desk, leg, LEG_ON_ANSWERED, news, &taken));
	if (!taken)
		return OK;
	TRY(stage_mark(stage, SIDE_WORDS[leg->side], "answered", ""));
	if (leg->scene == SCENE_GOODBYE || stage->call.state == CALL_ENDED)
		return OK; /* it is being hung up already */
	if (leg->side == SIDE_ADVISOR)
		return consent_ask_advisor(stage);
	TRY(stage_tell(stage, "call.answered"));
	return consent_ask_customer(stage);
}

static enum err on_talk_key(struct stage *stage, const struct leg *leg, const struct news *news)
{
	static const struct ending BY_STAR = {
		.on = CALLBACK_ON_TALK_ENDS,
		.cause = "advisor_ended",
		.side = "advisor",
		.tell_customer = "talk_over",
		.menu = true,
	};

	if (leg->side != SIDE_ADVISOR || news->key != '*')
		return OK;
	TRY(talk_meter(stage, news->witnessed));
	return ending_come(stage, &BY_STAR);
}

static enum err on_key(struct stage *stage, struct leg *leg, const struct news *news)
{
	if (leg->scene == SCENE_TALK)
		return on_talk_key(stage, leg, news);
	if (news->token != leg->said)
		return OK;
	switch (leg->scene) {
	case SCENE_WHISPER:
	case SCENE_GREETING: return consent_key(stage, leg, news->key);
	case SCENE_MENU:
	case SCENE_AVAILABILITY: return menu_key(stage, news->key, "phone");
	default: return OK;
	}
}

static enum err on_no_key(struct stage *stage, struct leg *leg, const struct news *news)
{
	if (news->token != leg->said)
		return OK;
	switch (leg->scene) {
	case SCENE_WHISPER:
	case SCENE_GREETING: return consent_no_key(stage, leg);
	case SCENE_MENU:
	case SCENE_AVAILABILITY: return menu_no_key(stage);
	default: return OK;
	}
}

/* The advisor's phone is gone before the two were joined. */
static enum err advisor_lost(struct stage *stage, const struct leg *leg, enum leg_end end)
{
	struct ending ending = {
		.on = CALLBACK_ON_ADVISOR_MISSES,
		.cause = "advisor_no_answer",
		.side = "advisor",
		.advisor = ADVISOR_MISSED,
		.tell_customer = "advisor_gone",
	};

	if (end == LEG_FAILED) {
		ending.on = CALLBACK_ON_STOPPED;
		ending.cause = "trunk_failed";
		ending.side = "system";
		ending.advisor = ADVISOR_PAUSED;
	} else if (end == LEG_DECLINED || instant_is_set(leg->answered_at)) {
		/* Refused, or hung up before the join: as key 2 (SETTLED 7). */
		ending.on = CALLBACK_ON_ADVISOR_DECLINES;
		ending.cause = "advisor_hung_up";
		ending.advisor = ADVISOR_DECLINED;
	} else if (end == LEG_BUSY) {
		ending.cause = "advisor_busy";
	}
	return ending_come(stage, &ending);
}

/* The customer's phone is gone before the two were joined. */
static enum err customer_lost(struct stage *stage, enum leg_end end)
{
	struct ending ending = {
		.on = CALLBACK_ON_CUSTOMER_ABSENT,
		.cause = "customer_no_answer",
		.side = "customer",
		.tell_advisor = "customer_absent",
	};

	if (end == LEG_FAILED) {
		/* The trunk to this number, not the line: others are served meanwhile. */
		ending.on = CALLBACK_ON_TRUNK_FAILED;
		ending.cause = "trunk_failed";
		ending.side = "system";
	} else if (end == LEG_BUSY) {
		ending.cause = "customer_busy";
	} else if (end == LEG_HUNG_UP) {
		ending.cause = "customer_hung_up";
	}
	return ending_come(stage, &ending);
}

static enum err talk_lost(struct stage *stage, enum side side, enum leg_end end)
{
	struct ending ending = {
		.on = CALLBACK_ON_TALK_ENDS,
		.side = SIDE_WORDS[side],
		.tell_customer = "talk_over",
		.menu = side == SIDE_CUSTOMER,
	};

	if (end == LEG_LOST)
		ending.cause = side == SIDE_CUSTOMER ? "customer_lost" : "advisor_lost";
	else
		ending.cause = side == SIDE_CUSTOMER ? "customer_hung_up" : "advisor_hung_up";
	return ending_come(stage, &ending);
}

static enum err on_ended(struct stage *stage, struct leg *leg, const struct news *news)
{
	enum side side = leg->side;
	struct leg gone = *leg;
	bool taken;

	TRY(leg_step(stage->desk, leg, LEG_ON_ENDED, news, &taken));
	if (!taken)
		return OK;
	TRY(stage_mark(stage, SIDE_WORDS[side], "gone", leg->end_cause));
	*(side == SIDE_ADVISOR ? &stage->has_advisor : &stage->has_customer) = false;
	switch (stage->call.state) {
	case CALL_PLACED:
	case CALL_CONSENTING:
		return side == SIDE_ADVISOR ? advisor_lost(stage, &gone, news->end)
		                            : customer_lost(stage, news->end);
	case CALL_BRIDGED:
	case CALL_PAUSED:
		TRY(talk_meter(stage, news->witnessed));
		return talk_lost(stage, side, news->end);
	default: return side == SIDE_ADVISOR ? ending_free_advisor(stage) : ending_free_customer(stage);
	}
}

static enum err on_sound(struct stage *stage, const struct leg *leg, const struct news *news)
{
	bool quiet = news->kind == NEWS_QUIET;

	TRY(talk_meter(stage, news->witnessed));
	return stage_mark(stage, SIDE_WORDS[leg->side], quiet ? "quiet" : "sound", "");
}

static enum err on_ringing(struct stage *stage, struct leg *leg, const struct news *news)
{
	bool taken;

	TRY(leg_step(stage->desk, leg, LEG_ON_RINGING, news, &taken));
	return taken ? stage_mark(stage, SIDE_WORDS[leg->side], "ringing", "") : OK;
}

static enum err on_leg(struct stage *stage, struct leg *leg, const struct news *news)
{
	switch (news->kind) {
	case NEWS_RINGING: return on_ringing(stage, leg, news);
	case NEWS_ANSWERED: return on_answered(stage, leg, news);
	case NEWS_SAID: return news->token == leg->said ? leg_said(stage->desk, leg, news->at) : OK;
	case NEWS_KEY: return on_key(stage, leg, news);
	case NEWS_NO_KEY: return on_no_key(stage, leg, news);
	case NEWS_QUIET:
	case NEWS_SOUND: return on_sound(stage, leg, news);
	case NEWS_ENDED: return on_ended(stage, leg, news);
	default: return OK;
	}
}

/*
 * Meter and limit speak of the call; the rest of a leg, whose call is looked up: it may have moved
 * on.
 */
enum err call_news(struct desk *desk, const struct news *news)
{
	struct stage stage;
	struct leg leg;
	bool of_call = news->kind == NEWS_METER || news->kind == NEWS_LIMIT;
	call_id call = { news->call };
	bool journaled = false;
	enum err err = OK;

	if (news->kind == NEWS_METER)
		TRY(talk_journal(desk, call, news->witnessed, &journaled));
	if (journaled)
		return OK;

	if (!of_call) {
		err = leg_get(desk->tx, (leg_id){ news->leg }, &leg);
		call = leg.call;
	}
	if (err == OK)
		err = stage_open(desk, call, &stage);
	if (err == ERR_NONE)
		return OK; /* not ours, or gone: the news is late */
	TRY(err);
	if (of_call) {
		TRY(talk_meter(&stage, news->witnessed));
		return news->kind == NEWS_LIMIT ? talk_limit(&stage) : OK;
	}

	struct leg *live = leg_of(&stage, news);

	return live ? on_leg(&stage, live, news) : OK;
}
