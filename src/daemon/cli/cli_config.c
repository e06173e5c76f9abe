// SPDX-License-Identifier: Apache-2.0
/* ringback config check | show | explain | sample, and version. */
#include "daemon/cli/cli.h"

#include <string.h>
#include <unistd.h>

#ifndef RINGBACK_VERSION
#define RINGBACK_VERSION "0.1.0"
#endif

enum { VALUE_CHARS = 2400 };

int cli_version(struct cli *cli)
{
	if (cli->json && cli_flag(cli, "json"))
		printf("{\"version\":\"%s\"}\n", RINGBACK_VERSION);
	else
		printf("ringback %s\n", RINGBACK_VERSION);
	return EXIT_DONE;
}

int cli_config_check(struct cli *cli)
{
	struct config *config = cli_room(sizeof(struct config));
	struct config_report report;
	const char *file = cli->arg_count ? cli->args[0] : cli_flag(cli, "config");

	if (config_load(file, config, &report) != OK) {
		config_report_print(&report, STDERR_FILENO);
		return EXIT_FAILED;
	}
	if (!cli_flag(cli, "quiet"))
		(void)fprintf(stderr, "%s: good (%zu trunk%s)\n",
		              config->file[0] ? config->file : "all defaults, no file", config->trunk_count,
		              config->trunk_count == 1 ? "" : "s");
	return EXIT_DONE;
}

static void source_of(const struct config *config, const struct option *o, char *out, size_t room)
{
	size_t count;
	int line = config->lines[o - config_options(&count)];

	if (line)
		(void)snprintf(out, room, "%s:%d", config->file, line);
	else
		(void)snprintf(out, room, "default");
}

int cli_config_show(struct cli *cli)
{
	static const char *const HEADS[] = { "option", "value", "source" };
	struct config *config = cli_room(sizeof(struct config));
	struct cli_table table;
	size_t count;
	const struct option *o = config_options(&count);
	int code = cli_config(cli, config);

	if (code != EXIT_DONE)
		return code;
	cli_table_init(&table, cli, HEADS, COUNT(HEADS));
	for (size_t i = 0; i < count; i++) {
		char path[96], value[VALUE_CHARS], source[CONFIG_PATH_CHARS + 16];

		(void)snprintf(path, sizeof(path), "%s.%s", o[i].group, o[i].name);
		(void)config_value(&o[i], config, value, sizeof(value));
		source_of(config, &o[i], source, sizeof(source));
		cli_table_add(&table, (const char *const[]){ path, value, source });
	}
	cli_table_print(&table, stdout);
	return EXIT_DONE;
}

static void explain_bounds(const struct option *o)
{
	if (o->kind == OPTION_IS_NUM || o->kind == OPTION_IS_SPAN)
		printf("  bounds   %lld to %lld %s\n", (long long)o->least, (long long)o->most, o->unit);
	else if (o->kind == OPTION_IS_WORD)
		printf("  words    %s\n", o->words);
	else if (o->kind == OPTION_IS_BOOL)
		printf("  bounds   true or false\n");
	else if (o->kind == OPTION_IS_SECRET)
		printf("  bounds   a file only its owner may read (chmod 600)\n");
	else
		printf("  bounds   %s of at most %zu bytes\n", o->kind == OPTION_IS_LIST ? "texts" : "text",
		       o->kind == OPTION_IS_LIST ? sizeof(((struct config_list *)0)->at[0]) - 1
		                                 : o->room - 1);
}

static void explain(const struct config *config, const struct option *o)
{
	struct config *presets = cli_room(sizeof(*presets));
	struct config_trunk *trunk_presets = cli_room(sizeof(*trunk_presets));
	char value[VALUE_CHARS], source[CONFIG_PATH_CHARS + 16];
	bool of_trunk = !strcmp(o->group, "sip.trunks");

	config_default(presets);
	config_trunk_default(trunk_presets);
	printf("%s.%s\n  %s\n", o->group, o->name, o->sentence);
	explain_bounds(o);
	printf("  default  %s\n", config_value(o, of_trunk ? (void *)trunk_presets : (void *)presets,
	                                       value, sizeof(value)));
	for (size_t i = 0; of_trunk && i < config->trunk_count; i++)
		printf("  now      %s (trunk '%s', %s:%d)\n",
		       config_value(o, &config->trunks[i], value, sizeof(value)), config->trunks[i].name,
		       config->file, config->trunks[i].line);
	if (!of_trunk) {
		source_of(config, o, source, sizeof(source));
		printf("  now      %s (%s)\n", config_value(o, config, value, sizeof(value)), source);
	}
	printf("  change   %s\n",
	       o->reloads ? "kill -HUP (systemctl reload ringback) is enough" : "needs a restart");
}

static void explain_rows(struct cli_table *table, const struct option *o, size_t count,
                         const void *base)
{
	for (size_t i = 0; i < count; i++) {
		char path[96], value[VALUE_CHARS];

		(void)snprintf(path, sizeof(path), "%s.%s", o[i].group, o[i].name);
		(void)config_value(&o[i], base, value, sizeof(value));
		cli_table_add(table, (const char *const[]){ path, value, o[i].sentence });
	}
}

static void explain_all(const struct cli *cli)
{
	static const char *const HEADS[] = { "option", "default", "meaning" };
	struct config *presets = cli_room(sizeof(*presets));
	struct config_trunk *trunk_presets = cli_room(sizeof(*trunk_presets));
	struct cli_table table;
	size_t count, trunk_count;
	const struct option *all = config_options(&count);
	const struct option *of_trunk = config_trunk_options(&trunk_count);

	config_default(presets);
	config_trunk_default(trunk_presets);
	cli_table_init(&table, cli, HEADS, COUNT(HEADS));
	explain_rows(&table, all, count, presets);
	explain_rows(&table, of_trunk, trunk_count, trunk_presets);
	cli_table_print(&table, stdout);
}

int cli_config_explain(struct cli *cli)
{
	struct config *config = cli_room(sizeof(struct config));
	const struct option *o;
	int code = cli_config(cli, config);

	if (code != EXIT_DONE)
		return code;
	if (!cli->arg_count) {
		explain_all(cli);
		return EXIT_DONE;
	}
	o = config_option(cli->args[0]);
	if (o) {
		explain(config, o);
		return EXIT_DONE;
	}
	if (config_nearest(cli->args[0]))
		return cli_fail(EXIT_NOT_FOUND, "no option '%s', did you mean '%s'?", cli->args[0],
		                config_nearest(cli->args[0]));
	return cli_fail(EXIT_NOT_FOUND, "no option '%s'; all of them: ringback config show",
	                cli->args[0]);
}

int cli_config_sample(struct cli *cli)
{
	(void)fflush(stdout);
	config_sample(STDOUT_FILENO, cli_flag(cli, "full") != NULL);
	return EXIT_DONE;
}
