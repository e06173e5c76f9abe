// SPDX-License-Identifier: Apache-2.0
/* ringback calls tail: one line for each event, as it happens, until Ctrl+C. */
#include "daemon/cli/client.h"
#include "base/time.h"

#include <string.h>
#include <time.h>

enum { PATH_CHARS = 160, LOOK_MS = 400, LAST_MOST = 100, LAST_PRESET = 10, WORDS_CHARS = 240 };

static void nap(void)
{
	const struct timespec t = { .tv_nsec = LOOK_MS * 1000000L };

	(void)nanosleep(&t, NULL);
}

static const char *clock_of(const char *at, char out[16])
{
	instant when;
	time_t seconds;
	struct tm local;

	out[0] = '\0';
	if (instant_parse(at, strlen(at), &when) != OK)
		return out;
	seconds = (time_t)(when.us / 1000000);
	if (localtime_r(&seconds, &local))
		(void)strftime(out, 16, "%H:%M:%S", &local);
	return out;
}

/* Where the thing that an event is about can be read; "" nowhere. */
static void place_of(const char *subject, char out[PATH_CHARS])
{
	out[0] = '\0';
	if (!strncmp(subject, "cbk_", 4))
		(void)snprintf(out, PATH_CHARS, "/v1/callbacks/%.32s", subject);
	else if (!strncmp(subject, "cal_", 4))
		(void)snprintf(out, PATH_CHARS, "/v1/calls/%.32s", subject);
	else if (!strncmp(subject, "adv_", 4))
		(void)snprintf(out, PATH_CHARS, "/v1/advisors/%.32s", subject);
}

/* Who it is about, for a person: "Sam for Dana, Boiler faults: waiting". */
static void words_about(struct client *client, const char *subject, char out[WORDS_CHARS])
{
	char path[PATH_CHARS];
	struct client_reply reply;

	text_fit(text_of(subject), out, WORDS_CHARS);
	place_of(subject, path);
	if (!path[0])
		return;
	if (client_call(client, "GET", path, NULL, &reply) == OK && reply.status == 200) {
		const char *customer = json_chars_of(reply.body, "customer_nickname");
		const char *state = json_chars_of(reply.body, "state");

		if (customer[0])
			(void)snprintf(out, WORDS_CHARS, "%.60s for %.60s, %.60s%s%.30s", customer,
			               json_chars_of(reply.body, "advisor_nickname"),
			               json_chars_of(reply.body, "listing_title"), state[0] ? ": " : "", state);
		else
			(void)snprintf(out, WORDS_CHARS, "%.60s: %.30s, %.30s",
			               json_chars_of(reply.body, "nickname"),
			               json_chars_of(reply.body, "intent"),
			               json_chars_of(reply.body, "activity"));
	}
	client_reply_done(&reply);
}

static void tell(const struct cli *cli, struct client *client, const json_t *event)
{
	char at[16], words[WORDS_CHARS];

	if (cli->json) {
		(void)json_dumpf(event, stdout, JSON_COMPACT);
		(void)putchar('\n');
	} else {
		words_about(client, json_chars_of(event, "subject"), words);
		printf("%s%s%s  %-22s  %s\n", cli_paint(cli, PAINT_DIM),
		       clock_of(json_chars_of(event, "at"), at), cli_paint(cli, PAINT_PLAIN),
		       json_chars_of(event, "kind"), words);
	}
	(void)fflush(stdout);
}

/* What came after number `seen`, oldest first; at most the last `most`. */
static int tell_new(const struct cli *cli, struct client *client, int64_t most, int64_t *seen)
{
	int64_t last = *seen;
	json_t *page = NULL;
	int code = cli_get(client, "/v1/events?limit=100", &page);

	if (code != EXIT_DONE)
		return code;
	const json_t *data = json_object_get(page, "data");
	size_t count = json_array_size(data);

	for (size_t i = count < (size_t)most ? count : (size_t)most; i > 0; i--) {
		const json_t *event = json_array_get(data, i - 1);
		int64_t number = json_number_of(event, "number");

		if (number > *seen)
			tell(cli, client, event);
		last = number > last ? number : last;
	}
	*seen = last;
	json_decref(page);
	return code;
}

int cli_calls_tail(struct cli *cli)
{
	struct client client;
	int64_t last, seen = 0;
	bool once = cli_flag(cli, "once") != NULL;
	int code;

	if (!cli_flag_number(cli, "last", 1, LAST_MOST, LAST_PRESET, &last))
		return EXIT_USAGE;
	code = cli_client(cli, &client);
	if (code != EXIT_DONE)
		return code;
	code = tell_new(cli, &client, last, &seen);
	while (code == EXIT_DONE && !once) {
		nap();
		code = tell_new(cli, &client, LAST_MOST, &seen);
	}
	client_close(&client);
	return code;
}
