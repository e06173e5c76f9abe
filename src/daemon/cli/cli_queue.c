// SPDX-License-Identifier: Apache-2.0
/* ringback queue ls | explain, and ledger verify by the daemon's API. */
#include "base/time.h"
#include "daemon/cli/client.h"

#include <string.h>
#include <time.h>

enum { PATH_CHARS = 300, PAGES_MOST = 1000 };

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

static void add_rows(struct cli_table *table, const json_t *page, const char *advisor)
{
	const json_t *row;
	size_t i;

	json_array_foreach(json_object_get(page, "data"), i, row)
	{
		char position[24], until[16], asked[16], aside[16], price[40];

		(void)snprintf(position, sizeof(position), "%lld",
		               (long long)json_number_of(row, "position"));
		cli_table_add(table,
		              (const char *const[]){ advisor, position, json_chars_of(row, "callback"),
		                                     json_chars_of(row, "state"),
		                                     json_chars_of(row, "customer_nickname"),
		                                     clock_of(json_chars_of(row, "requested_at"), asked),
		                                     clock_of(json_chars_of(row, "call_back_until"), until),
		                                     clock_of(json_chars_of(row, "not_before"), aside),
		                                     json_money_of(row, "price", price) });
	}
}

static int list_line(struct client *client, struct cli_table *table, const char *advisor,
                     const char *nickname)
{
	char path[PATH_CHARS], cursor[200] = "";
	int code = EXIT_DONE;

	for (int page = 0; page < PAGES_MOST; page++) {
		json_t *body = NULL;

		(void)snprintf(path, sizeof(path), "/v1/advisors/%s/arranged-calls?limit=100%s%s", advisor,
		               cursor[0] ? "&cursor=" : "", cursor);
		code = cli_get(client, path, &body);
		if (code != EXIT_DONE)
			return code;
		add_rows(table, body, nickname);
		text_fit(text_of(json_chars_of(body, "next_cursor")), cursor, sizeof(cursor));
		json_decref(body);
		if (!cursor[0])
			break;
	}
	return code;
}

static int list_all(struct client *client, struct cli_table *table)
{
	char path[PATH_CHARS], cursor[200] = "";
	int code = EXIT_DONE;

	do {
		json_t *page = NULL;
		const json_t *row;
		size_t i;

		(void)snprintf(path, sizeof(path), "/v1/advisors?limit=100%s%s",
		               cursor[0] ? "&cursor=" : "", cursor);
		code = cli_get(client, path, &page);
		if (code != EXIT_DONE)
			return code;
		json_array_foreach(json_object_get(page, "data"), i,
		                   row) if (code == EXIT_DONE && json_number_of(row, "waiting") > 0) code =
			list_line(client, table, json_chars_of(row, "id"), json_chars_of(row, "nickname"));
		text_fit(text_of(json_chars_of(page, "next_cursor")), cursor, sizeof(cursor));
		json_decref(page);
	} while (code == EXIT_DONE && cursor[0]);
	return code;
}

int cli_queue_ls(struct cli *cli)
{
	static const char *const HEADS[] = { "advisor", "place",      "callback",   "state", "customer",
		                                 "asked",   "call_until", "not_before", "price" };
	struct cli_table table;
	struct client client;
	int code = cli_client(cli, &client);

	if (code != EXIT_DONE)
		return code;
	cli_table_init(&table, cli, HEADS, COUNT(HEADS));
	code = cli->arg_count ? list_line(&client, &table, cli->args[0], cli->args[0])
	                      : list_all(&client, &table);
	if (code == EXIT_DONE && !table.rows && !cli->json)
		(void)fprintf(stderr, "Nobody waits.\n");
	if (table.rows)
		cli_table_print(&table, stdout);
	client_close(&client);
	return code;
}

static void explain_ahead(const json_t *body)
{
	const json_t *row;
	size_t i;

	json_array_foreach(json_object_get(body, "ahead"), i, row)
	{
		char asked[16], aside[16];

		printf("  %3zu.  asked %s, %s", i + 1, clock_of(json_chars_of(row, "requested_at"), asked),
		       json_chars_of(row, "state"));
		if (json_chars_of(row, "steps_aside_until")[0])
			printf(", steps aside until %s",
			       clock_of(json_chars_of(row, "steps_aside_until"), aside));
		printf("\n");
	}
}

static void explain(const json_t *body)
{
	const json_t *why;
	char asked[16];
	size_t i;

	printf("%s is %s", json_chars_of(body, "callback"), json_chars_of(body, "state"));
	if (json_number_of(body, "position"))
		printf(", number %lld in line", (long long)json_number_of(body, "position"));
	printf("; asked %s\n", clock_of(json_chars_of(body, "requested_at"), asked));
	printf("Rule: %s\n", json_chars_of(body, "rule"));
	json_array_foreach(json_object_get(body, "why_waiting"), i, why)
		printf("Waits because: %s\n", json_string_value(why));
	if (json_number_of(body, "ahead_count"))
		printf("Ahead (%lld):\n", (long long)json_number_of(body, "ahead_count"));
	explain_ahead(body);
}

int cli_queue_explain(struct cli *cli)
{
	struct client client;
	char path[PATH_CHARS];
	json_t *body = NULL;
	int code;

	if (strlen(cli->args[0]) > 60 ||
	    strspn(cli->args[0], "cbk_0123456789adefghjmnpqrstvwxyz") != strlen(cli->args[0]))
		return cli_fail(EXIT_USAGE, "'%s' is not the id of a callback, such as cbk_01j9x3k4m5n6p",
		                cli->args[0]);
	code = cli_client(cli, &client);
	if (code != EXIT_DONE)
		return code;
	(void)snprintf(path, sizeof(path), "/v1/callbacks/%s/explain", cli->args[0]);
	code = cli_get(&client, path, &body);
	if (code == EXIT_DONE && cli->json)
		(void)json_dumpf(body, stdout, JSON_COMPACT), (void)putchar('\n');
	else if (code == EXIT_DONE)
		explain(body);
	json_decref(body);
	client_close(&client);
	return code;
}
