// SPDX-License-Identifier: Apache-2.0
/* Commas and escapes, nothing else. Two bits per depth: an item was written here; this is an array.
 */
#include "base/json.h"

#define DEEPEST 31

static uint64_t item_bit(const struct json *j)
{
	return 1ull << (2 * j->depth);
}

static uint64_t array_bit(const struct json *j)
{
	return 2ull << (2 * j->depth);
}

void json_init(struct json *j, struct text_buf *out)
{
	must(j && out);
	*j = (struct json){ .out = out };
}

/* A comma, unless this is the first item here or the value of a key. */
static void begin_item(struct json *j)
{
	if (j->after_key) {
		j->after_key = false;
		return;
	}
	if (j->had_item & item_bit(j))
		text_buf_add(j->out, TEXT_LITERAL(","));
	j->had_item |= item_bit(j);
}

static void go_in(struct json *j, bool is_array)
{
	must(j->depth < DEEPEST);
	begin_item(j);
	text_buf_chars(j->out, is_array ? "[" : "{");
	j->depth++;
	j->had_item &= ~(item_bit(j) | array_bit(j));
	if (is_array)
		j->had_item |= array_bit(j);
}

void json_object(struct json *j)
{
	go_in(j, false);
}

void json_array(struct json *j)
{
	go_in(j, true);
}

void json_end(struct json *j)
{
	must(j->depth > 0 && !j->after_key);
	text_buf_chars(j->out, j->had_item & array_bit(j) ? "]" : "}");
	j->depth--;
}

static void quote(struct text_buf *out, text value)
{
	size_t plain = 0;

	text_buf_add(out, TEXT_LITERAL("\""));
	for (size_t i = 0; i < value.length; i++) {
		unsigned char c = (unsigned char)value.at[i];

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		text_buf_add(out, (text){ value.at + plain, i - plain });
		plain = i + 1;
		if (c == '"' || c == '\\')
			text_buf_print(out, "\\%c", c);
		else if (c == '\n')
			text_buf_add(out, TEXT_LITERAL("\\n"));
		else
			text_buf_print(out, "\\u%04x", c);
	}
	text_buf_add(out, (text){ value.at + plain, value.length - plain });
	text_buf_add(out, TEXT_LITERAL("\""));
}

void json_key(struct json *j, const char *key)
{
	must(key && j->depth > 0 && !j->after_key && !(j->had_item & array_bit(j)));
	begin_item(j);
	quote(j->out, text_of(key));
	text_buf_add(j->out, TEXT_LITERAL(":"));
	j->after_key = true;
}

void json_text(struct json *j, text value)
{
	must(text_is_utf8(value));
	begin_item(j);
	if (value.at)
		quote(j->out, value);
	else
		text_buf_add(j->out, TEXT_LITERAL("null"));
}

void json_chars(struct json *j, const char *value)
{
	json_text(j, text_of(value));
}

void json_number(struct json *j, int64_t value)
{
	begin_item(j);
	text_buf_print(j->out, "%lld", (long long)value);
}

void json_bool(struct json *j, bool value)
{
	begin_item(j);
	text_buf_chars(j->out, value ? "true" : "false");
}

void json_null(struct json *j)
{
	begin_item(j);
	text_buf_add(j->out, TEXT_LITERAL("null"));
}

void json_instant(struct json *j, instant at)
{
	char chars[INSTANT_CHARS];

	if (instant_is_set(at))
		json_chars(j, instant_format(at, chars));
	else
		json_null(j);
}

void json_raw(struct json *j, text json)
{
	must(json.length > 0);
	begin_item(j);
	text_buf_add(j->out, json);
}
