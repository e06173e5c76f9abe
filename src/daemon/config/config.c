// SPDX-License-Identifier: Apache-2.0
/* The table of options, built from the .def files, and everything that only looks at it. */
#include "daemon/config/config.h"
#include "daemon/config/nearest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RESTARTS = false, RELOADS = true, PATHS_MOST = 256 };

#define HERE(field) offsetof(struct OWNER, field), sizeof(((struct OWNER *)0)->field)
#define ROW_TEXT(group, name, field, preset, reload, sentence) \
	{ group, name, OPTION_IS_TEXT, HERE(field), NULL, 0, 0, 0, preset, NULL, reload, sentence },
#define ROW_NUM(group, name, field, unit, least, most, preset, reload, sentence) \
	{ group, name,   OPTION_IS_NUM, HERE(field), unit,   least, \
	  most,  preset, NULL,          NULL,        reload, sentence },
#define ROW_BOOL(group, name, field, preset, reload, sentence) \
	{ group, name, OPTION_IS_BOOL, HERE(field), NULL, 0, 1, preset, NULL, NULL, reload, sentence },
#define ROW_WORD(group, name, field, words, preset, reload, sentence) \
	{ group, name, OPTION_IS_WORD, HERE(field), NULL, 0, 0, 0, preset, words, reload, sentence },
#define ROW_LIST(group, name, field, preset, reload, sentence) \
	{ group, name, OPTION_IS_LIST, HERE(field), NULL, 0, 0, 0, preset, NULL, reload, sentence },
#define ROW_SECRET(group, name, field, sentence) \
	{ group, name, OPTION_IS_SECRET, HERE(field), NULL, 0, 0, 0, "", NULL, RESTARTS, sentence },

#define OPTION_TEXT(group, name, room, preset, reload, sentence) \
	ROW_TEXT(#group, #name, group##_##name, preset, reload, sentence)
#define OPTION_NUM(group, name, ...) ROW_NUM(#group, #name, group##_##name, __VA_ARGS__)
#define OPTION_BOOL(group, name, ...) ROW_BOOL(#group, #name, group##_##name, __VA_ARGS__)
#define OPTION_WORD(group, name, ...) ROW_WORD(#group, #name, group##_##name, __VA_ARGS__)
#define OPTION_LIST(group, name, ...) ROW_LIST(#group, #name, group##_##name, __VA_ARGS__)
#define OPTION_SECRET(group, name, sentence) ROW_SECRET(#group, #name, group##_##name, sentence)
#define RULE_SPAN(name, least, most, preset, sentence) \
	{ "rules", #name, OPTION_IS_SPAN, HERE(rules.name), "ms",    least, most, \
	  preset,  NULL,  NULL,           RELOADS,          sentence },
#define RULE_NUM(name, least, most, preset, sentence) \
	{ "rules", #name, OPTION_IS_NUM, HERE(rules.name), "number", least, most, \
	  preset,  NULL,  NULL,          RELOADS,          sentence },

#define OWNER config
static const struct option OPTIONS[] = {
#include "daemon/config/config.def"
#include "domain/rules.def"
};
#undef OWNER
#undef OPTION_TEXT
#undef OPTION_NUM
#undef OPTION_BOOL
#undef OPTION_WORD
#undef OPTION_LIST
#undef OPTION_SECRET

#define OPTION_TEXT(group, name, room, preset, reload, sentence) \
	ROW_TEXT("sip.trunks", #name, name, preset, reload, sentence)
#define OPTION_NUM(group, name, ...) ROW_NUM("sip.trunks", #name, name, __VA_ARGS__)
#define OPTION_BOOL(group, name, ...) ROW_BOOL("sip.trunks", #name, name, __VA_ARGS__)
#define OPTION_WORD(group, name, ...) ROW_WORD("sip.trunks", #name, name, __VA_ARGS__)
#define OPTION_LIST(group, name, ...) ROW_LIST("sip.trunks", #name, name, __VA_ARGS__)
#define OPTION_SECRET(group, name, sentence) ROW_SECRET("sip.trunks", #name, name, sentence)
#define OWNER config_trunk
static const struct option TRUNK_OPTIONS[] = {
#include "daemon/config/trunk.def"
};
#undef OWNER

_Static_assert(COUNT(OPTIONS) <= COUNT(((struct config *)0)->lines),
               "room for every option's line");
_Static_assert(COUNT(OPTIONS) + COUNT(TRUNK_OPTIONS) <= PATHS_MOST, "room for every path");

const struct option *config_options(size_t *count)
{
	*count = COUNT(OPTIONS);
	return OPTIONS;
}

const struct option *config_trunk_options(size_t *count)
{
	*count = COUNT(TRUNK_OPTIONS);
	return TRUNK_OPTIONS;
}

static const struct option *option_at(size_t i)
{
	return i < COUNT(OPTIONS) ? &OPTIONS[i] : &TRUNK_OPTIONS[i - COUNT(OPTIONS)];
}

const struct option *config_option(const char *path)
{
	const char *dot = strrchr(path, '.');

	if (!dot)
		return NULL;
	for (size_t i = 0; i < COUNT(OPTIONS) + COUNT(TRUNK_OPTIONS); i++) {
		const struct option *o = option_at(i);

		if (!strcmp(dot + 1, o->name) && strlen(o->group) == (size_t)(dot - path) &&
		    !strncmp(path, o->group, (size_t)(dot - path)))
			return o;
	}
	return NULL;
}

/* A path without its group is the commonest slip, so a bare name that exists is nearest of all. */
static const char *same_name(const char *path, char (*paths)[64])
{
	const char *dot = strrchr(path, '.');

	for (size_t i = 0; i < COUNT(OPTIONS) + COUNT(TRUNK_OPTIONS); i++)
		if (!strcmp(dot ? dot + 1 : path, option_at(i)->name))
			return paths[i];
	return NULL;
}

const char *config_nearest(const char *path)
{
	static _Thread_local char paths[PATHS_MOST][64];
	const char *known[PATHS_MOST];
	size_t count = COUNT(OPTIONS) + COUNT(TRUNK_OPTIONS);
	const char *near;

	for (size_t i = 0; i < count; i++) {
		const struct option *o = option_at(i);

		must(snprintf(paths[i], sizeof(paths[i]), "%s.%s", o->group, o->name) <
		     (int)sizeof(paths[i]));
		known[i] = paths[i];
	}
	near = same_name(path, paths);
	if (near || strchr(path, '.'))
		return near ? near : nearest_word(path, known, count);
	/* Without a group only the names can be compared. */
	for (size_t i = 0; i < count; i++)
		known[i] = option_at(i)->name;
	near = nearest_word(path, known, count);
	return near ? same_name(near, paths) : NULL;
}

static void list_value(const struct config_list *list, char *out, size_t room)
{
	size_t used = (size_t)snprintf(out, room, "[");

	for (size_t i = 0; i < list->count && used < room; i++)
		used += (size_t)snprintf(out + used, room - used, "%s\"%s\"", i ? ", " : " ", list->at[i]);
	if (used < room)
		(void)snprintf(out + used, room - used, list->count ? " ]" : "]");
}

/* libconfig reads a number beyond 32 bits only with an L behind it. */
static void number_value(int64_t n, char *out, size_t room)
{
	bool large = n > INT32_MAX || n < INT32_MIN;

	(void)snprintf(out, room, "%lld%s", (long long)n, large ? "L" : "");
}

const char *config_value(const struct option *option, const void *base, char *out, size_t room)
{
	const void *at = (const char *)base + option->offset;

	must(room > 2);
	switch (option->kind) {
	case OPTION_IS_NUM: number_value(*(const int64_t *)at, out, room); break;
	case OPTION_IS_SPAN: number_value(span_ms(*(const span *)at), out, room); break;
	case OPTION_IS_BOOL: (void)snprintf(out, room, *(const bool *)at ? "true" : "false"); break;
	case OPTION_IS_LIST: list_value(at, out, room); break;
	case OPTION_IS_TEXT:
	case OPTION_IS_WORD:
	case OPTION_IS_SECRET: (void)snprintf(out, room, "\"%s\"", (const char *)at); break;
	}
	return out;
}

static void preset_list(const char *words, struct config_list *out)
{
	text rest = text_of(words), head;

	memset(out, 0, sizeof(*out));
	while (rest.length) {
		(void)text_cut(rest, ',', &head, &rest);
		must(text_into(head, out->at[out->count++], sizeof(out->at[0])) == OK);
	}
}

static void preset(const struct option *o, void *base)
{
	char *at = (char *)base + o->offset;

	switch (o->kind) {
	case OPTION_IS_NUM: *(int64_t *)(void *)at = o->preset; break;
	case OPTION_IS_SPAN: *(span *)(void *)at = MILLISECONDS(o->preset); break;
	case OPTION_IS_BOOL: *(bool *)(void *)at = o->preset != 0; break;
	case OPTION_IS_LIST: preset_list(o->preset_text, (struct config_list *)(void *)at); break;
	case OPTION_IS_TEXT:
	case OPTION_IS_WORD:
	case OPTION_IS_SECRET: must(text_into(text_of(o->preset_text), at, o->room) == OK); break;
	}
}

void config_default(struct config *config)
{
	memset(config, 0, sizeof(*config));
	for (size_t i = 0; i < COUNT(OPTIONS); i++)
		preset(&OPTIONS[i], config);
}

void config_trunk_default(struct config_trunk *trunk)
{
	memset(trunk, 0, sizeof(*trunk));
	for (size_t i = 0; i < COUNT(TRUNK_OPTIONS); i++)
		preset(&TRUNK_OPTIONS[i], trunk);
}

size_t config_changes(const struct config *before, const struct config *after, char *restarts,
                      size_t room)
{
	size_t reloaded = 0, used = 0;

	restarts[0] = '\0';
	for (size_t i = 0; i < COUNT(OPTIONS); i++) {
		const struct option *o = &OPTIONS[i];

		if (!memcmp((const char *)before + o->offset, (const char *)after + o->offset, o->room))
			continue;
		if (o->reloads)
			reloaded++;
		else if (used < room)
			used += (size_t)snprintf(restarts + used, room - used, "%s%s.%s", used ? ", " : "",
			                         o->group, o->name);
	}
	if (memcmp(before->trunks, after->trunks, sizeof(before->trunks)) && used < room)
		(void)snprintf(restarts + used, room - used, "%ssip.trunks", used ? ", " : "");
	return reloaded;
}
