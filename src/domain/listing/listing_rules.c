// SPDX-License-Identifier: Apache-2.0
/* What titles, prices, extensions and slugs may look like. Pure. */
#include "domain/listing/listing_rows.h"

static size_t characters(text a)
{
	size_t count = 0;

	for (size_t i = 0; i < a.length; i++)
		count += ((unsigned char)a.at[i] & 0xC0) != 0x80;
	return count;
}

static bool is_printable(text a, bool lines)
{
	if (!text_is_utf8(a))
		return false;
	for (size_t i = 0; i < a.length; i++) {
		unsigned char c = (unsigned char)a.at[i];

		if (c == 0x7F || (c < 0x20 && !(lines && (c == '\n' || c == '\t'))))
			return false;
	}
	return true;
}

const char *listing_title_fault(text title)
{
	if (!is_printable(title, false))
		return "a title is one line of text";
	if (text_trim(title).length == 0)
		return "a title is needed";
	if (characters(title) > LISTING_TITLE_MOST)
		return "a title has at most 100 characters";
	return NULL;
}

const char *listing_description_fault(text description)
{
	if (!is_printable(description, true))
		return "a description is text";
	if (characters(description) > LISTING_DESCRIPTION_MOST)
		return "a description has at most 4000 characters";
	return NULL;
}

const char *listing_price_fault(int64_t price_minor)
{
	if (price_minor < 1 || price_minor > LISTING_PRICE_MOST)
		return "a price is between 1 and 100000 minor units a minute";
	return NULL;
}

const char *listing_extension_fault(text extension)
{
	static const char wrong[] = "an extension has 3 to 6 digits and does not begin with 0";

	if (extension.length < 3 || extension.length > 6 || extension.at[0] == '0')
		return wrong;
	for (size_t i = 0; i < extension.length; i++) {
		if (extension.at[i] < '0' || extension.at[i] > '9')
			return wrong;
	}
	return NULL;
}

static bool is_slug_character(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

const char *category_slug_fault(text slug)
{
	static const char wrong[] = "a slug is made of a-z, 0-9 and single '-' between them";

	if (slug.length == 0 || slug.length >= CATEGORY_SLUG_CHARS)
		return "a slug has 1 to 47 characters";
	for (size_t i = 0; i < slug.length; i++) {
		bool edge = i == 0 || i + 1 == slug.length || slug.at[i - 1] == '-';

		if (!is_slug_character(slug.at[i]) && !(slug.at[i] == '-' && !edge))
			return wrong;
	}
	return NULL;
}

text category_slug_of(struct arena *arena, text title)
{
	char *out = arena_take(arena, CATEGORY_SLUG_CHARS);
	size_t length = 0;

	for (size_t i = 0; i < title.length && length + 2 < CATEGORY_SLUG_CHARS; i++) {
		char c = title.at[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (is_slug_character(c))
			out[length++] = c;
		else if (length && out[length - 1] != '-')
			out[length++] = '-';
	}
	while (length && out[length - 1] == '-')
		length--;
	return (text){ out, length };
}
