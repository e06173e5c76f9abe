// SPDX-License-Identifier: Apache-2.0
/*
 * The `#` menu of the advisor's phone (CB7, F22, F53, SETTLED 11): what was earned, how many wait;
 * 1 the next on this same leg, 2 change availability, 3 repeat, 9 hang up. Two prompts of silence,
 * then we hang up and wrap-up begins. A page shows the same menu and presses the same keys.
 */
#include "domain/call/stage.h"
#include "domain/event/event.h"

/* Whoever watches this advisor sees the menu move, whoever pressed the key. */
static enum err menu_tell(struct stage *stage, const char *menu)
{
	struct text_buf data;
	struct json j;
	char id[ID_CHARS];

	text_buf_init(&data, stage->desk->arena);
	json_init(&j, &data);
	json_object(&j);
	json_put_chars(&j, "id", id_format(ID_OF_call, stage->call.id.n, id));
	json_put_chars(&j, "menu", menu);
	json_end(&j);

	const struct event_ask event = {
		.kind = "call.menu",
		.subject_kind = ID_OF_call,
		.subject = stage->call.id.n,
		.advisor = stage->call.advisor,
		.data = text_buf_text(&data),
	};

	return event_write(stage->desk, &event);
}

static enum err menu_say(struct stage *stage, const struct line *line)
{
	TRY(stage_say(stage, &stage->advisor, line));
	return menu_tell(stage, SCENE_WORDS[line->scene]);
}

static enum err waiting_words(struct stage *stage, text *out)
{
	struct desk *desk = stage->desk;
	const char *language = desk->rules->language;
	struct text_buf number;
	int64_t waiting;

	TRY(callback_line_length(desk->tx, stage->call.advisor, &waiting));
	text_buf_init(&number, desk->arena);
	text_buf_print(&number, "%lld", (long long)waiting);
	*out = waiting == 0   ? ivr_lines(desk->arena, language, "waiting_none", IVR_NO_VALUES)
	       : waiting == 1 ? ivr_lines(desk->arena, language, "waiting_one", IVR_NO_VALUES)
	                      : ivr_lines(desk->arena, language, "waiting_many",
	                                  IVR_VALUES({ "count", text_buf_text(&number) }));
	return OK;
}

static enum err say_menu(struct stage *stage, const char *prompt, int32_t round)
{
	text waiting;

	TRY(waiting_words(stage, &waiting));

	struct money earned = money_of(stage->call.earned_minor, stage->call.currency);
	const struct line line = {
		.scene = SCENE_MENU,
		.prompt = prompt,
		.values =
			IVR_VALUES({ "earned", ivr_money(stage->desk->arena, earned) }, { "waiting", waiting }),
		.asks = true,
		.barge = true,
		.round = round,
	};

	return menu_say(stage, &line);
}

enum err menu_begin(struct stage *stage, bool after_call)
{
	must(stage->has_advisor);
	return say_menu(stage, after_call ? "menu" : "menu_short", 1);
}

static enum err say_availability(struct stage *stage, int32_t round)
{
	struct desk *desk = stage->desk;
	const char *language = desk->rules->language;
	struct availability a;

	TRY(availability_get(desk->tx, stage->call.advisor, &a));

	const struct line line = {
		.scene = SCENE_AVAILABILITY,
		.prompt = "menu_availability",
		.values =
			IVR_VALUES({ "intent", ivr_word(desk->arena, language, INTENT_WORDS[a.intent]) },
		               { "other", ivr_word(desk->arena, language, a.callbacks_on ? "off" : "on") }),
		.asks = true,
		.barge = true,
		.round = round,
	};

	return menu_say(stage, &line);
}

static enum err next_on_this_leg(struct stage *stage)
{
	enum err err = dispatch_on_leg(stage->desk, &stage->advisor, stage->call.advisor);

	if (err != ERR_NONE)
		return err;

	const struct line nobody = {
		.scene = SCENE_MENU,
		.prompt = "menu_nobody",
		.asks = true,
		.barge = true,
		.round = 1,
	};

	return menu_say(stage, &nobody);
}

static enum err hang_up(struct stage *stage)
{
	TRY(stage_goodbye(stage, &stage->advisor, "goodbye", IVR_NO_VALUES));
	return menu_tell(stage, SCENE_WORDS[SCENE_GOODBYE]);
}

static enum err top_key(struct stage *stage, char key)
{
	switch (key) {
	case '1': return next_on_this_leg(stage);
	case '2': return say_availability(stage, 1);
	case '3':
	case '#': return menu_begin(stage, true);
	case '9':
	case '*': return hang_up(stage);
	default: return menu_no_key(stage);
	}
}

static enum err set_availability(struct stage *stage, char key, const char *cause)
{
	struct desk *desk = stage->desk;
	const char *language = desk->rules->language;
	struct availability_ask ask = { .advisor = stage->call.advisor, .cause = cause };
	struct availability_answer answer;
	struct availability now;

	TRY(availability_get(desk->tx, stage->call.advisor, &now));
	ask.has_intent = key != '4';
	ask.intent = key == '1' ? INTENT_TAKING_CALLS : key == '2' ? INTENT_ARRANGE_ONLY : INTENT_AWAY;
	ask.has_callbacks_on = key == '4';
	ask.callbacks_on = !now.callbacks_on;
	TRY(availability_set(desk, &ask, &answer));
	must(answer.refused == GRANTED);

	const struct line line = {
		.scene = SCENE_MENU,
		.prompt = "availability_set",
		.values = IVR_VALUES(
			{ "intent", ivr_word(desk->arena, language, INTENT_WORDS[answer.now.intent]) },
			{ "switch", ivr_word(desk->arena, language, answer.now.callbacks_on ? "on" : "off") }),
		.asks = true,
		.barge = true,
		.round = 1,
	};

	return menu_say(stage, &line);
}

enum err menu_key(struct stage *stage, char key, const char *cause)
{
	char detail[2] = { key, '\0' };
	struct actor advisor = { ACTOR_ADVISOR, stage->call.advisor.n };
	bool by_phone = text_is(text_of(cause), "phone");
	struct actor before = stage->desk->actor;
	enum err err;

	TRY(stage_mark(stage, "advisor", by_phone ? "key" : "click", detail));
	stage->desk->actor = advisor;
	if (stage->advisor.scene == SCENE_AVAILABILITY)
		err = key >= '1' && key <= '4' ? set_availability(stage, key, cause) : menu_no_key(stage);
	else
		err = top_key(stage, key);
	stage->desk->actor = before;
	return err;
}

enum err menu_no_key(struct stage *stage)
{
	int32_t round = stage->advisor.round;

	if (round >= stage->desk->rules->prompt_rounds)
		return hang_up(stage);
	if (stage->advisor.scene == SCENE_AVAILABILITY)
		return say_availability(stage, round + 1);
	return say_menu(stage, "menu_short", round + 1);
}
