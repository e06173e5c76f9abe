// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The folder of rendered lines: <hash>.ulaw and <hash>.txt, as speech.h says. Survives restarts;
 * any process may read it. Files appear whole (written aside, then renamed), the .txt first. Any
 * thread. Says no with enum err.
 */
#include "adapter/speech/speech.h"

/* ERR_NONE: not there. */
NODISCARD enum err cache_read(const char *folder, uint64_t hash, struct speech_clip **out);
NODISCARD enum err cache_write(const char *folder, uint64_t hash, const struct speech_line *line,
                               const struct speech_clip *clip);
NODISCARD enum err cache_make(const char *folder);
/* Removes the least lately read lines until `most` are left. How many went. */
size_t cache_sweep(const char *folder, size_t most);
struct speech_clip *clip_new(size_t length); /* one holder, bytes are silence */
