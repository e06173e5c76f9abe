// SPDX-License-Identifier: Apache-2.0
/* Looking at text, cutting it, and growing it inside an arena. */
#include "base/text.h"

#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

text text_of(const char *terminated)
{
	return terminated ? (text){ terminated, strlen(terminated) } : NO_TEXT;
}

bool text_same(text a, text b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

bool text_is(text a, const char *terminated)
{
	return text_same(a, text_of(terminated));
}

static unsigned char fold(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool text_same_fold(text a, text b)
{
	if (a.length != b.length)
		return false;
	for (size_t i = 0; i < a.length; i++) {
		if (fold(a.at[i]) != fold(b.at[i]))
			return false;
	}
	return true;
}

bool text_starts(text a, const char *prefix)
{
	text wanted = text_of(prefix);

	return a.length >= wanted.length && text_same((text){ a.at, wanted.length }, wanted);
}

/* The length of the well-formed character at the front, 0 when there is none (RFC 3629). */
static size_t character_length(const unsigned char *at, size_t room)
{
	unsigned char lead = at[0];
	size_t length = lead < 0x80   ? 1
	                : lead < 0xc2 ? 0
	                : lead < 0xe0 ? 2
	                : lead < 0xf0 ? 3
	                : lead < 0xf5 ? 4
	                              : 0;

	if (length == 0 || length > room || lead == 0)
		return 0;
	for (size_t i = 1; i < length; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return 0;
	}
	if (lead == 0xe0 && at[1] < 0xa0) /* overlong */
		return 0;
	if (lead == 0xed && at[1] > 0x9f) /* half of a surrogate pair */
		return 0;
	if (lead == 0xf0 && at[1] < 0x90) /* overlong */
		return 0;
	if (lead == 0xf4 && at[1] > 0x8f) /* above U+10FFFF */
		return 0;
	return length;
}

bool text_is_utf8(text a)
{
	for (size_t i = 0; i < a.length;) {
		size_t length = character_length((const unsigned char *)a.at + i, a.length - i);

		if (length == 0)
			return false;
		i += length;
	}
	return true;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

text text_trim(text a)
{
	while (a.length > 0 && is_space(a.at[0])) {
		a.at++;
		a.length--;
	}
	while (a.length > 0 && is_space(a.at[a.length - 1]))
		a.length--;
	return a;
}

text text_copy(struct arena *arena, text a)
{
	if (!a.at)
		return NO_TEXT;

	char *copy = arena_take(arena, a.length + 1);

	memcpy(copy, a.at, a.length);
	return (text){ copy, a.length };
}

const char *text_terminated(struct arena *arena, text a)
{
	return a.at ? text_copy(arena, a).at : "";
}

enum err text_number(text a, int64_t least, int64_t most, int64_t *out)
{
	int64_t n = 0;

	must(least <= most && out);
	if (a.length == 0)
		return ERR_MALFORMED;
	for (size_t i = 0; i < a.length; i++) {
		if (a.at[i] < '0' || a.at[i] > '9')
			return ERR_MALFORMED;
		if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, a.at[i] - '0', &n))
			return ERR_MALFORMED;
	}
	if (n < least || n > most)
		return ERR_MALFORMED;
	*out = n;
	return OK;
}

bool text_cut(text a, char mark, text *head, text *tail)
{
	const char *found = a.length ? memchr(a.at, mark, a.length) : NULL;

	must(head && tail);
	if (!found) {
		*head = a;
		*tail = (text){ a.at ? a.at + a.length : NULL, 0 };
		return false;
	}

	size_t before = (size_t)(found - a.at);

	*head = (text){ a.at, before };
	*tail = (text){ found + 1, a.length - before - 1 };
	return true;
}

enum err text_into(text a, char *out, size_t size)
{
	must(out && size > 0);
	if (a.length >= size)
		return ERR_LIMIT;
	if (a.length)
		memmove(out, a.at, a.length);
	out[a.length] = '\0';
	return OK;
}

void text_fit(text a, char *out, size_t size)
{
	must(out && size > 0);

	size_t length = a.length < size ? a.length : size - 1;

	/* A continuation byte just behind the cut means that a character would be torn. */
	while (length > 0 && length < a.length && ((unsigned char)a.at[length] & 0xc0) == 0x80)
		length--;
	if (length)
		memmove(out, a.at, length);
	out[length] = '\0';
}

/* ---- a text that grows ------------------------------------------------------------------ */
void text_buf_init(struct text_buf *buf, struct arena *arena)
{
	must(buf && arena);
	*buf = (struct text_buf){ .arena = arena };
}

static void make_room(struct text_buf *buf, size_t more)
{
	if (buf->room - buf->length >= more)
		return;

	size_t room = buf->room ? buf->room * 2 : 256;

	while (room - buf->length < more)
		room *= 2;

	char *grown = arena_take(buf->arena, room);

	if (buf->length)
		memcpy(grown, buf->at, buf->length);
	buf->at = grown;
	buf->room = room;
}

void text_buf_add(struct text_buf *buf, text a)
{
	if (a.length == 0)
		return;
	make_room(buf, a.length);
	memcpy(buf->at + buf->length, a.at, a.length);
	buf->length += a.length;
}

void text_buf_chars(struct text_buf *buf, const char *terminated)
{
	text_buf_add(buf, text_of(terminated));
}

void text_buf_print(struct text_buf *buf, const char *format, ...)
{
	va_list args, again;

	va_start(args, format);
	va_copy(again, args);

	int length = vsnprintf(NULL, 0, format, args);

	must(length >= 0);
	make_room(buf, (size_t)length + 1);
	length = vsnprintf(buf->at + buf->length, buf->room - buf->length, format, again);
	must(length >= 0);
	buf->length += (size_t)length;
	va_end(again);
	va_end(args);
}

text text_buf_text(const struct text_buf *buf)
{
	return (text){ buf->at ? buf->at : "", buf->length };
}
