// SPDX-License-Identifier: Apache-2.0
/* The table of settings, made of rules.def, and its changes. */
#include "domain/setting/setting.h"

#include <stdio.h>
#include <string.h>

#include "base/zone.h"
#include "domain/account/account.h"
#include "domain/event/event.h"
#include "domain/sql.h"

const char *const SETTING_KIND_WORDS[] = { "length", "number", "switch", "words", NULL };
const char *const SETTING_SOURCE_WORDS[] = { "preset", "file", "operator", NULL };

struct entry {
	const char *name, *file_key, *sentence;
	size_t offset, room; /* room: of words; 0: a number or span */
	bool is_span;
	int64_t least, most;
};

#define ROW_OF(rule, is_span, least, most, sentence) \
	{ #rule, "rules." #rule, sentence, offsetof(struct rules, rule), 0, is_span, least, most },
#define RULE_SPAN(name, least, most, preset, sentence) ROW_OF(name, true, least, most, sentence)
#define RULE_NUM(name, least, most, preset, sentence) ROW_OF(name, false, least, most, sentence)
#define RULE_WORDS(name, least, sentence) \
	{ \
#name, "server." #name, sentence, offsetof(struct rules, name), \
			sizeof(((struct rules *)0)->name), false, least, sizeof(((struct rules *)0)->name) - 1 \
	}
static const struct entry TABLE[] = {
#include "domain/rules.def"
	RULE_WORDS(brand, 1, "The name that is spoken and shown to people."),
	RULE_WORDS(timezone, 1, "IANA zone of the business day and of accounts that name none."),
	RULE_WORDS(language, 2, "Language of prompts for accounts that name none."),
};
#undef RULE_SPAN
#undef RULE_NUM
_Static_assert(COUNT(TABLE) == RULE_COUNT, "a row for every rule");

/* Where a section of the page begins. */
static const struct {
	enum rule first;
	const char *name;
} SECTIONS[] = {
	{ RULE_ring_ms, "calling" },       { RULE_wait_least_ms, "line" },
	{ RULE_check_minutes, "money" },   { RULE_rings_per_number, "protection" },
	{ RULE_sign_ups_open, "sign_in" }, { RULE_wall_wait_target_ms, "wallboard" },
	{ RULE_idempotency_ms, "upkeep" }, { RULE_brand, "house" },
};

/* Read once, when the web side or the telephone is opened. */
static bool is_of_start(enum rule rule)
{
	return rule == RULE_idempotency_ms || rule == RULE_api_rate_per_minute ||
	       rule == RULE_meter_interval_ms;
}

static const char *section_of(enum rule rule)
{
	const char *name = SECTIONS[0].name;

	for (size_t i = 0; i < COUNT(SECTIONS); i++)
		if (rule >= SECTIONS[i].first)
			name = SECTIONS[i].name;
	return name;
}

static void *place_of(struct rules *rules, enum rule rule)
{
	return (char *)rules + TABLE[rule].offset;
}

static void value_of(const struct rules *rules, enum rule rule, char out[SETTING_VALUE_CHARS])
{
	const struct entry *e = &TABLE[rule];
	const void *at = (const char *)rules + e->offset;
	int64_t number;

	if (e->room) {
		must(text_into(text_of(at), out, SETTING_VALUE_CHARS) == OK);
		return;
	}
	number = e->is_span ? span_ms(*(const span *)at) : *(const int64_t *)at;
	(void)snprintf(out, SETTING_VALUE_CHARS, "%lld", (long long)number);
}

static bool put_value(struct rules *rules, enum rule rule, text value)
{
	const struct entry *e = &TABLE[rule];
	void *at = place_of(rules, rule);
	int64_t number;

	if (e->room)
		return value.length >= (size_t)e->least && text_into(value, at, e->room) == OK;
	if (text_number(value, e->least, e->most, &number) != OK)
		return false;
	if (e->is_span)
		*(span *)at = MILLISECONDS(number);
	else
		*(int64_t *)at = number;
	return true;
}

static bool find(text name, enum rule *out)
{
	for (size_t i = 0; i < COUNT(TABLE); i++)
		if (text_is(name, TABLE[i].name)) {
			*out = (enum rule)i;
			return true;
		}
	return false;
}

/* ---- the rows of the store ------------------------------------------------------------- */
struct row {
	text name, value;
	instant changed_at;
	char changed_by[64];
};

static enum err rows_of(struct tx *tx, struct rows *out)
{
	static const struct column ROW[] = { COLUMN_TEXT(struct row, name),
		                                 COLUMN_TEXT(struct row, value),
		                                 COLUMN_AT(struct row, changed_at),
		                                 COLUMN_CHARS(struct row, changed_by), COLUMN_END };

	return tx_all(tx, &SQL_setting_values, ARGS(NUM(RULE_COUNT)), ROW, sizeof(struct row),
	              RULE_COUNT, out);
}

enum err setting_version(struct tx *tx, int64_t *version)
{
	return tx_number(tx, &SQL_setting_version, NO_ARGS, version);
}

/* What an older or newer release has written and this one does not know or take is left alone. */
static void lay(struct rules *rules, const struct row *row)
{
	enum rule rule;

	if (find(row->name, &rule) && rules->source[rule] != RULE_IS_OF_FILE &&
	    put_value(rules, rule, row->value))
		rules->source[rule] = RULE_IS_OF_OPERATOR;
}

enum err setting_overlay(struct tx *tx, const struct rules *configured, struct rules *out)
{
	struct rows rows;
	int64_t version;

	TRY(setting_version(tx, &version));
	TRY(rows_of(tx, &rows));
	const struct row *all = rows.at;

	*out = *configured;
	out->version = version;
	for (size_t i = 0; i < rows.count; i++)
		lay(out, &all[i]);
	return OK;
}

/* ---- looking --------------------------------------------------------------------------- */
static enum setting_kind kind_of(const struct entry *e)
{
	if (e->room)
		return SETTING_WORDS;
	if (e->is_span)
		return SETTING_LENGTH;
	return e->least == 0 && e->most == 1 ? SETTING_SWITCH : SETTING_NUMBER;
}

static void fill(struct setting *s, const struct rules *rules, enum rule rule)
{
	const struct entry *e = &TABLE[rule];
	struct rules preset;

	rules_default(&preset);
	*s = (struct setting){
		.name = e->name,
		.section = section_of(rule),
		.sentence = e->sentence,
		.file_key = e->file_key,
		.kind = kind_of(e),
		.source = rules->source[rule],
		.least = e->least,
		.most = e->most,
		.at_start = is_of_start(rule),
	};
	value_of(rules, rule, s->value);
	value_of(&preset, rule, s->preset);
}

enum err setting_list(struct desk *desk, const struct rules *rules, struct setting **out)
{
	struct setting *all = ARENA_ARRAY(desk->arena, struct setting, RULE_COUNT);
	struct rows rows;
	enum rule rule;

	TRY(rows_of(desk->tx, &rows));
	for (size_t i = 0; i < RULE_COUNT; i++)
		fill(&all[i], rules, (enum rule)i);
	const struct row *row = rows.at;

	for (size_t i = 0; i < rows.count; i++) {
		if (!find(row[i].name, &rule) || all[rule].source != RULE_IS_OF_OPERATOR)
			continue;
		all[rule].changed_at = row[i].changed_at;
		text_fit(text_of(row[i].changed_by), all[rule].changed_by, sizeof(all[rule].changed_by));
	}
	*out = all;
	return OK;
}

/* ---- changing -------------------------------------------------------------------------- */
static void refuse(struct setting_answer *answer, enum refusal refused, size_t index,
                   const char *detail)
{
	*answer = (struct setting_answer){ .refused = refused, .index = index, .detail = detail };
}

static const char *bounds_of(struct desk *desk, const struct entry *e)
{
	struct text_buf out;

	text_buf_init(&out, desk->arena);
	if (e->room)
		text_buf_print(&out, "%s has %lld to %lld characters", e->name, (long long)e->least,
		               (long long)e->most);
	else
		text_buf_print(&out, "%s is a whole number%s between %lld and %lld", e->name,
		               e->is_span ? " of milliseconds" : "", (long long)e->least,
		               (long long)e->most);
	return text_terminated(desk->arena, text_buf_text(&out));
}

/* As in the file: what a prompt, a header or a page could stumble over. */
static bool has_bad_letter(text value)
{
	for (size_t i = 0; i < value.length; i++)
		if (strchr("\"\\", value.at[i]) || (unsigned char)value.at[i] < ' ')
			return true;
	return false;
}

static const char *words_fault(enum rule rule, text value)
{
	span offset;

	if (!text_is_utf8(value) || has_bad_letter(value))
		return "one line without quotes and backslashes";
	if (rule == RULE_timezone && !account_timezone_fault(value) &&
	    zone_offset(value, (instant){ 1 }, &offset) != OK)
		return "this machine knows no such time zone";
	return rule == RULE_timezone   ? account_timezone_fault(value)
	       : rule == RULE_language ? account_language_fault(value)
	                               : NULL;
}

/* One line about one value: before and after, as people read them. */
static enum err tell(struct desk *desk, enum rule rule, const char *before, const char *after,
                     bool back)
{
	struct text_buf detail;
	struct json j;

	text_buf_init(&detail, desk->arena);
	json_init(&j, &detail);
	json_object(&j);
	json_put_chars(&j, "before", before);
	json_put_chars(&j, "after", after);
	if (back)
		json_put_bool(&j, "preset", true);
	json_end(&j);
	return audit_write(desk, "setting.changed", TABLE[rule].name, text_buf_text(&detail));
}

/* Tries one edit on `next`; nothing is written. */
static bool take(struct desk *desk, const struct setting_ask *ask, size_t i, struct rules *next,
                 struct setting_answer *answer)
{
	const struct setting_edit *edit = &ask->edits[i];
	struct rules preset;
	enum rule rule;
	const char *fault;
	char value[SETTING_VALUE_CHARS];

	if (!find(edit->name, &rule)) {
		refuse(answer, REFUSED_INVALID, i, "there is no such setting");
		return false;
	}
	if (next->source[rule] == RULE_IS_OF_FILE) {
		refuse(answer, REFUSED_NOT_ALLOWED, i, "The configuration file sets this one.");
		return false;
	}
	rules_default(&preset);
	value_of(&preset, rule, value);
	fault = edit->value.at && TABLE[rule].room ? words_fault(rule, edit->value) : NULL;
	if (fault || !put_value(next, rule, edit->value.at ? edit->value : text_of(value))) {
		refuse(answer, REFUSED_INVALID, i, fault ? fault : bounds_of(desk, &TABLE[rule]));
		return false;
	}
	next->source[rule] = edit->value.at ? RULE_IS_OF_OPERATOR : RULE_IS_PRESET;
	return true;
}

/* What no single value shows; the same questions config_check asks of the file. */
static bool fits_together(const struct setting_ask *ask, const struct rules *next,
                          struct setting_answer *answer)
{
	enum rule rule;

	if (!span_less(next->wait_most_ms, next->wait_least_ms))
		return true;
	for (size_t i = 0; i < ask->count; i++)
		if (find(ask->edits[i].name, &rule) &&
		    (rule == RULE_wait_least_ms || rule == RULE_wait_most_ms)) {
			refuse(answer, REFUSED_INVALID, i,
			       "the shortest waiting time would be longer than the longest");
			return false;
		}
	return true;
}

static enum err write_edit(struct desk *desk, const struct setting_edit *edit,
                           const struct rules *before, const struct rules *after)
{
	char was[SETTING_VALUE_CHARS], is[SETTING_VALUE_CHARS];
	const account_id who = { desk->actor.account };
	enum rule rule;

	must(find(edit->name, &rule));
	value_of(before, rule, was);
	value_of(after, rule, is);
	if (strcmp(was, is) == 0 && before->source[rule] == after->source[rule])
		return OK;
	if (edit->value.at)
		TRY(tx_run(desk->tx, &SQL_setting_put,
		           ARGS(TEXT_ARG(edit->name), WORDS(is), AT(desk->now), ID_OR_NULL(who)), NULL));
	else
		TRY(tx_run(desk->tx, &SQL_setting_forget, ARGS(TEXT_ARG(edit->name)), NULL));
	return tell(desk, rule, was, is, !edit->value.at);
}

enum err setting_change(struct desk *desk, const struct setting_ask *ask,
                        struct setting_answer *answer)
{
	struct rules before, next;
	int64_t advanced;

	must(ask->count <= SETTINGS_AT_ONCE);
	*answer = (struct setting_answer){ .refused = GRANTED };
	/* The rules of this desk may be a moment older than the store on another node. */
	TRY(setting_overlay(desk->tx, desk->rules, &before));
	next = before;
	for (size_t i = 0; i < ask->count; i++)
		if (!take(desk, ask, i, &next, answer))
			return OK;
	if (!fits_together(ask, &next, answer))
		return OK;
	TRY(tx_run(desk->tx, &SQL_setting_advance,
	           ARGS(NUM(ask->version ? ask->version : before.version)), &advanced));
	if (advanced != 1) {
		if (!ask->version)
			return ERR_AGAIN;
		refuse(answer, REFUSED_STALE, 0, NULL);
		return OK;
	}
	for (size_t i = 0; i < ask->count; i++)
		TRY(write_edit(desk, &ask->edits[i], &before, &next));
	desk->changed_rules = true;
	answer->after = next;
	answer->after.version = before.version + 1;
	return OK;
}
