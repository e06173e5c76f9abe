// SPDX-License-Identifier: Apache-2.0
/* Taking a command line apart, and help. */
#include "daemon/cli/cli.h"
#include "daemon/config/nearest.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORDS_MOST = 48, COMMANDS_MOST = 64 };

/* Flags every command takes. */
static const char COMMON[] = "config= json color= no-input yes quiet help url= token=";

int cli_fail(int code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	(void)fputs("ringback: ", stderr);
	(void)vfprintf(stderr, format, args);
	(void)fputc('\n', stderr);
	va_end(args);
	return code;
}

/* Is `name` in "for= headless"? *valued says whether it takes a value. */
static bool flag_known(const char *list, const char *name, bool *valued)
{
	text rest = text_of(list), word;

	while (rest.length) {
		(void)text_cut(rest, ' ', &word, &rest);
		*valued = word.length && word.at[word.length - 1] == '=';
		if (*valued)
			word.length--;
		if (text_is(word, name))
			return true;
	}
	return false;
}

static int flag_unknown(const struct cli *cli, const char *name)
{
	char copy[400], *known[WORDS_MOST];
	size_t count = 0;
	const char *near;

	(void)snprintf(copy, sizeof(copy), "%s %s", cli->command ? cli->command->flags : "", COMMON);
	for (char *save = NULL, *w = strtok_r(copy, " =", &save); w; w = strtok_r(NULL, " =", &save))
		known[count++] = w;
	must(count <= WORDS_MOST);
	near = nearest_word(name, (const char *const *)known, count);
	if (near)
		return cli_fail(EXIT_USAGE, "unknown flag '--%s', did you mean '--%s'?", name, near);
	return cli_fail(EXIT_USAGE, "unknown flag '--%s'; see: ringback %s --help", name,
	                cli->command ? cli->command->words : "");
}

static int add_flag(struct cli *cli, const char *name, const char *value)
{
	if (cli->flag_count == CLI_FLAGS_MOST)
		return cli_fail(EXIT_USAGE, "too many flags");
	text_fit(text_of(name), cli->flags[cli->flag_count].name, sizeof(cli->flags[0].name));
	cli->flags[cli->flag_count++].value = value;
	return EXIT_DONE;
}

/* One "--name", "--name=value" or "--name value"; *i moves on past what was used. */
static int parse_flag(struct cli *cli, int argc, char **argv, int *i)
{
	const char *word = argv[*i] + 2, *equals = strchr(word, '=');
	const char *own = cli->command ? cli->command->flags : "";
	const char *value = equals ? equals + 1 : NULL;
	char name[32];
	bool valued;

	text_fit((text){ word, equals ? (size_t)(equals - word) : strlen(word) }, name, sizeof(name));
	if (!flag_known(own, name, &valued) && !flag_known(COMMON, name, &valued))
		return flag_unknown(cli, name);
	if (!valued)
		return value ? cli_fail(EXIT_USAGE, "--%s takes no value", name) : add_flag(cli, name, "");
	if (!value && *i + 1 < argc)
		value = argv[++*i];
	if (!value)
		return cli_fail(EXIT_USAGE, "--%s needs a value", name);
	return add_flag(cli, name, value);
}

/* How many of the words name this command: 2 for "queue ls", 0 when they do not. */
static int command_matches(const struct cli_command *command, char **words, int count)
{
	text rest = text_of(command->words), word;
	int used = 0;

	while (rest.length) {
		(void)text_cut(rest, ' ', &word, &rest);
		if (used == count || !text_is(word, words[used]))
			return 0;
		used++;
	}
	return used;
}

static void print_noun(const char *noun, FILE *to)
{
	size_t count;
	const struct cli_command *all = cli_commands(&count);

	for (size_t i = 0; i < count; i++)
		if (text_starts(text_of(all[i].words), noun))
			(void)fprintf(to, "  ringback %s %-12s %s\n", all[i].words, all[i].arguments,
			              all[i].summary);
}

static bool is_noun(const char *word)
{
	size_t count;
	const struct cli_command *all = cli_commands(&count);

	for (size_t i = 0; i < count; i++)
		if (text_starts(text_of(all[i].words), word) && all[i].words[strlen(word)] == ' ')
			return true;
	return false;
}

static int command_unknown(char **words, int count, bool help)
{
	size_t known = 0, used = 0, commands;
	const struct cli_command *all = cli_commands(&commands);
	static char nouns[COMMANDS_MOST][32];
	const char *list[COMMANDS_MOST * 2];
	char asked[80];
	const char *near;

	if (count && is_noun(words[0]) && (help || count == 1)) {
		print_noun(words[0], help ? stdout : stderr);
		return help ? EXIT_DONE : EXIT_USAGE;
	}
	must(commands <= COMMANDS_MOST);
	for (size_t i = 0; i < commands; i++) {
		text head, tail;

		list[known++] = all[i].words;
		(void)text_cut(text_of(all[i].words), ' ', &head, &tail);
		text_fit(head, nouns[used], sizeof(nouns[0]));
		list[known++] = nouns[used++];
	}
	(void)snprintf(asked, sizeof(asked), "%s%s%s", words[0],
	               count > 1 && is_noun(words[0]) ? " " : "",
	               count > 1 && is_noun(words[0]) ? words[1] : "");
	near = nearest_word(asked, list, known);
	if (near)
		return cli_fail(EXIT_USAGE, "unknown command '%s', did you mean '%s'?", asked, near);
	return cli_fail(EXIT_USAGE, "unknown command '%s'; all of them: ringback help", asked);
}

static void find_command(struct cli *cli, char **words, int count, int *used)
{
	size_t commands;
	const struct cli_command *all = cli_commands(&commands);

	*used = 0;
	for (size_t i = 0; i < commands; i++) {
		int n = command_matches(&all[i], words, count);

		if (n > *used) {
			*used = n;
			cli->command = &all[i];
		}
	}
}

/* Words that are not flags, in order; "help" among them is a wish for help wherever it stands. */
static int plain_words(int argc, char **argv, char **words, bool *help)
{
	int count = 0;
	bool valued;

	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "-h") || !strcmp(argv[i], "--help") || !strcmp(argv[i], "help"))
			*help = true;
		else if (argv[i][0] != '-' && count < WORDS_MOST)
			words[count++] = argv[i];
		else if (flag_known(COMMON, argv[i] + (strncmp(argv[i], "--", 2) ? 0 : 2), &valued) &&
		         valued)
			i++;
	}
	return count;
}

static bool wants_color(const struct cli *cli)
{
	const char *when = cli_flag(cli, "color");
	const char *no = getenv("NO_COLOR");

	if (when && !strcmp(when, "always"))
		return true;
	if ((when && !strcmp(when, "never")) || (no && no[0]))
		return false;
	return isatty(STDOUT_FILENO);
}

static int parse_rest(struct cli *cli, int argc, char **argv, int skip)
{
	for (int i = 1; i < argc; i++) {
		int code = EXIT_DONE;

		if (!strncmp(argv[i], "--", 2) && argv[i][2])
			code = parse_flag(cli, argc, argv, &i);
		else if (argv[i][0] == '-' && argv[i][1])
			code = cli_fail(EXIT_USAGE, "unknown flag '%s'; flags are written --name", argv[i]);
		else if (skip)
			skip--;
		else if (cli->arg_count == CLI_ARGS_MOST)
			code = cli_fail(EXIT_USAGE, "too many words");
		else
			cli->args[cli->arg_count++] = argv[i];
		if (code != EXIT_DONE)
			return code;
	}
	return EXIT_DONE;
}

static int check_arguments(const struct cli *cli)
{
	const struct cli_command *c = cli->command;
	const char *color = cli_flag(cli, "color");

	if (cli->arg_count < c->least || cli->arg_count > c->most)
		return cli_fail(EXIT_USAGE, "usage: ringback %s%s%s", c->words, c->arguments[0] ? " " : "",
		                c->arguments);
	if (color && strcmp(color, "auto") && strcmp(color, "always") && strcmp(color, "never"))
		return cli_fail(EXIT_USAGE, "--color is auto, always or never");
	return EXIT_DONE;
}

int cli_parse(struct cli *cli, int argc, char **argv, bool *done)
{
	char *words[WORDS_MOST];
	bool help = false;
	int count = plain_words(argc, argv, words, &help), used, code;

	memset(cli, 0, sizeof(*cli));
	*done = true;
	cli->program = argv[0];
	if (argc == 2 && !strcmp(argv[1], "--version"))
		words[count++] = "version";
	if (!count) {
		cli_help_all(help ? stdout : stderr);
		return help ? EXIT_DONE : EXIT_USAGE;
	}
	find_command(cli, words, count, &used);
	if (!cli->command)
		return command_unknown(words, count, help);
	if (help || !cli->command->run) {
		cli_help(cli->command, stdout);
		return EXIT_DONE;
	}
	*done = false;
	if (argc == 2 && !strcmp(argv[1], "--version"))
		return EXIT_DONE;
	code = parse_rest(cli, argc, argv, used);
	cli->json = cli_flag(cli, "json") || !isatty(STDOUT_FILENO);
	cli->color = wants_color(cli);
	return code == EXIT_DONE ? check_arguments(cli) : code;
}

const char *cli_flag(const struct cli *cli, const char *name)
{
	for (int i = cli->flag_count - 1; i >= 0; i--)
		if (!strcmp(cli->flags[i].name, name))
			return cli->flags[i].value;
	return NULL;
}

bool cli_flag_number(const struct cli *cli, const char *name, int64_t least, int64_t most,
                     int64_t preset, int64_t *out)
{
	const char *value = cli_flag(cli, name);

	*out = preset;
	if (!value || text_number(text_of(value), least, most, out) == OK)
		return true;
	(void)cli_fail(EXIT_USAGE, "--%s is a whole number between %lld and %lld", name,
	               (long long)least, (long long)most);
	return false;
}

void *cli_room(size_t bytes)
{
	struct room {
		struct room *before;
		max_align_t at[];
	};
	static struct room *last; /* reachable to the end, so that no leak is suspected */
	struct room *room = calloc(1, sizeof(*room) + bytes);

	must(room != NULL);
	room->before = last;
	last = room;
	return room->at;
}

int cli_config(const struct cli *cli, struct config *out)
{
	struct config_report report;

	if (config_load(cli_flag(cli, "config"), out, &report) == OK)
		return EXIT_DONE;
	config_report_print(&report, STDERR_FILENO);
	return EXIT_FAILED;
}

int cli_main(int argc, char **argv)
{
	struct cli cli;
	bool done;
	int code;

	if (argc > 1 && !strcmp(argv[1], "phones"))
		return cli_phones_raw(argc, argv);
	code = cli_parse(&cli, argc, argv, &done);
	if (done || code != EXIT_DONE)
		return code;
	must(cli.command != NULL && cli.command->run != NULL);
	return cli.command->run(&cli);
}
