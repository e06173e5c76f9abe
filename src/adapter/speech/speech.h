// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Lines of prompts made into sound: G.711 µ-law at 8000 Hz, rendered by a program or taken from an
 * operator's recording.
 *
 * A line is looked for in this order: a sound ("~beep"), the recording
 * <recordings>/<language>/<name>.<line>.wav, the cache folder, espeak-ng, flite. If nothing can
 * speak, a long beep is heard and the log says what to install. The text is data: it reaches the
 * program as a file on its standard input, never through a shell.
 *
 * The cache folder keeps <hash>.ulaw (the bytes that are sent, padded to whole 20 ms frames) and
 * <hash>.txt, four lines: name of the prompt, number of the line, language, text. <hash> is 16 hex
 * digits over voice and text, or over the recording's path, time and size. Two prompts with the
 * same text share one file (the .txt names the first).
 *
 * Threads: speech_ask from any thread; the answer is given on one of speech's own threads. A clip
 * is immutable and counted: give it back with speech_clip_give on any thread. Says no with enum
 * err; a line that cannot be rendered is answered with the beep, never with nothing.
 */
#include "base/err.h"
#include "base/time.h"

#include <stdatomic.h>

#define SPEECH_LINE_CHARS 400
#define SPEECH_NAME_CHARS 40
#define SPEECH_LANGUAGE_CHARS 8
#define SPEECH_FRAME 160 /* bytes in 20 ms */

struct speech;

struct speech_config {
	const char *cache;      /* folder, made if missing; "" keeps nothing on disk */
	const char *recordings; /* folder; "" none */
	const char *program;    /* "" looks for espeak-ng, then flite, in PATH */
	const char *voice;      /* of espeak-ng; "" is the line's language */
	unsigned words_per_minute;
	unsigned cache_most; /* lines kept in the folder; the least lately used go first */
	unsigned threads;
	unsigned queue_most;
	span render_most; /* a program that takes longer is ended */
	span line_most;   /* longer sound is cut */
};

struct speech_config speech_config_default(void);

struct speech_line {
	char name[SPEECH_NAME_CHARS];
	char language[SPEECH_LANGUAGE_CHARS];
	unsigned number;               /* 1-based */
	char words[SPEECH_LINE_CHARS]; /* a sentence, or a sound: "~ringback", "~beep", "~hold",
	                                  "~silence 500" */
};

struct speech_clip {
	atomic_uint holders;
	size_t length; /* bytes, whole frames */
	uint8_t bytes[];
};

struct speech_ask {
	struct speech_line line;
	/*
	 * Called once; owns `clip` (never NULL). `ctx` must stay valid until then or until
	 * speech_close.
	 */
	void (*answer)(void *ctx, uint64_t key, struct speech_clip *clip);
	void *ctx;
	uint64_t key;
};

NODISCARD enum err speech_open(const struct speech_config *config, struct speech **out);
void speech_close(
	struct speech *speech); /* waits for what is being rendered; the rest is not answered */
/* False: the queue is full, ask again later. */
NODISCARD bool speech_ask(struct speech *speech, const struct speech_ask *ask);
/* Renders into the cache, with nobody waiting; for start-up. How many were queued. */
size_t speech_prepare(struct speech *speech, const struct speech_line *lines, size_t count);
/* Lines asked for and not answered yet: 0 after speech_prepare means all is warm. */
size_t speech_waiting(struct speech *speech);
/* The same for memory and tables: what line it is, whatever the voice. */
uint64_t speech_line_key(const struct speech_line *line);

struct speech_clip *speech_clip_hold(struct speech_clip *clip);
void speech_clip_give(struct speech_clip *clip);
