// SPDX-License-Identifier: Apache-2.0
/* ringback status: what is going on, gathered from the API in a few requests. */
#include "base/time.h"
#include "daemon/cli/client.h"
#include "port/clock.h"

#include <string.h>

enum { PATH_CHARS = 300 };

struct picture {
	bool ready;
	json_t *checks;
	int64_t waiting, on_call, taking, arrange_only, away, active;
	json_t *status, *trunks, *verdict, *wall;
};

static void count_advisors(const json_t *page, struct picture *p)
{
	const json_t *row;
	size_t i;

	json_array_foreach(json_object_get(page, "data"), i, row)
	{
		const char *intent = json_chars_of(row, "intent"),
				   *activity = json_chars_of(row, "activity");

		p->waiting += json_number_of(row, "waiting");
		if (!strcmp(activity, "dialing") || !strcmp(activity, "on_call"))
			p->on_call++;
		else if (!strcmp(intent, "taking_calls"))
			p->taking++;
		else if (!strcmp(intent, "arrange_only"))
			p->arrange_only++;
		else
			p->away++;
	}
}

static int look_at_advisors(struct client *client, struct picture *p)
{
	char path[PATH_CHARS], cursor[200] = "";
	int code;

	do {
		json_t *page = NULL;

		(void)snprintf(path, sizeof(path), "/v1/advisors?limit=100%s%s",
		               cursor[0] ? "&cursor=" : "", cursor);
		code = cli_get(client, path, &page);
		if (code != EXIT_DONE)
			return code;
		count_advisors(page, p);
		text_fit(text_of(json_chars_of(page, "next_cursor")), cursor, sizeof(cursor));
		json_decref(page);
	} while (cursor[0]);
	return code;
}

/* /readyz answers 503 with the same body when something is wrong. */
static int look_at_checks(struct client *client, struct picture *p)
{
	struct client_reply reply;
	enum err err = client_call(client, "GET", "/readyz", NULL, &reply);

	if (err != OK || !reply.body) {
		int code = cli_problem(client, err == OK ? ERR_MALFORMED : err, &reply);

		client_reply_done(&reply);
		return code;
	}
	p->ready = reply.status == 200;
	p->checks = json_incref(reply.body);
	client_reply_done(&reply);
	return EXIT_DONE;
}

static int look(struct client *client, struct picture *p)
{
	json_t *calls = NULL;
	int code = look_at_checks(client, p);

	if (code == EXIT_DONE)
		code = cli_get(client, "/v1/status", &p->status);
	if (code == EXIT_DONE)
		code = look_at_advisors(client, p);
	if (code == EXIT_DONE)
		code = cli_get(client, "/v1/calls?live=true&limit=100", &calls);
	if (code == EXIT_DONE)
		code = cli_get(client, "/v1/ledger/verify", &p->verdict);
	if (code == EXIT_DONE)
		code = cli_get(client, "/v1/trunks", &p->trunks);
	if (code == EXIT_DONE)
		code = cli_get(client, "/v1/wall", &p->wall);
	p->active = (int64_t)json_array_size(json_object_get(calls, "data"));
	json_decref(calls);
	return code;
}

static void print_trunks(const struct picture *p)
{
	const json_t *row;
	size_t i;

	json_array_foreach(json_object_get(p->trunks, "data"), i, row)
		printf("  %-9s %s %s", i ? "" : "trunk", json_chars_of(row, "name"),
	           json_is_true(json_object_get(row, "up")) ? "up" : "DOWN"),
		json_object_get(row, "max_channels")
			? printf(", %lld of %lld channels\n", (long long)json_number_of(row, "channels"),
	                 (long long)json_number_of(row, "max_channels"))
			: printf("\n");
	if (!json_array_size(json_object_get(p->trunks, "data")))
		printf("  trunk     none configured; see: ringback config explain sip.trunks.host\n");
}

static void print_faults(const struct cli *cli, const struct picture *p)
{
	const json_t *row, *rows = json_object_get(p->checks, "checks");
	size_t i;

	json_array_foreach(json_is_array(rows) ? rows : p->checks, i, row)
	{
		if (json_is_true(json_object_get(row, "ok")))
			continue;
		printf("  %snot well%s  %s: %s\n", cli_paint(cli, PAINT_RED), cli_paint(cli, PAINT_PLAIN),
		       json_chars_of(row, "name"), json_chars_of(row, "fix"));
	}
}

static void print_line(const struct picture *p)
{
	const char *since = json_chars_of(p->wall, "longest_wait_since");
	const struct clock_port *clock = clock_real();
	instant then;

	printf("  line      %lld waiting", (long long)p->waiting);
	if (p->waiting && instant_parse(since, strlen(since), &then) == OK) {
		int64_t s = span_seconds(instant_since(clock->utc(clock->ctx), then));

		printf(", longest %lld:%02lld", (long long)(s > 0 ? s / 60 : 0),
		       (long long)(s > 0 ? s % 60 : 0));
	}
	printf("\n");
}

static void print_calls(const struct picture *p)
{
	const json_t *today = json_object_get(p->wall, "kept_today");
	const json_t *forecasts = json_object_get(p->status, "forecasts");
	int64_t made = json_number_of(forecasts, "made");
	int64_t kept = json_number_of(today, "kept"), all = kept + json_number_of(today, "lost");

	printf("  calls     %lld active", (long long)p->active);
	if (all)
		printf(", kept %lld %% today (%lld of %lld)", (long long)(kept * 100 / all),
		       (long long)kept, (long long)all);
	if (made)
		printf(", forecast hit %lld of %lld", (long long)json_number_of(forecasts, "by_to"),
		       (long long)made);
	printf("\n");
}

static void print_picture(const struct cli *cli, const struct picture *p)
{
	bool sound = json_is_true(json_object_get(p->verdict, "sound"));
	int64_t up = json_number_of(p->status, "up_seconds");
	char sum[40];

	printf("%sringback %s%s %s, up %lld min %lld s, %s\n", cli_paint(cli, PAINT_BOLD),
	       json_chars_of(p->status, "version"), cli_paint(cli, PAINT_PLAIN),
	       json_chars_of(p->status, "node"), (long long)(up / 60), (long long)(up % 60),
	       p->ready ? "ready" : "NOT READY");
	print_line(p);
	printf("  advisors  %lld on a call, %lld taking calls, %lld arrange only, %lld away\n",
	       (long long)p->on_call, (long long)p->taking, (long long)p->arrange_only,
	       (long long)p->away);
	print_calls(p);
	print_trunks(p);
	printf("  money     ledger %s, %lld transfers, sum %s\n", sound ? "sound" : "NOT SOUND",
	       (long long)json_number_of(p->verdict, "transfers"),
	       json_money_of(p->verdict, "sum", sum));
	print_faults(cli, p);
}

static void print_json(const struct picture *p)
{
	json_t *out = json_pack("{s:O,s:b,s:I,s:I,s:O,s:O,s:O}", "status", p->status, "ready", p->ready,
	                        "waiting", (json_int_t)p->waiting, "calls_active",
	                        (json_int_t)p->active, "trunks", json_object_get(p->trunks, "data"),
	                        "ledger", p->verdict, "checks", p->checks);

	must(out != NULL);
	(void)json_dumpf(out, stdout, JSON_COMPACT);
	(void)putchar('\n');
	json_decref(out);
}

int cli_status(struct cli *cli)
{
	struct picture p = { 0 };
	struct client client;
	int code = cli_client(cli, &client);

	if (code != EXIT_DONE)
		return code;
	code = look(&client, &p);
	if (code == EXIT_DONE) {
		if (cli->json && !cli_flag(cli, "quiet"))
			print_json(&p);
		else if (!cli_flag(cli, "quiet"))
			print_picture(cli, &p);
		if (!p.ready || !json_is_true(json_object_get(p.verdict, "sound")))
			code = EXIT_UNHEALTHY;
	}
	json_decref(p.checks);
	json_decref(p.status);
	json_decref(p.trunks);
	json_decref(p.verdict);
	json_decref(p.wall);
	client_close(&client);
	return code;
}
