// SPDX-License-Identifier: Apache-2.0
/*
 * After the evening, or instead of it: a visitor plays Sam, Dana and Olive in a browser, and
 * robots keep both lines moving.
 */
#include "daemon/demo/demo.h"
#include "port/clock.h"

#include <string.h>

enum { PATH_CHARS = 160, ROBOT_REST_MS = 20000, ROBOT_WAIT_S = 3600, CALLS_A_CREDIT = 8 };

static mono now(void)
{
	const struct clock_port *clock = clock_real();

	return clock->tick(clock->ctx);
}

/*
 * The evening's last call, Dana's menu, is ended. Sam and Dana ring until the visitor answers them;
 * robots answer, press 1 and soon hang up; their advisors press 1 until nobody waits.
 */
#define ROBOT_PRESS "\"press\":[{\"after\":\"question\",\"keys\":\"1\",\"delay_ms\":700}]"
#define SET(number, behaviour) \
	"{\"cmd\":\"set\",\"number\":\"" number "\",\"behaviour\":{" behaviour "}}\n"
#define TALKS(ms) "\"after_ms\":1500,\"hang_up_after_talk_ms\":" ms "," ROBOT_PRESS
#define BY_HAND "\"ring\":\"manual\",\"press\":[]"
#define ADVISOR_HABIT "\"after_ms\":2000,\"sound\":\"high\",\"hang_up_on\":\"Nobody is waiting\","
static const char *const HABITS[] = {
	"{\"cmd\":\"end_all\"}\n",
	"{\"cmd\":\"reset\"}\n",
	(SET("*01??", TALKS("12000"))),
	(SET("*0155", TALKS("60000"))),
	(SET("*0166", TALKS("90000"))),
	(SET("*0105", ADVISOR_HABIT ROBOT_PRESS)),
	(SET("*0102", ADVISOR_HABIT ROBOT_PRESS)),
	(SET("*0108", ADVISOR_HABIT ROBOT_PRESS)),
	(SET("*0100", BY_HAND ",\"sound\":\"high\"")),
	(SET("*0111", BY_HAND)),
};

/* Nobody's fault when it is refused: the visitor may have taken that place. */
static void arrange_robot(struct demo *demo, struct demo_robots *robots)
{
	struct demo_person *p = &demo->people[robots->now];
	struct client_reply reply;
	enum err err;

	if (++p->calls % CALLS_A_CREDIT == 0)
		(void)(demo_credit(demo, robots->now) == OK);
	err = client_call(&demo->api, "POST", "/v1/callbacks",
	                  json_pack("{s:s,s:s,s:s,s:i,s:s}", "customer", p->id, "listing",
	                            robots->listing, "number", p->number, "wait_seconds", ROBOT_WAIT_S,
	                            "reason", "It drips again"),
	                  &reply);
	if (err == OK && reply.status == 201) {
		text_fit(text_of(json_chars_of(reply.body, "id")), p->callback, sizeof(p->callback));
		text_fit(text_of(json_chars_of(reply.body, "state")), p->state, sizeof(p->state));
		p->receipt_told = false;
	}
	client_reply_done(&reply);
	robots->since = now();
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

static void look_at(struct demo *demo, struct demo_robots *robots)
{
	if (!is_over(&demo->people[robots->now])) {
		robots->since = now();
		return;
	}
	if (span_ms(mono_since(now(), robots->since)) < ROBOT_REST_MS / demo->house.speed)
		return;
	robots->now = robots->now == robots->last ? robots->first : (enum demo_who)(robots->now + 1);
	arrange_robot(demo, robots);
}

/* A page may have set another speed. */
static void follow_speed(struct demo *demo)
{
	int speed = demo_phones_speed(&demo->house, demo->house.speed);

	if (speed == demo->house.speed || demo_house_relax(&demo->house, speed) != OK)
		return;
	demo_tell(demo, MARK_LINE, "robots and pauses are %d times as fast as people", speed);
}

void demo_play_look(struct demo *demo)
{
	follow_speed(demo);
	for (size_t i = 0; i < COUNT(demo->robots); i++)
		look_at(demo, &demo->robots[i]);
}

/* The visitor begins with an advisor who is away, as every advisor does. */
static void send_dana_away(struct demo *demo)
{
	char path[PATH_CHARS];

	(void)snprintf(path, sizeof(path), "/v1/advisors/%s/availability", demo->people[DANA].id);
	json_decref(demo_ask(demo, "PATCH", path, json_pack("{s:s}", "intent", "away"), 200));
}

static void begin_robots(struct demo *demo)
{
	const struct demo_robots robots[] = {
		{ .first = KIM, .last = LEE, .now = KIM, .listing = demo->listing },
		{ .first = MIA, .last = MIA, .now = MIA, .listing = demo->ravis_listing },
		{ .first = OTTO, .last = OTTO, .now = OTTO, .listing = demo->ravis_listing },
	};

	for (size_t i = 0; i < COUNT(robots); i++) {
		demo->robots[i] = robots[i];
		arrange_robot(demo, &demo->robots[i]);
	}
}

enum err demo_play_begin(struct demo *demo)
{
	demo->playing = true;
	if (demo->no_evening)
		TRY(demo_people_create(demo));
	else
		TRY(demo_house_relax(&demo->house, demo->house.speed));
	TRY(demo_robots_create(demo));
	send_dana_away(demo);
	for (size_t i = 0; i < COUNT(HABITS); i++)
		TRY(demo_phones_tell(&demo->house, HABITS[i]));
	begin_robots(demo);
	TRY(demo_available(demo, MEI));
	TRY(demo_available(demo, LUIS));
	return demo_available(demo, RAVI);
}
