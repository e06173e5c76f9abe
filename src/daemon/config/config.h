// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The configuration: one file in libconfig's syntax, one struct, one row per option.
 *
 * Read once at start and again on SIGHUP by the main thread; everybody else is handed what is
 * theirs. Lengths are in the unit the row names (ms in rules and in names that end so). It says no
 * with ERR_CONFIG and a report that names file, line, what is wrong and what to write instead; all
 * mistakes of a file are reported at once. Secrets are never in the file: *_file options name a
 * file that only its owner may read.
 */
#include "base/text.h"
#include "domain/rules.h"

#define CONFIG_LIST_MOST 32
#define CONFIG_WORD_CHARS 16
#define CONFIG_PATH_CHARS 200
#define CONFIG_TRUNKS_MOST 16
#define CONFIG_FAULTS_MOST 20
#define CONFIG_FILE "/etc/ringback/ringback.conf"

struct config_list {
	size_t count;
	char at[CONFIG_LIST_MOST][120];
};

#define OPTION_TEXT(group, name, room, ...) char name[room];
#define OPTION_NUM(group, name, ...) int64_t name;
#define OPTION_BOOL(group, name, ...) bool name;
#define OPTION_WORD(group, name, ...) char name[CONFIG_WORD_CHARS];
#define OPTION_LIST(group, name, ...) struct config_list name;
#define OPTION_SECRET(group, name, ...) char name[CONFIG_PATH_CHARS];
struct config_trunk {
#include "daemon/config/trunk.def"
	int line; /* where it begins, for messages */
};
#undef OPTION_TEXT
#undef OPTION_NUM
#undef OPTION_BOOL
#undef OPTION_WORD
#undef OPTION_LIST
#undef OPTION_SECRET

#define OPTION_TEXT(group, name, room, ...) char group##_##name[room];
#define OPTION_NUM(group, name, ...) int64_t group##_##name;
#define OPTION_BOOL(group, name, ...) bool group##_##name;
#define OPTION_WORD(group, name, ...) char group##_##name[CONFIG_WORD_CHARS];
#define OPTION_LIST(group, name, ...) struct config_list group##_##name;
#define OPTION_SECRET(group, name, ...) char group##_##name[CONFIG_PATH_CHARS];
struct config {
#include "daemon/config/config.def"
	struct config_trunk trunks[CONFIG_TRUNKS_MOST];
	size_t trunk_count;
	struct rules rules;
	char file[CONFIG_PATH_CHARS]; /* "" : no file, all defaults */
	int lines[192];               /* where each option of config_options() was set; 0: default */
};
#undef OPTION_TEXT
#undef OPTION_NUM
#undef OPTION_BOOL
#undef OPTION_WORD
#undef OPTION_LIST
#undef OPTION_SECRET

/* ---- the table ------------------------------------------------------------------------- */
enum option_kind {
	OPTION_IS_TEXT,
	OPTION_IS_NUM,
	OPTION_IS_SPAN,
	OPTION_IS_BOOL,
	OPTION_IS_WORD,
	OPTION_IS_LIST,
	OPTION_IS_SECRET
};

struct option {
	const char *group, *name;
	enum option_kind kind;
	size_t offset, room; /* in struct config, or in struct config_trunk */
	const char *unit;
	int64_t least, most, preset;
	const char *preset_text; /* of texts, words and lists */
	const char *words;       /* of OPTION_IS_WORD, separated by blanks */
	bool reloads;
	const char *sentence;
};

const struct option *config_options(size_t *count);
const struct option *config_trunk_options(size_t *count);
/* "rules.ring_ms", "sip.trunks.host"; NULL: no such option. */
const struct option *config_option(const char *path);
/* The known path that looks most like this one; NULL when nothing comes near. */
const char *config_nearest(const char *path);
void config_trunk_default(struct config_trunk *trunk);
/* The value as it is written in the file. */
const char *config_value(const struct option *option, const void *base, char *out, size_t room);

/* ---- reading --------------------------------------------------------------------------- */
struct config_fault {
	char file[CONFIG_PATH_CHARS];
	int line; /* 0: not of one line */
	char words[320];
};

struct config_report {
	size_t count;
	struct config_fault at[CONFIG_FAULTS_MOST];
};

void config_default(struct config *config);
/* `file` NULL: RINGBACK_CONFIG, else CONFIG_FILE, else (when that is absent) all defaults; "-":
 * standard input. */
NODISCARD enum err config_load(const char *file, struct config *out, struct config_report *report);
/* What no single row can see: simulated numbers, trunks, port ranges, secrets. Called by
 * config_load. */
void config_check(const struct config *config, struct config_report *report);
void config_fault(struct config_report *report, const char *file, int line, const char *format, ...)
	PRINTF(4, 5);
/* Prints every fault, one a line: file:line: words. */
void config_report_print(const struct config_report *report, int fd);

/* ---- what it means for the rest -------------------------------------------------------- */
bool config_is_loopback(const char *address); /* "127.0.0.1:8080", "udp:[::1]:5060", "localhost" */
const char *config_store_url(const struct config *config, char *out, size_t room);
const char *config_socket(const struct config *config, char *out, size_t room);
/* First line of a secret's file without its line end. ERR_DENIED: others may read it. */
NODISCARD enum err config_secret(const char *file, char *out, size_t room);

/* ---- writing --------------------------------------------------------------------------- */
/* A sample of the whole file; `full`: every option is set to its default instead of being a
 * comment. */
void config_sample(int fd, bool full);
/* What changed between two readings: how many may be reloaded, and the paths of those that need a
 * restart. */
size_t config_changes(const struct config *before, const struct config *after, char *restarts,
                      size_t room);
