// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/urlencoded.h"

#include <jansson.h>
#include <string.h>

#include "base/arena.h"

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool percent_decode(struct arena *arena, text raw, bool plus_is_blank, text *out)
{
	char *at = arena_take(arena, raw.length + 1);
	size_t length = 0;

	for (size_t i = 0; i < raw.length; i++) {
		char c = raw.at[i];

		if (c == '%') {
			int high = i + 2 < raw.length ? hex(raw.at[i + 1]) : -1;
			int low = high >= 0 ? hex(raw.at[i + 2]) : -1;

			if (low < 0)
				return false;
			c = (char)(high << 4 | low);
			i += 2;
		} else if (c == '+' && plus_is_blank) {
			c = ' ';
		}
		at[length++] = c;
	}
	*out = (text){ at, length };
	return text_is_utf8(*out);
}

static bool is_integer(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (strcmp(form->fields[i].name, name) == 0)
			return form->fields[i].form->types & FORM_INTEGER;
	return false;
}

/* What should be a number and is none stays text: the form's check says so by name. */
static json_t *value_of(const struct form *form, const char *name, text chars)
{
	int64_t number;

	if (is_integer(form, name) && text_number(chars, 0, INT64_MAX, &number) == OK)
		return json_integer(number);
	return json_stringn(chars.at, chars.length);
}

static bool add_pair(json_t *object, const struct form *form, text pair, struct arena *arena)
{
	text raw_name, raw_value, name, value;

	text_cut(pair, '=', &raw_name, &raw_value);
	if (!percent_decode(arena, raw_name, true, &name) ||
	    !percent_decode(arena, raw_value, true, &value))
		return false;
	const char *key = text_terminated(arena, name);

	if (json_object_get(object, key))
		return false;
	return !value.length || json_object_set_new(object, key, value_of(form, key, value)) == 0;
}

struct json_t *urlencoded_read(text bytes, const struct form *form, struct arena *arena)
{
	json_t *object = json_object();
	text pair;

	must(object);
	while (bytes.length) {
		text_cut(bytes, '&', &pair, &bytes);
		if (pair.length && !add_pair(object, form, pair, arena)) {
			json_decref(object);
			return NULL;
		}
	}
	return object;
}
