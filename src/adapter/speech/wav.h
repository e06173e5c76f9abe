// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * WAV files made into mono samples at 8000 Hz. Pure; memory comes from malloc and is the caller's.
 * It says no with ERR_MALFORMED or ERR_UNSUPPORTED and a sentence for the operator, ERR_LIMIT when
 * it is too long.
 */
#include "base/err.h"

#define WAV_MOST_BYTES (32 * 1024 * 1024)

struct wav {
	int16_t *samples; /* mono, free() */
	size_t count;
	unsigned rate;
};

/*
 * `streamed`: written by a program into a pipe, so the lengths in the header are not known and not
 * believed.
 */
NODISCARD enum err wav_read(const uint8_t *bytes, size_t length, bool streamed, struct wav *out,
                            const char **why);
/* Band-limited below half of the lower rate; rates 4000 to 96000. Replaces the samples. */
void wav_resample(struct wav *wav, unsigned rate);
/* Cuts silence at both ends and brings speech to telephone level. */
void wav_level(struct wav *wav);
void wav_done(struct wav *wav);
