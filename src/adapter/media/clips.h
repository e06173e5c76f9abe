// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The rendered lines a media thread has in memory, and its questions to speech for those it lacks.
 *
 * One per media thread, used on it alone. Bounded by bytes: the least lately used goes first. A
 * line is asked for again after a minute, so that a changed recording is heard without a restart;
 * meanwhile the old one plays.
 */
#include "adapter/speech/speech.h"

struct clips;

struct clips_config {
	size_t bytes_most;
	struct speech *speech;
	void (*answer)(void *ctx, uint64_t key,
	               struct speech_clip *clip); /* on speech's thread: bring it here */
	void *ctx;
	atomic_uint *asked; /* questions not answered yet; `answer` counts down */
};

struct clips *clips_open(const struct clips_config *config);
void clips_close(struct clips *clips);
/* The clip with a holder for the caller, or NULL: not there yet, but asked for. */
struct speech_clip *clips_take(struct clips *clips, const struct speech_line *line, mono now);
/* Speech's answer has arrived on this thread; takes over one holder. */
void clips_put(struct clips *clips, uint64_t key, struct speech_clip *clip);
