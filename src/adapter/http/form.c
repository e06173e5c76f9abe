// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/form.h"

#include <jansson.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define DEPTH_MOST 16
#define DETAIL_CHARS 160

struct patterns {
	size_t count;
	regex_t compiled[];
};

struct patterns *patterns_open(const char *const *list)
{
	size_t count = 0;

	while (list[count])
		count++;
	struct patterns *p = calloc(1, sizeof(*p) + count * sizeof(regex_t));

	must(p);
	for (; p->count < count; p->count++) {
		if (regcomp(&p->compiled[p->count], list[p->count], REG_EXTENDED | REG_NOSUB) != 0) {
			patterns_close(p);
			return NULL;
		}
	}
	return p;
}

void patterns_close(struct patterns *p)
{
	for (size_t i = 0; i < p->count; i++)
		regfree(&p->compiled[i]);
	free(p);
}

void faults_add(struct faults *faults, const char *pointer, const char *code, const char *detail)
{
	if (faults->count == FAULTS_MOST)
		return;
	faults->at[faults->count++] = (struct fault){
		text_terminated(faults->arena, text_of(pointer)),
		code,
		text_terminated(faults->arena, text_of(detail)),
	};
}

/* ---- one value ------------------------------------------------------------------------- */
struct place {
	const struct patterns *patterns;
	struct faults *faults;
	const char *pointer;
	unsigned depth;
};

static void fault(const struct place *at, const char *code, const char *detail)
{
	faults_add(at->faults, at->pointer, code, detail);
}

static void fault_range(const struct place *at, const struct form *form, const char *what)
{
	char detail[DETAIL_CHARS];

	snprintf(detail, sizeof(detail), "Must be %s%lld to %lld%s.", what[0] ? "of " : "",
	         (long long)form->least, (long long)form->most, what);
	fault(at, "out_of_bounds", detail);
}

static int64_t characters(text chars)
{
	int64_t n = 0;

	for (size_t i = 0; i < chars.length; i++)
		n += (chars.at[i] & 0xc0) != 0x80;
	return n;
}

/*
 * Line breaks and tabs are writing; the rest of the control characters belong to terminals and
 * logs.
 */
static bool has_controls(text chars)
{
	for (size_t i = 0; i < chars.length; i++) {
		unsigned char c = (unsigned char)chars.at[i];

		if ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f)
			return true;
	}
	return false;
}

static bool is_e164(text chars)
{
	if (chars.length < 4 || chars.length > 16 || chars.at[0] != '+' || chars.at[1] == '0')
		return false;
	for (size_t i = 1; i < chars.length; i++)
		if (chars.at[i] < '0' || chars.at[i] > '9')
			return false;
	return true;
}

static bool only_of(text chars, const char *more)
{
	for (size_t i = 0; i < chars.length; i++) {
		char c = chars.at[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

		if (!letter && (!c || !strchr(more, c)))
			return false;
	}
	return chars.length > 0;
}

static bool is_currency(text chars)
{
	if (chars.length != 3)
		return false;
	for (size_t i = 0; i < 3; i++)
		if (chars.at[i] < 'A' || chars.at[i] > 'Z')
			return false;
	return true;
}

/* What is wrong with its format, or NULL. */
static const char *format_fault(const struct form *form, text chars)
{
	int64_t id;
	instant at;

	switch (form->format) {
	case FORMAT_ID:
		return id_parse(form->id_kind, chars, &id) == OK ? NULL : "Is not an id of this kind.";
	case FORMAT_E164:
		return is_e164(chars) ? NULL : "Write the number as +, country code and digits only.";
	case FORMAT_DATE_TIME:
		return instant_parse(chars.at, chars.length, &at) == OK && at.us > 0
		           ? NULL
		           : "Write the time as 2026-03-02T19:04:05Z.";
	case FORMAT_TIMEZONE:
		return chars.length < 64 && only_of(chars, "/_+-") ? NULL
		                                                   : "Write the zone as Europe/Berlin.";
	case FORMAT_LANGUAGE:
		return chars.length < 8 && only_of(chars, "-") ? NULL
		                                               : "Write the language as en or pt-BR.";
	case FORMAT_CURRENCY:
		return is_currency(chars) ? NULL : "Write the currency as three capitals.";
	case FORMAT_ANY:
	case FORMAT_SECRET: return NULL;
	}
	return NULL;
}

static bool is_one_of(text chars, const char *const *words)
{
	for (; *words; words++)
		if (text_is(chars, *words))
			return true;
	return false;
}

static void fault_words(const struct place *at, const char *const *words)
{
	struct text_buf detail;

	text_buf_init(&detail, at->faults->arena);
	text_buf_chars(&detail, "Must be one of: ");
	for (size_t i = 0; words[i]; i++)
		text_buf_print(&detail, "%s%s", i ? ", " : "", words[i]);
	text_buf_chars(&detail, ".");
	fault(at, "not_one_of", text_terminated(at->faults->arena, text_buf_text(&detail)));
}

static bool pattern_fits(const struct patterns *patterns, int index, text chars,
                         struct arena *arena)
{
	must((size_t)index < patterns->count);
	return regexec(&patterns->compiled[index], text_terminated(arena, chars), 0, NULL, 0) == 0;
}

static void check_chars(const struct place *at, const struct form *form, text chars)
{
	int64_t length = characters(chars);

	if (form->words) {
		if (!is_one_of(chars, form->words))
			fault_words(at, form->words);
		return;
	}
	if (form->format != FORMAT_SECRET && has_controls(chars)) {
		fault(at, "control_character", "Control characters are not accepted.");
		return;
	}
	if (length < form->least || length > form->most) {
		fault_range(at, form, " characters");
		return;
	}
	const char *wrong = format_fault(form, chars);

	if (wrong)
		fault(at, "wrong_format", wrong);
	else if (form->pattern >= 0 &&
	         !pattern_fits(at->patterns, form->pattern, chars, at->faults->arena))
		fault(at, "wrong_format", "Is not of the form that is asked for here.");
}

/* ---- JSON ------------------------------------------------------------------------------ */
static void check(const struct place *at, const struct form *form, const json_t *value);

/* RFC 6901; a stranger's field name is cut, for it comes back in the answer. */
static const char *pointer_to(const struct place *at, const char *name)
{
	struct text_buf pointer;
	size_t most = 64;

	text_buf_init(&pointer, at->faults->arena);
	text_buf_chars(&pointer, at->pointer);
	text_buf_chars(&pointer, "/");
	for (; *name && (most > 0 || (*name & 0xc0) == 0x80); name++, most -= most > 0) {
		if (*name == '~' || *name == '/')
			text_buf_chars(&pointer, *name == '~' ? "~0" : "~1");
		else
			text_buf_add(&pointer, (text){ name, 1 });
	}
	return text_terminated(at->faults->arena, text_buf_text(&pointer));
}

static const struct field *field_named(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (strcmp(form->fields[i].name, name) == 0)
			return &form->fields[i];
	return NULL;
}

static void check_object(const struct place *at, const struct form *form, const json_t *value)
{
	const char *name;
	json_t *inside;
	struct place below = *at;

	below.depth++;
	for (size_t i = 0; i < form->field_count; i++) {
		below.pointer = pointer_to(at, form->fields[i].name);
		inside = json_object_get(value, form->fields[i].name);
		if (inside)
			check(&below, form->fields[i].form, inside);
		else if (form->fields[i].required)
			fault(&below, "required", "Is missing.");
	}
	/* jansson's loop macro casts const away; nothing is changed. */
	json_object_foreach((json_t *)(uintptr_t)value, name, inside)
	{
		if (field_named(form, name))
			continue;
		below.pointer = pointer_to(at, name);
		fault(&below, "unknown_field", "There is no such field here.");
	}
	if (form->least > 0 && json_object_size(value) < (size_t)form->least)
		fault(at, "required", "Give at least one field.");
}

static void check_array(const struct place *at, const struct form *form, const json_t *value)
{
	size_t count = json_array_size(value);
	struct place below = *at;
	char index[24];

	if ((int64_t)count < form->least || (int64_t)count > form->most) {
		fault_range(at, form, " items");
		return;
	}
	below.depth++;
	for (size_t i = 0; i < count; i++) {
		snprintf(index, sizeof(index), "%zu", i);
		below.pointer = pointer_to(at, index);
		check(&below, form->items, json_array_get(value, i));
	}
}

static unsigned type_of(const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT: return FORM_OBJECT;
	case JSON_ARRAY: return FORM_ARRAY;
	case JSON_STRING: return FORM_STRING;
	case JSON_INTEGER: return FORM_INTEGER;
	case JSON_TRUE:
	case JSON_FALSE: return FORM_BOOLEAN;
	case JSON_NULL: return FORM_NULL;
	case JSON_REAL: return 0;
	}
	return 0;
}

static void fault_type(const struct place *at, const struct form *form)
{
	static const char *const WORDS[] = {
		"object", "array", "string", "integer", "boolean", "null"
	};
	struct text_buf detail;
	const char *before = "Must be ";

	text_buf_init(&detail, at->faults->arena);
	for (unsigned i = 0; i < COUNT(WORDS); i++) {
		if (!(form->types & 1u << i))
			continue;
		text_buf_print(&detail, "%s%s", before, WORDS[i]);
		before = " or ";
	}
	text_buf_chars(&detail, ".");
	fault(at, "wrong_type", text_terminated(at->faults->arena, text_buf_text(&detail)));
}

static void check(const struct place *at, const struct form *form, const json_t *value)
{
	unsigned type = type_of(value);

	must(at->depth < DEPTH_MOST);
	if (!(form->types & type)) {
		fault_type(at, form);
		return;
	}
	if (type == FORM_OBJECT)
		check_object(at, form, value);
	else if (type == FORM_ARRAY)
		check_array(at, form, value);
	else if (type == FORM_STRING)
		check_chars(at, form, (text){ json_string_value(value), json_string_length(value) });
	else if (type == FORM_INTEGER &&
	         (json_integer_value(value) < form->least || json_integer_value(value) > form->most))
		fault_range(at, form, "");
}

void form_check(const struct patterns *patterns, const struct form *form,
                const struct json_t *value, struct faults *faults)
{
	struct place at = { patterns, faults, "#", 0 };

	check(&at, form, value);
}

/* ---- parameters ------------------------------------------------------------------------ */
static bool read_integer(text chars, int64_t *out)
{
	bool negative = chars.length > 1 && chars.at[0] == '-';
	text digits = negative ? (text){ chars.at + 1, chars.length - 1 } : chars;
	int64_t n;

	if (text_number(digits, 0, INT64_MAX, &n) != OK)
		return false;
	*out = negative ? -n : n;
	return true;
}

static void read_chars(const struct place *at, const struct form *form, text chars,
                       struct value *out)
{
	instant when;

	check_chars(at, form, chars);
	out->chars = chars;
	if (at->faults->count)
		return;
	if (form->format == FORMAT_ID)
		must(id_parse(form->id_kind, chars, &out->number) == OK);
	if (form->format == FORMAT_DATE_TIME) {
		must(instant_parse(chars.at, chars.length, &when) == OK);
		out->number = when.us;
	}
}

void form_check_text(const struct patterns *patterns, const struct field *field, text chars,
                     struct value *out, struct faults *faults)
{
	const struct form *form = field->form;
	struct place at = { patterns, faults, field->name, 0 };

	*out = (struct value){ .present = true, .chars = chars };
	if (form->types & FORM_INTEGER) {
		if (!read_integer(chars, &out->number))
			fault_type(&at, form);
		else if (out->number < form->least || out->number > form->most)
			fault_range(&at, form, "");
	} else if (form->types & FORM_BOOLEAN) {
		out->number = text_is(chars, "true");
		if (!out->number && !text_is(chars, "false"))
			fault(&at, "wrong_type", "Must be true or false.");
	} else {
		must(form->types & FORM_STRING);
		read_chars(&at, form, chars, out);
	}
}

/* ---- bytes ----------------------------------------------------------------------------- */
struct json_t *form_parse(text bytes, struct arena *arena, const char **why)
{
	json_error_t error;
	json_t *value = json_loadb(bytes.at, bytes.length, JSON_REJECT_DUPLICATES, &error);

	if (value)
		return value;
	struct text_buf said;

	/* jansson quotes what it stumbled over; bytes that are not text may not go back. */
	text_buf_init(&said, arena);
	text_buf_print(&said, "line %d, column %d: %s", error.line, error.column,
	               text_is_utf8(text_of(error.text)) ? error.text : "not UTF-8");
	*why = text_terminated(arena, text_buf_text(&said));
	return NULL;
}
