// SPDX-License-Identifier: Apache-2.0
/* What an advisor wants and does, and the keys of the own phone pressed on a page. */
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/line_news.h"
#include "adapter/http/routes/show.h"

static void show_menu(struct json *j, const struct phone_menu *menu)
{
	if (!menu->menu[0])
		return;
	json_key(j, "menu");
	json_object(j);
	json_put_chars(j, "name", menu->menu);
	json_put_chars(j, "pressed", menu->pressed);
	json_put_instant(j, "pressed_at", menu->pressed_at);
	json_end(j);
}

static enum err reply_availability(struct desk *desk, struct reply *reply,
                                   const struct availability *a, const bool *switched_on)
{
	struct phone_menu menu;
	int64_t waiting;

	TRY(callback_line_length(desk->tx, a->advisor, &waiting));
	TRY(call_menu_now(desk->tx, a, &menu));
	struct json *j = reply_json(reply, 200);

	json_object(j);
	json_put_id(j, "advisor", ID_OF_advisor, a->advisor.n);
	line_put(j, a, waiting, desk->now);
	json_put_bool(j, "appointments_on", a->appointments_on);
	json_put_number(j, "misses", a->misses);
	json_put_instant(j, "paused_until",
	                 instant_before(desk->now, a->paused_until) ? a->paused_until : NEVER);
	json_put_instant(j, "wrap_up_until",
	                 instant_before(desk->now, a->wrap_until) ? a->wrap_until : NEVER);
	bool is_kept = instant_before(desk->now, a->reserved_until);

	json_put_instant(j, "reserved_until", is_kept ? a->reserved_until : NEVER);
	json_put_instant(j, "reserved_release_at",
	                 is_kept ? instant_add(a->reserved_at, desk->rules->reserve_release_ms)
	                         : NEVER);
	show_chars_or_null(j, "after_call", a->after_call);
	json_put_instant(j, "back_at", a->back_at);
	json_put_id(j, "call", ID_OF_call, a->call.n);
	show_chars_or_null(j, "call_state", a->call_state);
	show_menu(j, &menu);
	json_put_instant(j, "changed_at", a->changed_at);
	if (switched_on)
		json_put_bool(j, "callbacks_switched_on", *switched_on);
	json_end(j);
	reply_etag(reply, a->version);
	return OK;
}

enum err api_availability_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const advisor_id id = { path_id(rq, "advisor") };
	struct availability a;
	enum err err;

	if (!is_self_or_operator(rq, id.n))
		return reply_not_found(reply);
	err = availability_get(desk->tx, id, &a);
	if (err == ERR_NONE)
		return reply_not_found(reply);
	TRY(err);
	return reply_availability(desk, reply, &a, NULL);
}

static enum intent intent_named(text word)
{
	for (int i = 0; i < INTENT_COUNT; i++) {
		if (text_is(word, INTENT_WORDS[i]))
			return (enum intent)i;
	}
	must(false && "the table knows the intents");
	return INTENT_AWAY;
}

static const char *cause_of(const struct request *rq)
{
	return rq->who.by == SIGNED_BY_SESSION ? "web" : "api";
}

/* Two wishes that contradict each other; leaves the reply untouched when there are none. */
static enum err look_at_ask(const struct desk *desk, const struct availability_ask *ask,
                            struct reply *reply)
{
	if (ask->has_intent && ask->has_after_call)
		return reply_field(reply, REFUSED_INVALID, "after_call", "goes without intent");
	if (!ask->pauses)
		return OK;
	if (!ask->has_intent || ask->intent == INTENT_TAKING_CALLS)
		return reply_field(reply, REFUSED_INVALID, "back_in_seconds",
		                   "goes with an intent that takes no calls");
	if (span_less(desk->rules->break_most_ms, ask->pause))
		return reply_field(reply, REFUSED_INVALID, "back_in_seconds",
		                   "is longer than this house allows");
	return OK;
}

enum err api_availability_change(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct availability_ask ask = {
		.advisor = { path_id(rq, "advisor") },
		.has_intent = body_has(rq, "intent"),
		.has_callbacks_on = body_has(rq, "callbacks_on"),
		.has_appointments_on = body_has(rq, "appointments_on"),
		.has_after_call = body_has(rq, "after_call"),
		.pauses = body_has(rq, "back_in_seconds"),
		.pause = SECONDS(body_number(rq, "back_in_seconds", 0)),
		.callbacks_on = body_bool(rq, "callbacks_on", false),
		.appointments_on = body_bool(rq, "appointments_on", false),
		.version = version_asked(rq),
		.cause = cause_of(rq),
	};
	struct availability_answer answer;

	if (!is_self_or_operator(rq, ask.advisor.n))
		return reply_not_found(reply);
	if (ask.has_intent)
		ask.intent = intent_named(body_text(rq, "intent"));
	if (ask.has_after_call && !body_is_null(rq, "after_call"))
		ask.after_call = intent_named(body_text(rq, "after_call"));
	TRY(look_at_ask(desk, &ask, reply));
	if (reply->status)
		return OK;
	if (!is_operator(rq))
		desk->actor.kind = ACTOR_ADVISOR;
	TRY(call_set_availability(desk, &ask, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, NULL, NULL);
	return reply_availability(desk, reply, &answer.now, &answer.callbacks_switched_on);
}

/* ---- the phone's keys ------------------------------------------------------------------ */
static enum err reply_now(struct desk *desk, struct reply *reply, advisor_id advisor)
{
	struct availability a;

	TRY(availability_get(desk->tx, advisor, &a));
	return reply_availability(desk, reply, &a, NULL);
}

enum err api_advisor_next(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const advisor_id id = { path_id(rq, "advisor") };
	enum refusal refused;

	if (!is_self(rq, id.n))
		return reply_not_found(reply);
	desk->actor.kind = ACTOR_ADVISOR;
	TRY(call_next(desk, id, cause_of(rq), &refused));
	return refused ? reply_refused(reply, refused, NULL, NULL) : reply_now(desk, reply, id);
}

enum err api_call_press(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const text menu = body_text(rq, "menu");
	const struct press press = {
		.call = { path_id(rq, "call") },
		.advisor = { rq->who.account },
		.menu = text_is(menu, "availability") ? "availability" : "menu",
		.key = body_text(rq, "key").at[0],
		.cause = cause_of(rq),
	};
	enum refusal refused;

	desk->actor.kind = ACTOR_ADVISOR;
	TRY(call_press(desk, &press, &refused));
	return refused ? reply_refused(reply, refused, NULL, NULL)
	               : reply_now(desk, reply, press.advisor);
}
