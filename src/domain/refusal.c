// SPDX-License-Identifier: Apache-2.0
/* The three columns of the refusal table. */
#include "domain/refusal.h"

struct refusal_row {
	int status;
	const char *code, *words;
};

static const struct refusal_row *row_of(enum refusal refusal)
{
#define REFUSAL_ROW(name, status, code, words) { status, code, words },
	static const struct refusal_row ROWS[] = { REFUSALS(REFUSAL_ROW) };
#undef REFUSAL_ROW

	must((unsigned)refusal < COUNT(ROWS));
	return &ROWS[refusal];
}

int refusal_status(enum refusal refusal)
{
	return row_of(refusal)->status;
}

const char *refusal_code(enum refusal refusal)
{
	return row_of(refusal)->code;
}

const char *refusal_words(enum refusal refusal)
{
	return row_of(refusal)->words;
}
