// SPDX-License-Identifier: Apache-2.0
/* The codes and words of a number's verdict, from the one list. */
#include "port/number.h"

#define NUMBER_CODE(name, code, words) code,
#define NUMBER_WORD(name, code, words) words,

const char *number_verdict_code(enum number_verdict verdict)
{
	static const char *const CODES[] = { NUMBER_VERDICTS(NUMBER_CODE) };

	must((unsigned)verdict < COUNT(CODES));
	return CODES[verdict];
}

const char *number_verdict_words(enum number_verdict verdict)
{
	static const char *const WORDS[] = { NUMBER_VERDICTS(NUMBER_WORD) };

	must((unsigned)verdict < COUNT(WORDS));
	return WORDS[verdict];
}
