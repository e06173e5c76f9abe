// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A sentence spoken by a program of the system: espeak-ng, else flite. The text goes to its
 * standard input, never into its arguments or a shell. Blocks up to `most`; call it on a thread
 * that may. Safe on many threads at once. ERR_UNAVAILABLE: the program cannot be started;
 * ERR_TIMEOUT, ERR_IO, ERR_MALFORMED: it did not speak properly.
 */
#include "adapter/speech/wav.h"
#include "base/time.h"

#include <limits.h>

enum renderer_kind { RENDERER_NONE, RENDERER_ESPEAK, RENDERER_FLITE };

struct renderer {
	enum renderer_kind kind;
	char program[PATH_MAX];
	char voice[40]; /* "" the language's */
	unsigned words_per_minute;
	span most;
};

/* Finds the program: a path or name given, or "" for the first one that PATH has. */
void renderer_find(const char *program, struct renderer *out);
NODISCARD enum err renderer_speak(const struct renderer *renderer, const char *language,
                                  const char *words, struct wav *out);
