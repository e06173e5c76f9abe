// SPDX-License-Identifier: Apache-2.0
/*
 * Keys of the advisor's phone that were pressed on a page: the menu's, `*` of a talk, and "next".
 * Each goes into the entry of the phone's own key, so the two cannot drift apart; the advisor's row
 * is locked, so of two presses in one moment the second finds the menu gone.
 */
#include "domain/call/stage.h"
#include "domain/event/event.h"

/* The advisor's live call; false: not this advisor's, or none by that id. */
static enum err open_own(struct desk *desk, call_id call, advisor_id advisor, struct stage *stage,
                         bool *own)
{
	enum err err = stage_open(desk, call, stage);

	*own = err == OK && stage->call.advisor.n == advisor.n;
	return err == ERR_NONE ? OK : err;
}

static bool in_menu(const struct stage *stage)
{
	return stage->has_advisor &&
	       (stage->advisor.scene == SCENE_MENU || stage->advisor.scene == SCENE_AVAILABILITY);
}

enum err call_press(struct desk *desk, const struct press *press, enum refusal *refused)
{
	struct stage stage;
	bool own;

	TRY(open_own(desk, press->call, press->advisor, &stage, &own));
	*refused = own ? GRANTED : REFUSED_NOT_FOUND;
	if (!own)
		return OK;
	if (!in_menu(&stage) || !text_is(text_of(press->menu), SCENE_WORDS[stage.advisor.scene])) {
		*refused = REFUSED_MENU_OVER;
		return OK;
	}
	return menu_key(&stage, press->key, press->cause);
}

/* On the leg that is in the menu already; *on_leg false: there is none. */
static enum err next_on_leg(struct desk *desk, const struct availability *a, const char *cause,
                            bool *on_leg)
{
	struct stage stage;

	*on_leg = false;
	TRY(stage_open(desk, a->call, &stage));
	if (!in_menu(&stage))
		return OK;
	*on_leg = true;
	/* Key 1 has this meaning in the first menu only; whoever said "next" means it in both. */
	stage.advisor.scene = SCENE_MENU;
	return menu_key(&stage, '1', cause);
}

enum err call_next(struct desk *desk, advisor_id advisor, const char *cause, enum refusal *refused)
{
	struct availability a;
	bool on_leg;

	TRY(availability_lock(desk, advisor, &a));
	*refused = GRANTED;
	if (a.call.n) {
		TRY(next_on_leg(desk, &a, cause, &on_leg));
		*refused = on_leg ? GRANTED : REFUSED_IN_CALL;
	} else if (a.intent != INTENT_TAKING_CALLS) {
		*refused = REFUSED_NOT_TAKING;
	} else if (availability_activity(&a, desk->now) == ACTIVITY_RESERVED) {
		*refused = REFUSED_NOT_FREE;
	} else {
		TRY(availability_rest_over(desk, advisor));
		return audit_write(desk, "advisor.next", INTENT_WORDS[a.intent], TEXT_LITERAL("{}"));
	}
	return OK;
}

enum err call_hang_up(struct desk *desk, call_id call, advisor_id advisor, enum refusal *refused)
{
	static const struct ending BY_PAGE = {
		.on = CALLBACK_ON_TALK_ENDS,
		.cause = "advisor_ended",
		.side = "advisor",
		.tell_customer = "talk_over",
		.menu = true,
	};
	struct stage stage;
	bool own;

	TRY(open_own(desk, call, advisor, &stage, &own));
	*refused = own ? GRANTED : REFUSED_NOT_FOUND;
	if (!own || stage.call.state == CALL_ENDED)
		return OK;
	if (!instant_is_set(stage.call.bridged_at)) {
		*refused = REFUSED_NOT_CONNECTED;
		return OK;
	}
	TRY(stage_mark(&stage, "advisor", "click", "*"));
	/* Nothing is witnessed while money is out: the talk ends here. */
	if (stage.call.state == CALL_PAUSED || !stage.has_advisor)
		return ending_come(&stage, &BY_PAGE);
	desk_order(desk, ORDER_KEY, stage.call.id, stage.advisor.id)->key.key = '*';
	return OK;
}
