// SPDX-License-Identifier: Apache-2.0
/* Help: examples first, then what there is, then where to read on. */
#include "daemon/cli/cli.h"

#include <string.h>

static const char DOCS[] = "Read on: docs/operate/daemon.md and ringback config sample\n";

static void example_lines(const char *examples, FILE *to)
{
	text rest = text_of(examples), line;

	while (rest.length) {
		(void)text_cut(rest, '\n', &line, &rest);
		(void)fprintf(to, "  $ %.*s\n", TEXT(line));
	}
}

static void flags_print(const char *flags, FILE *to)
{
	text rest = text_of(flags), word;

	while (rest.length) {
		(void)text_cut(rest, ' ', &word, &rest);
		if (word.length)
			(void)fprintf(to, " --%.*s%s", TEXT(word),
			              word.at[word.length - 1] == '=' ? "VALUE" : "");
	}
	(void)fputc('\n', to);
}

void cli_help(const struct cli_command *c, FILE *to)
{
	must(c->examples != NULL && c->summary != NULL);
	(void)fprintf(to, "%s\n\nExamples:\n", c->summary);
	example_lines(c->examples, to);
	(void)fprintf(to, "\nUsage: ringback %s%s%s [--flags]\n", c->words, c->arguments[0] ? " " : "",
	              c->arguments);
	if (c->flags[0]) {
		(void)fputs("Flags:", to);
		flags_print(c->flags, to);
	}
	(void)fputs("Everywhere: --config FILE --json --color auto|always|never --no-input --yes "
	            "--quiet --help\n",
	            to);
	if (c->more)
		(void)fprintf(to, "\n%s\n", c->more);
	(void)fprintf(to, "\n%s", DOCS);
}

void cli_help_all(FILE *to)
{
	size_t count;
	const struct cli_command *all = cli_commands(&count);

	(void)fputs(
		"ringback calls your customers back, in order, and meters the talk.\n\nExamples:\n"
		"  $ ringback demo                 a whole evening with simulated phones, nothing to set "
		"up\n"
		"  $ ringback status               how the daemon on this machine is doing\n\nCommands:\n",
		to);
	for (size_t i = 0; i < count; i++) {
		char name[64];

		(void)snprintf(name, sizeof(name), "%s %s", all[i].words, all[i].arguments);
		(void)fprintf(to, "  %-24s %s\n", name, all[i].summary);
	}
	(void)fputs("\nExit codes: 0 done, 1 failed, 2 usage, 3 not found, 4 not allowed, 5 conflict,\n"
	            "            6 daemon not reachable, 7 status or doctor found something\n"
	            "One command in detail: ringback help COMMAND\n",
	            to);
	(void)fputs(DOCS, to);
}
