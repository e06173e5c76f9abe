// SPDX-License-Identifier: Apache-2.0
/* After the evening, or instead of it: a visitor plays Sam, Dana and Olive in a browser. */
#include "daemon/demo/demo.h"
#include "port/clock.h"

#include <string.h>

enum { PATH_CHARS = 160, ROBOT_REST_S = 20, ROBOT_WAIT_S = 3600 };

static mono now(void)
{
	const struct clock_port *clock = clock_real();

	return clock->tick(clock->ctx);
}

/*
 * The evening's last call, Dana's menu, is ended. Sam and Dana ring until the visitor answers them;
 * robots answer, press 1 and soon hang up.
 */
#define ROBOT_PRESS "\"press\":[{\"after\":\"question\",\"keys\":\"1\",\"delay_ms\":700}]"
#define SET(number, behaviour) \
	"{\"cmd\":\"set\",\"number\":\"" number "\",\"behaviour\":{" behaviour "}}\n"
#define ROBOT "\"after_ms\":2500,\"hang_up_after_talk_ms\":15000," ROBOT_PRESS
#define BY_HAND "\"ring\":\"manual\",\"press\":[]"
static const char *const HABITS[] = {
	"{\"cmd\":\"end_all\"}\n", "{\"cmd\":\"reset\"}\n",
	(SET("*01??", ROBOT)),     (SET("*0100", BY_HAND ",\"sound\":\"high\"")),
	(SET("*0111", BY_HAND)),
};

/* Nobody's fault when it is refused: the visitor may have taken that place. */
static void arrange_robot(struct demo *demo)
{
	struct demo_person *p = &demo->people[demo->robot];
	struct client_reply reply;
	enum err err = client_call(&demo->api, "POST", "/v1/callbacks",
	                           json_pack("{s:s,s:s,s:s,s:i,s:s}", "customer", p->id, "listing",
	                                     demo->listing, "number", p->number, "wait_seconds",
	                                     ROBOT_WAIT_S, "reason", "It drips again"),
	                           &reply);

	if (err == OK && reply.status == 201) {
		text_fit(text_of(json_chars_of(reply.body, "id")), p->callback, sizeof(p->callback));
		text_fit(text_of(json_chars_of(reply.body, "state")), p->state, sizeof(p->state));
		p->receipt_told = false;
	}
	client_reply_done(&reply);
	demo->robot_since = now();
}

static bool is_over(const struct demo_person *p)
{
	static const char *const OVER[] = { "completed",   "expired",  "cancelled",
		                                "unreachable", "no_funds", "withdrawn" };

	for (size_t i = 0; i < COUNT(OVER); i++)
		if (!strcmp(p->state, OVER[i]))
			return true;
	return !p->state[0];
}

void demo_play_look(struct demo *demo)
{
	if (!is_over(&demo->people[demo->robot])) {
		demo->robot_since = now();
		return;
	}
	if (span_seconds(mono_since(now(), demo->robot_since)) < ROBOT_REST_S)
		return;
	demo->robot = demo->robot == LEE ? KIM : (enum demo_who)(demo->robot + 1);
	arrange_robot(demo);
}

/* The visitor begins with an advisor who is away, as every advisor does. */
static void send_dana_away(struct demo *demo)
{
	char path[PATH_CHARS];

	(void)snprintf(path, sizeof(path), "/v1/advisors/%s/availability", demo->people[DANA].id);
	json_decref(demo_ask(demo, "PATCH", path, json_pack("{s:s}", "intent", "away"), 200));
}

enum err demo_play_begin(struct demo *demo)
{
	demo->playing = true;
	if (demo->no_evening)
		TRY(demo_people_create(demo));
	else
		TRY(demo_house_relax(&demo->house));
	send_dana_away(demo);
	for (size_t i = 0; i < COUNT(HABITS); i++)
		TRY(demo_phones_tell(&demo->house, HABITS[i]));
	demo->robot = KIM;
	arrange_robot(demo);
	return OK;
}
