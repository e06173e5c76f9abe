// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The command line: `ringback NOUN VERB [ARG] [--flag]`.
 *
 * One table of commands (cli_commands.c); this part takes the words apart, finds the command,
 * prints help, and knows how results are written: data to stdout, talk to stderr; tables on a
 * terminal, JSON Lines otherwise or with --json. Main thread only. It says no with the exit codes
 * below, after a sentence on stderr that says what to do.
 */
#include "daemon/config/config.h"

#include <stdio.h>

enum cli_exit {
	EXIT_DONE = 0,
	EXIT_FAILED = 1, /* problem title and request id on stderr */
	EXIT_USAGE = 2,
	EXIT_NOT_FOUND = 3,
	EXIT_NOT_ALLOWED = 4,
	EXIT_CONFLICT = 5,
	EXIT_UNREACHABLE = 6, /* the daemon */
	EXIT_UNHEALTHY = 7    /* status or doctor found something */
};

#define CLI_ARGS_MOST 8
#define CLI_FLAGS_MOST 24

struct cli;

struct cli_command {
	const char *words;     /* "queue explain" */
	const char *arguments; /* "CALLBACK", "" */
	int least, most;       /* arguments */
	const char *flags;     /* its own, "for= headless": '=' takes a value */
	int (*run)(struct cli *cli);
	const char *summary;
	const char *examples; /* lines, two of them */
	const char *more;     /* what else the help says; may be NULL */
};

struct cli_flag {
	char name[32];
	const char *value; /* "" for switches */
};

struct cli {
	const struct cli_command *command;
	const char *args[CLI_ARGS_MOST];
	int arg_count;
	struct cli_flag flags[CLI_FLAGS_MOST];
	int flag_count;
	const char *program; /* argv[0] */
	bool json;           /* data as JSON Lines */
	bool color;
};

int cli_main(int argc, char **argv);
const struct cli_command *cli_commands(size_t *count);
/* Takes the words apart; EXIT_DONE, or what to exit with (also after help). `*done`: nothing more
 * to do. */
int cli_parse(struct cli *cli, int argc, char **argv, bool *done);
void cli_help_all(FILE *to);
void cli_help(const struct cli_command *command, FILE *to);

const char *cli_flag(const struct cli *cli,
                     const char *name); /* NULL: not given; "" for a switch */
/* A whole number within bounds; `preset` when the flag is absent. EXIT_USAGE said already: returns
 * false. */
bool cli_flag_number(const struct cli *cli, const char *name, int64_t least, int64_t most,
                     int64_t preset, int64_t *out);
/* A sentence on stderr, "ringback: …", and the code to return. */
int cli_fail(int code, const char *format, ...) PRINTF(2, 3);

/* Reads the configuration of --config; on a fault prints it and returns EXIT_FAILED. */
int cli_config(const struct cli *cli, struct config *out);
/* Zeroed memory for as long as the process lives: a configuration is too large for the stack. */
void *cli_room(size_t bytes);

/* ---- writing --------------------------------------------------------------------------- */
enum cli_paint {
	PAINT_PLAIN,
	PAINT_BOLD,
	PAINT_DIM,
	PAINT_GREEN,
	PAINT_RED,
	PAINT_YELLOW,
	PAINT_CYAN
};
const char *cli_paint(const struct cli *cli,
                      enum cli_paint paint); /* "" without colour; PLAIN ends it */

#define CLI_COLUMNS_MOST 10
struct cli_table {
	const struct cli *cli;
	size_t columns, rows, room;
	const char *heads[CLI_COLUMNS_MOST];
	char **cells;
};
void cli_table_init(struct cli_table *table, const struct cli *cli, const char *const *heads,
                    size_t columns);
void cli_table_add(struct cli_table *table, const char *const *cells); /* copies */
void cli_table_print(struct cli_table *table, FILE *to);               /* and frees */

/* ---- the commands ---------------------------------------------------------------------- */
int cli_version(struct cli *cli);
int cli_config_check(struct cli *cli);
int cli_config_show(struct cli *cli);
int cli_config_explain(struct cli *cli);
int cli_config_sample(struct cli *cli);
int cli_status(struct cli *cli);
int cli_doctor(struct cli *cli);
int cli_migrate(struct cli *cli);
int cli_backup(struct cli *cli);
int cli_ledger_verify(struct cli *cli);
int cli_operator_add(struct cli *cli);
int cli_calls_tail(struct cli *cli);
int cli_queue_ls(struct cli *cli);
int cli_queue_explain(struct cli *cli);
int cli_serve(struct cli *cli);
int cli_demo(struct cli *cli);
int cli_phones_raw(int argc, char **argv); /* whose flags are its own */
