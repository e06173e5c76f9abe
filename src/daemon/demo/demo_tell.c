// SPDX-License-Identifier: Apache-2.0
/* What the demo prints: one line a happening, with the seconds since it began. */
#include "daemon/demo/demo.h"
#include "port/clock.h"

#include <stdarg.h>
#include <string.h>

static const char *const STEP_WORDS[] = {
#define STEP(name, words) words,
#include "daemon/demo/steps.def"
#undef STEP
};

static const struct {
	const char *glyph;
	enum cli_paint paint;
} MARKS[] = {
	[MARK_DO] = { "»", PAINT_BOLD },      [MARK_RING] = { "☎", PAINT_CYAN },
	[MARK_TALK] = { "●", PAINT_GREEN },   [MARK_SOUND] = { "♪", PAINT_DIM },
	[MARK_MONEY] = { "$", PAINT_YELLOW }, [MARK_GOOD] = { "✓", PAINT_GREEN },
	[MARK_BAD] = { "✗", PAINT_RED },      [MARK_LINE] = { " ", PAINT_DIM },
};

static void stamp(const struct demo *demo)
{
	const struct clock_port *clock = clock_real();
	int64_t ms = span_ms(mono_since(clock->tick(clock->ctx), demo->begun));

	printf("%s%4lld.%lld s%s  ", cli_paint(demo->cli, PAINT_DIM), (long long)(ms / 1000),
	       (long long)(ms % 1000 / 100), cli_paint(demo->cli, PAINT_PLAIN));
}

void demo_tell(const struct demo *demo, enum demo_mark mark, const char *format, ...)
{
	va_list args;

	must(mark < COUNT(MARKS));
	stamp(demo);
	printf("%s%s ", cli_paint(demo->cli, MARKS[mark].paint), MARKS[mark].glyph);
	va_start(args, format);
	(void)vprintf(format, args);
	va_end(args);
	printf("%s\n", cli_paint(demo->cli, PAINT_PLAIN));
	(void)fflush(stdout);
}

/* The line as the API lists it: ① Sam  ② Kim … */
void demo_tell_line(struct demo *demo)
{
	char path[120], words[400] = "";
	struct client_reply reply;
	const json_t *row;
	size_t i, used = 0;

	(void)snprintf(path, sizeof(path), "/v1/advisors/%s/arranged-calls?limit=20",
	               demo->people[DANA].id);
	if (client_call(&demo->api, "GET", path, NULL, &reply) != OK || reply.status != 200) {
		client_reply_done(&reply);
		return;
	}
	json_array_foreach(json_object_get(reply.body, "data"), i, row)
	{
		bool waits = !strcmp(json_chars_of(row, "state"), "waiting");

		if (used < sizeof(words))
			used += (size_t)snprintf(words + used, sizeof(words) - used, " %s %s%s%s", i ? "←" : "",
			                         waits ? "[" : "(", json_chars_of(row, "customer_nickname"),
			                         waits ? "]" : ")");
	}
	demo_tell(demo, MARK_LINE, "      the line:%s", used ? words : " nobody waits");
	client_reply_done(&reply);
}

void demo_seen(struct demo *demo, enum demo_step step)
{
	must(step < DEMO_STEPS);
	demo->seen[step] = true;
}

void demo_wrong(struct demo *demo, const char *format, ...)
{
	char words[300];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(words, sizeof(words), format, args);
	va_end(args);
	demo_tell(demo, MARK_BAD, "%s", words);
	if (!demo->fault[0])
		text_fit(text_of(words), demo->fault, sizeof(demo->fault));
}

bool demo_all_seen(const struct demo *demo)
{
	for (size_t i = 0; i < DEMO_STEPS; i++)
		if (!demo->seen[i])
			return false;
	return !demo->fault[0];
}

void demo_tell_steps(const struct demo *demo)
{
	printf("\nWhat was to be seen, and whether it was:\n");
	for (size_t i = 0; i < DEMO_STEPS; i++)
		printf("  %s%s%s %s\n", cli_paint(demo->cli, demo->seen[i] ? PAINT_GREEN : PAINT_RED),
		       demo->seen[i] ? "✓" : "✗", cli_paint(demo->cli, PAINT_PLAIN), STEP_WORDS[i]);
	if (demo->fault[0])
		printf("  %s✗%s %s\n", cli_paint(demo->cli, PAINT_RED), cli_paint(demo->cli, PAINT_PLAIN),
		       demo->fault);
	(void)fflush(stdout);
}

/* Built without its web app, the daemon has no pages to point at. */
static bool has_pages(struct demo *demo)
{
	struct client_reply reply;
	enum err err = client_call(&demo->api, "GET", "/demo/phones", NULL, &reply);
	bool has = (err == OK || err == ERR_MALFORMED) && reply.status == 200;

	client_reply_done(&reply);
	return has;
}

static void tell_links(const struct demo *demo)
{
	int port = demo->house.api_port;

	printf("\n"
	       "  1  Customer   http://127.0.0.1:%d/?as=sam          (Sam, balance $50.00)\n"
	       "  2  Advisor    http://127.0.0.1:%d/pro?as=dana      (Dana: boiler faults, $2.40 a "
	       "minute)\n"
	       "  3  Operator   http://127.0.0.1:%d/op/wall?as=olive\n"
	       "  4  Phones     http://127.0.0.1:%d/demo/phones      (Sam's phone, Dana's phone)\n"
	       "  5  Mail       http://127.0.0.1:%d/demo/mail        (what everybody would be sent)\n"
	       "     or all of them on one page: http://127.0.0.1:%d/demo\n\n",
	       port, port, port, port, port, port);
}

static void tell_what_to_try(const struct demo *demo)
{
	printf(
		"Try this:  open 4 and leave it beside. Open 1, choose House and home, then Boiler\n"
		"           faults; press Arrange a Call and Put me in line. Open 2, press Taking calls:\n"
		"           Dana's phone rings in 4. Answer it and press 1. Kim, a robot, is first in\n"
		"           line and talks 12 s; then Dana's menu: press 1, and Sam's phone rings.\n"
		"           Answer it and press 1: they are joined. Press * on Dana's phone to end the\n"
		"           talk and # to hear her menu again; Sam's receipt is in 5.\n\n"
		"One browser is all three people: Chromium and Firefox keep each at a host of their own\n"
		"(sam.demo.localhost). In another browser, open each person in a private window.\n\n"
		"Robots: Kim waits for Dana; Ravi, another advisor, is busy with Mia and Otto;\n"
		"Mei and Luis are free: press Call now.\n"
		"Speed %dx (--speed 1..100, or in 4): how fast robots talk and the house's pauses pass.\n"
		"What is spoken, and the time you have to answer, stay as they are.\n\n",
		demo->house.speed);
}

static void tell_commands(const struct demo *demo)
{
	const struct demo_house *h = &demo->house;
	const char *program = demo->cli->program;

	printf("In another terminal:\n\n"
	       "  %s status\n"
	       "  %s queue ls\n"
	       "  %s calls tail\n"
	       "  export TOKEN=%s URL=http://127.0.0.1:%d\n"
	       "  curl -s -H \"Authorization: Bearer $TOKEN\" $URL/v1/advisors\n"
	       "  curl -s -H \"Authorization: Bearer $TOKEN\" -H 'Idempotency-Key: my-first' "
	       "$URL/v1/callbacks \\\n"
	       "       -H 'Content-Type: application/json' \\\n"
	       "       -d "
	       "'{\"customer\":\"%s\",\"listing\":\"%s\",\"number\":\"%s\",\"wait_seconds\":600}'\n"
	       "  curl -sN -H \"Authorization: Bearer $TOKEN\" $URL/v1/events/stream\n"
	       "  curl -s http://127.0.0.1:%d/metrics | grep ^ringback\n"
	       "  tail -f %s\n\n",
	       program, program, program, h->token, h->api_port, demo->people[SAM].id, demo->listing,
	       demo->people[SAM].number, h->admin_port, h->journal);
}

void demo_tell_play(struct demo *demo)
{
	const struct clock_port *clock = clock_real();
	int64_t ms = span_ms(mono_since(clock->tick(clock->ctx), demo->begun));

	printf("\nThe demo stays up. Everything is local; nothing can dial out.\n");
	if (has_pages(demo)) {
		tell_links(demo);
		tell_what_to_try(demo);
	} else {
		printf("\nThis build has no web app (Node was not there), so there are no pages.\n");
	}
	tell_commands(demo);
	printf("Configuration: %s\n", demo->house.config);
	if (demo->no_evening)
		printf("Ready in %lld.%lld s. ", (long long)(ms / 1000), (long long)(ms % 1000 / 100));
	printf("Ctrl+C stops and deletes the demo.\n");
	(void)fflush(stdout);
}
