// SPDX-License-Identifier: Apache-2.0
/* From a file in libconfig's syntax into struct config. Every mistake is collected with its file
 * and line. */
#include "daemon/config/config.h"
#include "daemon/config/nearest.h"

#include <libconfig.h>
#include <libgen.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct reading {
	struct config *config;
	struct config_report *report;
};

void config_fault(struct config_report *report, const char *file, int line, const char *format, ...)
{
	struct config_fault *fault;
	va_list args;

	if (report->count == CONFIG_FAULTS_MOST)
		return;
	fault = &report->at[report->count++];
	fault->line = line;
	text_fit(text_of(file), fault->file, sizeof(fault->file));
	va_start(args, format);
	(void)vsnprintf(fault->words, sizeof(fault->words), format, args);
	va_end(args);
}

void config_report_print(const struct config_report *report, int fd)
{
	for (size_t i = 0; i < report->count; i++) {
		const struct config_fault *f = &report->at[i];

		if (f->line > 0)
			dprintf(fd, "%s:%d: %s\n", f->file, f->line, f->words);
		else if (f->file[0])
			dprintf(fd, "%s: %s\n", f->file, f->words);
		else
			dprintf(fd, "%s\n", f->words);
	}
	if (report->count == CONFIG_FAULTS_MOST)
		dprintf(fd, "... and maybe more; mend these first\n");
}

#define FAULT(reading, setting, ...) \
	config_fault((reading)->report, setting_file((reading), (setting)), \
	             (int)config_setting_source_line(setting), __VA_ARGS__)

static const char *setting_file(const struct reading *r, const config_setting_t *setting)
{
	const char *file = config_setting_source_file(setting);

	return file ? file : r->config->file;
}

static void read_number(struct reading *r, const struct option *o, const config_setting_t *s,
                        void *at)
{
	int type = config_setting_type(s);
	long long n = config_setting_get_int64(s);

	if (type != CONFIG_TYPE_INT && type != CONFIG_TYPE_INT64) {
		FAULT(r, s, "%s.%s is a whole number of %s, without quotes: %s = %lld;", o->group, o->name,
		      o->unit, o->name, (long long)o->preset);
		return;
	}
	if (n < o->least || n > o->most) {
		FAULT(r, s, "%s.%s = %lld is out of bounds: between %lld and %lld %s (default %lld)",
		      o->group, o->name, n, (long long)o->least, (long long)o->most, o->unit,
		      (long long)o->preset);
		return;
	}
	if (o->kind == OPTION_IS_SPAN)
		*(span *)at = MILLISECONDS(n);
	else
		*(int64_t *)at = n;
}

static void read_text(struct reading *r, const struct option *o, const config_setting_t *s,
                      char *at)
{
	const char *value = config_setting_get_string(s);

	if (!value)
		FAULT(r, s, "%s.%s is a text in quotes: %s = \"...\";", o->group, o->name, o->name);
	else if (!text_is_utf8(text_of(value)) || strpbrk(value, "\"\\\n\r"))
		FAULT(r, s, "%s.%s must be one line of UTF-8 without quotes and backslashes", o->group,
		      o->name);
	else if (text_into(text_of(value), at, o->room) != OK)
		FAULT(r, s, "%s.%s is longer than %zu bytes", o->group, o->name, o->room - 1);
}

static void read_word(struct reading *r, const struct option *o, const config_setting_t *s,
                      char *at)
{
	const char *value = config_setting_get_string(s);
	text rest = text_of(o->words), head;

	while (value && rest.length) {
		(void)text_cut(rest, ' ', &head, &rest);
		if (text_is(head, value)) {
			must(text_into(head, at, o->room) == OK);
			return;
		}
	}
	FAULT(r, s, "%s.%s is one of these words, in quotes: %s", o->group, o->name, o->words);
}

static void read_list(struct reading *r, const struct option *o, const config_setting_t *s,
                      struct config_list *at)
{
	struct config_list list = { 0 };
	int count =
		config_setting_is_array(s) || config_setting_is_list(s) ? config_setting_length(s) : -1;

	if (count < 0 || count > CONFIG_LIST_MOST) {
		FAULT(r, s, "%s.%s is a list of at most %d texts: %s = [ \"...\" ];", o->group, o->name,
		      CONFIG_LIST_MOST, o->name);
		return;
	}
	for (int i = 0; i < count; i++) {
		const char *value = config_setting_get_string_elem(s, i);

		if (!value || strpbrk(value, "\"\\\n\r") ||
		    text_into(text_of(value), list.at[list.count], sizeof(list.at[0])) != OK) {
			FAULT(r, s, "%s.%s: entry %d is not a text in quotes of at most %zu bytes", o->group,
			      o->name, i + 1, sizeof(list.at[0]) - 1);
			return;
		}
		list.count++;
	}
	*at = list;
}

static void read_value(struct reading *r, const struct option *o, const config_setting_t *s,
                       void *base)
{
	char *at = (char *)base + o->offset;

	switch (o->kind) {
	case OPTION_IS_NUM:
	case OPTION_IS_SPAN: read_number(r, o, s, at); break;
	case OPTION_IS_TEXT:
	case OPTION_IS_SECRET: read_text(r, o, s, at); break;
	case OPTION_IS_WORD: read_word(r, o, s, at); break;
	case OPTION_IS_LIST: read_list(r, o, s, (struct config_list *)(void *)at); break;
	case OPTION_IS_BOOL:
		if (config_setting_type(s) != CONFIG_TYPE_BOOL)
			FAULT(r, s, "%s.%s is true or false, without quotes", o->group, o->name);
		else
			*(bool *)(void *)at = config_setting_get_bool(s) != 0;
		break;
	}
}

static void unknown(struct reading *r, const config_setting_t *s, const char *path)
{
	const char *near = config_nearest(path);

	if (near)
		FAULT(r, s, "unknown option '%s', did you mean '%s'?", path, near);
	else
		FAULT(r, s, "unknown option '%s'; `ringback config sample` lists all", path);
}

static void read_option(struct reading *r, const char *group, const config_setting_t *s, void *base)
{
	const struct option *o;
	char path[96];
	size_t count;

	(void)snprintf(path, sizeof(path), "%s.%s", group, config_setting_name(s));
	o = config_option(path);
	if (!o) {
		unknown(r, s, path);
		return;
	}
	read_value(r, o, s, base);
	if (base == r->config)
		r->config->lines[o - config_options(&count)] = (int)config_setting_source_line(s);
}

static void read_trunk(struct reading *r, const config_setting_t *s)
{
	struct config_trunk *trunk;

	if (!config_setting_is_group(s) || r->config->trunk_count == CONFIG_TRUNKS_MOST) {
		FAULT(r, s,
		      "sip.trunks is a list of at most %d groups: trunks = ( { name = \"...\"; ... } );",
		      CONFIG_TRUNKS_MOST);
		return;
	}
	trunk = &r->config->trunks[r->config->trunk_count++];
	config_trunk_default(trunk);
	trunk->line = (int)config_setting_source_line(s);
	for (int i = 0; i < config_setting_length(s); i++)
		read_option(r, "sip.trunks", config_setting_get_elem(s, (unsigned)i), trunk);
}

static void read_trunks(struct reading *r, const config_setting_t *s)
{
	if (!config_setting_is_list(s) && !config_setting_is_array(s)) {
		FAULT(r, s,
		      "sip.trunks is a list in round brackets: trunks = ( { name = \"...\"; host = "
		      "\"...\"; } );");
		return;
	}
	for (int i = 0; i < config_setting_length(s); i++)
		read_trunk(r, config_setting_get_elem(s, (unsigned)i));
}

static bool is_group(const char *name)
{
	size_t count;
	const struct option *o = config_options(&count);

	for (size_t i = 0; i < count; i++)
		if (!strcmp(o[i].group, name))
			return true;
	return false;
}

static void unknown_group(struct reading *r, const config_setting_t *s)
{
	static const char *const GROUPS[] = { "server", "store",   "http",  "sip", "media",
		                                  "speech", "numbers", "rules", "log" };
	const char *name = config_setting_name(s);
	const char *near = nearest_word(name, GROUPS, COUNT(GROUPS));

	if (near)
		FAULT(r, s, "unknown group '%s', did you mean '%s'?", name, near);
	else
		unknown(r, s, name);
}

static void read_group(struct reading *r, const config_setting_t *group)
{
	const char *name = config_setting_name(group);

	if (!is_group(name)) {
		unknown_group(r, group);
		return;
	}
	if (!config_setting_is_group(group)) {
		FAULT(r, group, "'%s' is a group: %s = { ... };", name, name);
		return;
	}
	for (int i = 0; i < config_setting_length(group); i++) {
		const config_setting_t *s = config_setting_get_elem(group, (unsigned)i);

		if (!strcmp(name, "sip") && !strcmp(config_setting_name(s), "trunks"))
			read_trunks(r, s);
		else
			read_option(r, name, s, r->config);
	}
}

static void read_tree(struct reading *r, config_t *tree)
{
	const config_setting_t *root = config_root_setting(tree);

	for (int i = 0; i < config_setting_length(root); i++)
		read_group(r, config_setting_get_elem(root, (unsigned)i));
}

/*
 * What stands in the file is no operator's to change; options of [rules] are in the order of enum
 * rule.
 */
static void note_sources(struct config *config)
{
	size_t count, rule = 0;
	const struct option *all = config_options(&count);

	for (size_t i = 0; i < count; i++)
		if (!strcmp(all[i].group, "rules"))
			config->rules.source[rule++] = config->lines[i] ? RULE_IS_OF_FILE : RULE_IS_PRESET;
	must(rule == RULE_brand);
#define NOTE(name) \
	if (config->lines[config_option("server." #name) - all]) \
	config->rules.source[RULE_##name] = RULE_IS_OF_FILE
	NOTE(brand);
	NOTE(timezone);
	NOTE(language);
#undef NOTE
}

static void rules_words(struct config *config)
{
	must(text_into(text_of(config->server_currency), config->rules.currency,
	               sizeof(config->rules.currency)) == OK);
	must(text_into(text_of(config->server_brand), config->rules.brand,
	               sizeof(config->rules.brand)) == OK);
	for (size_t i = 0; i < config->trunk_count && !config->rules.caller_id[0]; i++)
		text_fit(text_of(config->trunks[i].caller_id), config->rules.caller_id,
		         sizeof(config->rules.caller_id));
	must(text_into(text_of(config->server_timezone), config->rules.timezone,
	               sizeof(config->rules.timezone)) == OK);
	must(text_into(text_of(config->server_language), config->rules.language,
	               sizeof(config->rules.language)) == OK);
}

/* libconfig tells "no such file" and "wrong" apart by its error type only. */
static bool read_tree_of(struct reading *r, config_t *tree, const char *file)
{
	FILE *stream = strcmp(file, "-") ? fopen(file, "re") : stdin;
	char folder[CONFIG_PATH_CHARS];
	int good;

	if (!stream) {
		config_fault(r->report, file, 0,
		             "cannot be read: %m. Write one with: ringback config sample >%s", file);
		return false;
	}
	text_fit(text_of(file), folder, sizeof(folder));
	config_set_include_dir(tree, dirname(folder));
	good = config_read(tree, stream);
	if (!good)
		config_fault(r->report, config_error_file(tree) ? config_error_file(tree) : file,
		             config_error_line(tree), "%s (each setting is: name = value;)",
		             config_error_text(tree));
	if (stream != stdin)
		(void)fclose(stream);
	return good;
}

static const char *file_of(const char *file)
{
	const char *named = file ? file : getenv("RINGBACK_CONFIG");

	if (named)
		return named;
	return access(CONFIG_FILE, F_OK) == 0 ? CONFIG_FILE : NULL;
}

enum err config_load(const char *file, struct config *out, struct config_report *report)
{
	struct reading r = { out, report };
	config_t tree;

	memset(report, 0, sizeof(*report));
	config_default(out);
	file = file_of(file);
	if (file) {
		config_init(&tree);
		text_fit(text_of(strcmp(file, "-") ? file : "standard input"), out->file,
		         sizeof(out->file));
		if (read_tree_of(&r, &tree, file))
			read_tree(&r, &tree);
		config_destroy(&tree);
	}
	rules_words(out);
	note_sources(out);
	if (!report->count)
		config_check(out, report);
	return report->count ? ERR_CONFIG : OK;
}
