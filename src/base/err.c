// SPDX-License-Identifier: Apache-2.0
/* Words for errors, and the end of a process that broke its own promise. */
#include "base/err.h"

#include <stdio.h>
#include <stdlib.h>

const char *err_words(enum err err)
{
#define ERR_WORDS(name, words) words,
	static const char *const WORDS[] = { ERRS(ERR_WORDS) };
#undef ERR_WORDS

	return (unsigned)err < ERR_COUNT ? WORDS[err] : "unknown error";
}

_Noreturn void must_broken(const char *promise, const char *file, int line)
{
	fprintf(stderr, "broken promise: %s at %s:%d\n", promise, file, line);
	abort();
}
