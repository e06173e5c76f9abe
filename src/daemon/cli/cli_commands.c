// SPDX-License-Identifier: Apache-2.0
/* Every command, one row. */
#include "daemon/cli/cli.h"

static const struct cli_command COMMANDS[] = {
	{ "serve", "", 0, 0, "", cli_serve, "Run the daemon",
	  "ringback serve\nringback serve --config ./ringback.conf",
	  "SIGHUP reads the configuration again. SIGTERM stops: no new calls, running ones finish up "
	  "to\n"
	  "server.drain_ms; a second SIGTERM stops at once." },
	{ "demo", "", 0, 0, "headless for= config-only= keep no-evening speed=", cli_demo,
	  "A whole evening with simulated phones, on loopback only",
	  "ringback demo --no-evening\nringback demo --no-evening --speed 20\n"
	  "ringback demo --headless --for 120",
	  "--headless --for SECONDS  no questions; exit 0 only if everything that was shown happened\n"
	  "--no-evening              skip the told evening: pages and phones to play with, at once\n"
	  "--speed N                 1 to 100: robots talk, and the house's pauses pass, N times as "
	  "fast; what is\n"
	  "                          spoken, the time to answer, and the told evening stay as they "
	  "are\n"
	  "--config-only FOLDER      write the demo's configuration there, print its file name, and "
	  "stop\n"
	  "--keep                    do not delete the folder at the end" },
	{ "phones", "", 0, 0, "", NULL, "Simulated handsets behind a loopback trunk",
	  "ringback phones --help\nringback phones --script evening.phones", NULL },
	{ "status", "", 0, 0, "", cli_status, "How the daemon is doing, in six lines",
	  "ringback status\nringback status --quiet && echo healthy",
	  "Exit 7 when something is unhealthy, 6 when the daemon does not answer." },
	{ "doctor", "", 0, 0, "", cli_doctor, "Check this machine: one line a check, each with its fix",
	  "ringback doctor\nringback doctor --json",
	  "Works with and without a running daemon. Exit 7: something to mend." },
	{ "migrate", "", 0, 0, "dry-run", cli_migrate, "Bring the store's schema up to date",
	  "ringback migrate --dry-run\nringback migrate",
	  "Stop the daemon first; `serve` also does it at start." },
	{ "backup", "FILE", 1, 1, "", cli_backup, "Copy the store into FILE while the daemon runs",
	  "ringback backup /var/backups/ringback.db\nringback backup \"$(date +%F).db\"",
	  "SQLite only; for PostgreSQL use pg_dump." },
	{ "config check", "[FILE]", 0, 1, "", cli_config_check, "Is the configuration right?",
	  "ringback config check\nringback config check ./ringback.conf",
	  "FILE may be - for standard input." },
	{ "config show", "", 0, 0, "", cli_config_show,
	  "Every option with its value and where it comes from",
	  "ringback config show\nringback config show --json | grep ring_ms", NULL },
	{ "config explain", "[OPTION]", 0, 1, "", cli_config_explain,
	  "What an option means, its bounds and value",
	  "ringback config explain rules.ring_ms\nringback config explain sip.trunks.prefixes", NULL },
	{ "config sample", "", 0, 0, "full", cli_config_sample,
	  "A commented configuration to begin with",
	  "ringback config sample >/etc/ringback/ringback.conf\nringback config sample --full | "
	  "ringback config check -",
	  NULL },
	{ "queue ls", "[ADVISOR]", 0, 1, "", cli_queue_ls, "Who waits, in order",
	  "ringback queue ls\nringback queue ls adv_01j9x3k4m5n6p", NULL },
	{ "queue explain", "CALLBACK", 1, 1, "", cli_queue_explain, "Why a callback is at its place",
	  "ringback queue explain cbk_01j9x3k4m5n6p\nringback queue ls", NULL },
	{ "calls tail", "", 0, 0, "last= once", cli_calls_tail,
	  "What happens, one line an event, until Ctrl+C",
	  "ringback calls tail\nringback calls tail --json | grep callback.created",
	  "--last N  begin with the last N events (10)\n"
	  "--once    stop after those" },
	{ "ledger verify", "", 0, 0, "", cli_ledger_verify, "Does the money add up?",
	  "ringback ledger verify\nringback ledger verify --json",
	  "Reads the store itself; works with a running daemon." },
	{ "operator add", "LOGIN", 1, 1, "password-file= nickname= part=", cli_operator_add,
	  "Make an operator, such as the first one",
	  "ringback operator add olive@example.org\nringback operator add olive --password-file "
	  "./secret\n"
	  "ringback operator add finn --part finance",
	  "--part P  owner (all), floor, finance, product or engineer; owner when left out\n"
	  "Asks for the password on a terminal; otherwise makes one up and prints it once." },
	{ "version", "", 0, 0, "", cli_version, "Print the version",
	  "ringback version\nringback version --json", NULL },
};

const struct cli_command *cli_commands(size_t *count)
{
	*count = COUNT(COMMANDS);
	return COMMANDS;
}
