// SPDX-License-Identifier: Apache-2.0
/*
 * In-band keys. A block shows a key when one low and one high tone are strong, close to each other
 * in strength (twist), well above the other tones, and together hold most of the block's energy;
 * speech fails the last test.
 */
#include "adapter/media/inband.h"

#include <math.h>
#include <string.h>

#define LEAST_POWER 4.0e8F /* of one tone in a block: about -30 dBm0 */
#define TWIST 8.0F         /* 9 dB */
#define ABOVE_OTHERS 6.0F  /* 8 dB */
#define SHARE 0.65F        /* of all energy in the block */

/* 2 cos(2 pi f / 8000) for 697 770 852 941 1209 1336 1477 1633 Hz */
static const float TURN[8] = { 1.707737F, 1.645281F, 1.568687F, 1.478205F,
	                           1.164104F, 0.996370F, 0.798618F, 0.568532F };

static float power(const float state[2], float turn)
{
	return state[0] * state[0] + state[1] * state[1] - turn * state[0] * state[1];
}

static unsigned strongest(const float *powers)
{
	unsigned best = 0;

	for (unsigned i = 1; i < 4; i++)
		if (powers[i] > powers[best])
			best = i;
	return best;
}

static bool stands_out(const float *powers, unsigned best)
{
	for (unsigned i = 0; i < 4; i++)
		if (i != best && powers[i] * ABOVE_OTHERS > powers[best])
			return false;
	return powers[best] >= LEAST_POWER;
}

static char block_shows(struct inband *inband)
{
	static const char PAD[4][5] = { "123A", "456B", "789C", "*0#D" };
	float powers[8];
	unsigned low, high;
	float a, b;

	for (unsigned i = 0; i < 8; i++)
		powers[i] = power(inband->state[i], TURN[i]);
	low = strongest(powers);
	high = strongest(powers + 4);
	must(low < 4 && high < 4);
	a = powers[low];
	b = powers[4 + high];
	if (!stands_out(powers, low) || !stands_out(powers + 4, high) || a > b * TWIST || b > a * TWIST)
		return 0;
	/* A pure tone of amplitude A gives power (A N / 2)^2 and energy A^2 N / 2. */
	if ((a + b) * 2.0F / INBAND_BLOCK < SHARE * inband->energy)
		return 0;
	return PAD[low][high];
}

/* Two equal blocks press, two blocks without it release. */
static char settle(struct inband *inband, char shown)
{
	char told = 0;

	if (shown != inband->pressed) {
		if (++inband->gone >= 2)
			inband->pressed = 0;
	} else {
		inband->gone = 0;
	}
	if (shown && shown == inband->last && shown != inband->pressed) {
		told = inband->pressed = shown;
		inband->gone = 0;
	}
	inband->last = shown;
	return told;
}

char inband_feed(struct inband *inband, const int16_t *samples, size_t count)
{
	char told = 0;

	for (size_t n = 0; n < count; n++) {
		float sample = samples[n];

		inband->energy += sample * sample;
		for (unsigned i = 0; i < 8; i++) {
			float next = sample + TURN[i] * inband->state[i][0] - inband->state[i][1];

			inband->state[i][1] = inband->state[i][0];
			inband->state[i][0] = next;
		}
		if (++inband->filled == INBAND_BLOCK) {
			char key = settle(inband, block_shows(inband));

			told = key ? key : told;
			memset(inband->state, 0, sizeof(inband->state));
			inband->energy = 0;
			inband->filled = 0;
		}
	}
	return told;
}
