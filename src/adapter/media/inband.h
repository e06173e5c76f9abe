// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Keys out of the sound itself, for peers that offer no telephone-event: two tones at once, by
 * Goertzel's filter.
 *
 * Fed with µ-law or A-law decoded samples at 8000 Hz of one leg. Strict on purpose: speech must not
 * press keys. Pure. A key is told once per press, after two blocks of 12.75 ms agree.
 */
#include "base/err.h"

#define INBAND_BLOCK 102

struct inband {
	float state[8][2];
	float energy;
	unsigned filled;
	char last;     /* what the former block showed */
	char pressed;  /* told and not released */
	unsigned gone; /* blocks without it since */
};

/* The key whose press was recognised in these samples, else 0. At most one for each call. */
char inband_feed(struct inband *inband, const int16_t *samples, size_t count);
