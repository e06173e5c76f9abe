// SPDX-License-Identifier: Apache-2.0
/* Commands that work on the store itself: migrate, backup, ledger verify. */
#include "base/arena.h"
#include "base/log.h"
#include "daemon/cli/cli.h"
#include "daemon/gauges.h"
#include "daemon/parts.h"
#include "domain/money/money.h"
#include "port/clock.h"
#include "port/migrate.h"

#include <string.h>
#include <unistd.h>

struct open_store {
	struct config config;
	struct store *store;
	struct arena *arena;
};

static void store_done(struct open_store *o)
{
	store_close(o->store);
	arena_close(o->arena);
}

static int open_it(const struct cli *cli, bool read_only, struct open_store *o)
{
	char url[600];
	int code = cli_config(cli, &o->config);
	enum err err;

	log_init(LOG_WARN, LOG_AUTO, STDERR_FILENO);
	if (code != EXIT_DONE)
		return code;
	if (!read_only && parts_data_dir(&o->config) != OK)
		return EXIT_FAILED;
	err = parts_store(&o->config, read_only, &o->store);
	if (err != OK)
		return cli_fail(EXIT_FAILED, "the store %s cannot be opened: %s",
		                config_store_url(&o->config, url, sizeof(url)), err_words(err));
	o->arena = arena_open(65536);
	return EXIT_DONE;
}

static void print_migrations(const struct cli *cli, const struct migrate_report *report, bool dry)
{
	if (cli->json) {
		printf("{\"found\":%lld,\"newest\":%lld,\"applied\":%zu}\n", (long long)report->found,
		       (long long)report->newest, dry ? 0 : report->pending_count);
		return;
	}
	for (size_t i = 0; i < report->pending_count; i++)
		printf("%s %s\n", dry ? "would apply" : "applied", report->pending[i]);
	printf("schema %lld%s\n", (long long)report->newest,
	       report->pending_count ? (dry ? " is what would be reached" : " reached")
	                             : ", nothing to do");
}

int cli_migrate(struct cli *cli)
{
	struct open_store *o = cli_room(sizeof(*o));
	struct migrate_report report;
	bool dry = cli_flag(cli, "dry-run") != NULL;
	int code = open_it(cli, false, o);
	enum err err;

	if (code != EXIT_DONE)
		return code;
	err =
		dry ? migrate_look(o->store, o->arena, &report) : migrate_run(o->store, o->arena, &report);
	if (err == OK)
		print_migrations(cli, &report, dry);
	else
		code = cli_fail(err == ERR_CONFIG ? EXIT_CONFLICT : EXIT_FAILED, "%s",
		                err == ERR_CONFIG ? report.words : err_words(err));
	store_done(o);
	return code;
}

/* For the metric that says how old the last one is; the backup is good without it. */
static void note_backup(const struct config *config)
{
	struct arena *arena = arena_open(4096);
	struct store *store = NULL;
	struct tx tx;

	if (parts_store(config, false, &store) == OK && tx_begin(store, arena, &tx) == OK) {
		if (gauges_note_backup(&tx, clock_real()->utc(clock_real()->ctx)) != OK)
			tx_rollback(&tx);
		else if (tx_commit(&tx) != OK)
			log_warn("backup.not_noted");
	}
	store_close(store);
	arena_close(arena);
}

int cli_backup(struct cli *cli)
{
	struct open_store *o = cli_room(sizeof(*o));
	const char *file = cli->args[0];
	int code;
	enum err err;

	if (access(file, F_OK) == 0)
		return cli_fail(EXIT_CONFLICT, "%s exists and is not replaced; name another file", file);
	code = open_it(cli, true, o);
	if (code != EXIT_DONE)
		return code;
	err = o->store->ops->backup(o->store, file);
	if (err == ERR_UNSUPPORTED)
		code = cli_fail(EXIT_FAILED,
		                "PostgreSQL is backed up with its own tool: pg_dump --format=custom");
	else if (err != OK)
		code = cli_fail(EXIT_FAILED, "%s could not be written: %s", file, err_words(err));
	else if (!cli_flag(cli, "quiet"))
		(void)fprintf(stderr, "%s is a complete copy, proved by an integrity check\n", file);
	store_done(o);
	if (code == EXIT_DONE)
		note_backup(&o->config);
	return code;
}

static int print_verdict(const struct cli *cli, const struct ledger_verdict *v,
                         const char *currency)
{
	char sum[MONEY_CHARS];

	if (cli->json)
		printf("{\"sound\":%s,\"transfers\":%lld,\"accounts\":%lld,\"sum\":%lld,\"why\":\"%s\"}\n",
		       v->sound ? "true" : "false", (long long)v->transfers, (long long)v->accounts,
		       (long long)v->sum_minor, v->why);
	else
		printf("%s: %lld transfers between %lld accounts, sum %s%s%s\n",
		       v->sound ? "sound" : "NOT SOUND", (long long)v->transfers, (long long)v->accounts,
		       money_format(money_of(v->sum_minor, currency), sum), v->why[0] ? ": " : "", v->why);
	return v->sound ? EXIT_DONE : EXIT_UNHEALTHY;
}

int cli_ledger_verify(struct cli *cli)
{
	struct open_store *o = cli_room(sizeof(*o));
	struct ledger_verdict verdict;
	struct tx tx;
	int code = open_it(cli, true, o);
	enum err err;

	if (code != EXIT_DONE)
		return code;
	err = tx_begin(o->store, o->arena, &tx);
	if (err == OK) {
		err = ledger_verify(&tx, &verdict);
		tx_rollback(&tx);
	}
	if (err == OK)
		code = print_verdict(cli, &verdict, o->config.rules.currency);
	else
		code = cli_fail(EXIT_FAILED, "the ledger could not be read: %s", err_words(err));
	store_done(o);
	return code;
}
