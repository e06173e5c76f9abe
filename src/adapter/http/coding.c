// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/coding.h"

const char *const CODING_WORDS[] = { "identity", "gzip", "br", NULL };

#define UNNAMED (-1)

/* "q=0.5" in thousandths; without one 1000, and what is none is never sent. */
static int weight_of(text parameters)
{
	text one, rest = parameters, key, value;
	int weight = 0;

	while (rest.length) {
		(void)text_cut(rest, ';', &one, &rest);
		if (!text_cut(text_trim(one), '=', &key, &value) ||
		    !text_same_fold(text_trim(key), TEXT_LITERAL("q")))
			continue;
		value = text_trim(value);
		if (value.length == 0 || value.length > 5 || (value.at[0] != '0' && value.at[0] != '1') ||
		    (value.length > 1 && value.at[1] != '.'))
			return 0;
		weight = (value.at[0] - '0') * 1000;
		for (size_t i = 2, unit = 100; i < value.length; i++, unit /= 10) {
			if (value.at[i] < '0' || value.at[i] > '9')
				return 0;
			weight += (value.at[i] - '0') * (int)unit;
		}
		return weight > 1000 ? 0 : weight;
	}
	return 1000;
}

static void read_one(text one, int weights[CODING_COUNT], int *others)
{
	text name, parameters;

	(void)text_cut(one, ';', &name, &parameters);
	name = text_trim(name);
	if (text_is(name, "*"))
		*others = weight_of(parameters);
	for (size_t i = 0; i < CODING_COUNT; i++)
		if (text_same_fold(name, text_of(CODING_WORDS[i])))
			weights[i] = weight_of(parameters);
}

enum coding coding_best(text accept_encoding, unsigned forms)
{
	int weights[CODING_COUNT] = { UNNAMED, UNNAMED, UNNAMED }, others = UNNAMED, most = 0;
	enum coding best = CODING_PLAIN;
	text one, rest = accept_encoding;

	while (rest.length) {
		(void)text_cut(rest, ',', &one, &rest);
		read_one(text_trim(one), weights, &others);
	}
	for (size_t i = 0; i < CODING_COUNT; i++) {
		int weight = weights[i] != UNNAMED ? weights[i] : others;

		/* Not named and no star: plain is fine, anything else is not. */
		if (weight == UNNAMED)
			weight = i == CODING_PLAIN ? 1 : 0;
		if (!(forms & 1u << i) || weight == 0 || weight < most)
			continue;
		most = weight;
		best = (enum coding)i;
	}
	return best;
}

bool coding_has_tag(text if_none_match, text tag)
{
	text one, rest = if_none_match;

	while (rest.length) {
		(void)text_cut(rest, ',', &one, &rest);
		one = text_trim(one);
		if (text_is(one, "*"))
			return true;
		if (text_starts(one, "W/"))
			one = (text){ one.at + 2, one.length - 2 };
		if (text_same(one, tag))
			return true;
	}
	return false;
}
