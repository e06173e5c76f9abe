// SPDX-License-Identifier: Apache-2.0
/* Numbers that rise, and the letters people and other programs see instead of them. */
#include "domain/ids.h"

#include <stdio.h>
#include <string.h>

#define SEQUENCE_BITS 16
#define MAKER_BITS 6
#define BEGIN_MS 1577836800000LL /* 2020-01-01 */
#define LETTERS 13

/* Crockford's: no i, l, o and u, so that nothing is misread or spells a word. */
static const char ALPHABET[] = "0123456789abcdefghjkmnpqrstvwxyz";

static const char *prefix_of(enum id_kind kind)
{
#define ID_PREFIX(noun, prefix) prefix,
	static const char *const PREFIXES[] = { ID_KINDS(ID_PREFIX) };
#undef ID_PREFIX

	must((unsigned)kind < COUNT(PREFIXES));
	return PREFIXES[kind];
}

const char *id_format(enum id_kind kind, int64_t n, char out[ID_CHARS])
{
	must(out && n >= 0);

	int length = snprintf(out, ID_CHARS, "%s_", prefix_of(kind));

	must(length > 0 && length + LETTERS < ID_CHARS);
	for (int i = 0; i < LETTERS; i++)
		out[length + i] = ALPHABET[(uint64_t)n >> (5 * (LETTERS - 1 - i)) & 31];
	out[length + LETTERS] = '\0';
	return out;
}

enum err id_parse(enum id_kind kind, text chars, int64_t *out)
{
	text prefix = text_of(prefix_of(kind));
	uint64_t n = 0;

	must(out);
	if (chars.length != prefix.length + 1 + LETTERS || !text_starts(chars, prefix.at) ||
	    chars.at[prefix.length] != '_')
		return ERR_MALFORMED;
	for (size_t i = prefix.length + 1; i < chars.length; i++) {
		const char *letter = memchr(ALPHABET, chars.at[i], sizeof(ALPHABET) - 1);

		if (!letter || n > (uint64_t)INT64_MAX >> 5)
			return ERR_MALFORMED;
		n = n << 5 | (uint64_t)(letter - ALPHABET);
	}
	if (n == 0)
		return ERR_MALFORMED;
	*out = (int64_t)n;
	return OK;
}

int64_t ids_next(struct ids *ids, instant now)
{
	const int64_t sequence_end = 1LL << SEQUENCE_BITS;
	int64_t ms = now.us / 1000 - BEGIN_MS;

	must(ids->maker < 1u << MAKER_BITS && ms >= 0);

	int64_t fresh = ms << (MAKER_BITS + SEQUENCE_BITS) | (int64_t)ids->maker << SEQUENCE_BITS;

	if (fresh > ids->last)
		ids->last = fresh;
	else if (ids->last % sequence_end < sequence_end - 1)
		ids->last++;
	else /* This millisecond is used up: borrow the first number of the next. */
		ids->last += (1LL << (MAKER_BITS + SEQUENCE_BITS)) - (sequence_end - 1);
	must(ids->last > 0);
	return ids->last;
}

int64_t id_floor(instant at)
{
	const int64_t ms = at.us / 1000 - BEGIN_MS;

	return ms > 0 ? ms << (MAKER_BITS + SEQUENCE_BITS) : 1;
}
