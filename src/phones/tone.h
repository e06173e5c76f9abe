// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Sound as numbers: G.711, single tones and what makes one 20 ms frame a tone, silence or something
 * else.
 *
 * Pure functions on frames of 160 samples at 8 kHz; any thread. Frequencies are in hertz. A frame
 * that is no clear single tone is FRAME_OTHER: there is no failure.
 */
#include "base/err.h"

#define FRAME_SAMPLES 160
#define SAMPLE_RATE 8000

enum frame_kind { FRAME_SILENCE, FRAME_TONE, FRAME_OTHER };

int16_t tone_from_ulaw(uint8_t code);
int16_t tone_from_alaw(uint8_t code);
uint8_t tone_to_ulaw(int sample);
uint8_t tone_to_alaw(int sample);

/* Power of one frequency in the frame, 1.0 when the frame is exactly that tone (Goertzel). */
double tone_share(const int16_t samples[FRAME_SAMPLES], double hz);
/* What the frame is; for FRAME_TONE its frequency, exact to about 1 Hz. */
enum frame_kind tone_judge(const int16_t samples[FRAME_SAMPLES], double *hz);
/* One second of a sine as µ-law: any whole frequency repeats in it without a seam. */
void tone_second(int hz, uint8_t out[SAMPLE_RATE]);
/* A keypad's pair of tones, `at` samples from its beginning. Unknown keys are silence. */
int tone_of_key(char key, unsigned at);
