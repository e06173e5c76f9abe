// SPDX-License-Identifier: Apache-2.0
/*
 * G.711 by arithmetic (the tables would be no faster here) and tones by linear prediction: a sine
 * obeys x[n+1] + x[n-1] = 2 cos(w) x[n], so least squares over one frame gives its frequency to
 * about 1 Hz, where Goertzel's bins over 20 ms would be 50 Hz wide. Goertzel then says whether that
 * frequency is all there is.
 */
#include "phones/tone.h"

#include <math.h>
#include <string.h>

#define SILENT_MEAN_SQUARE 400.0 /* about -64 dB of full scale */
#define PURE_SHARE 0.85

int16_t tone_from_ulaw(uint8_t code)
{
	unsigned u = (uint8_t)~code;
	int magnitude = (int)((((u & 0x0f) << 3) + 0x84) << ((u & 0x70) >> 4)) - 0x84;

	return (int16_t)((u & 0x80) ? -magnitude : magnitude);
}

uint8_t tone_to_ulaw(int sample)
{
	unsigned sign = sample < 0 ? 0x80 : 0;
	int magnitude = sample < 0 ? -sample : sample;
	unsigned exponent = 7;

	if (magnitude > 32635)
		magnitude = 32635;
	magnitude += 0x84;
	for (int mask = 0x4000; exponent > 0 && !(magnitude & mask); mask >>= 1)
		exponent--;
	return (uint8_t) ~(sign | (exponent << 4) | ((unsigned)(magnitude >> (exponent + 3)) & 0x0f));
}

int16_t tone_from_alaw(uint8_t code)
{
	unsigned a = code ^ 0x55u;
	unsigned segment = (a & 0x70) >> 4;
	int magnitude = (int)(a & 0x0f) << 4;

	magnitude += segment == 0 ? 8 : 0x108;
	if (segment > 1)
		magnitude <<= segment - 1;
	return (int16_t)((a & 0x80) ? magnitude : -magnitude);
}

uint8_t tone_to_alaw(int sample)
{
	unsigned sign = sample >= 0 ? 0x80 : 0;
	int magnitude = sample >= 0 ? sample : -sample - 1;
	unsigned segment = 7;

	if (magnitude > 32767)
		magnitude = 32767;
	for (int mask = 0x4000; segment > 0 && !(magnitude & mask); mask >>= 1)
		segment--;
	int shift = segment == 0 ? 4 : (int)segment + 3;

	return (uint8_t)((sign | (segment << 4) | ((unsigned)(magnitude >> shift) & 0x0f)) ^ 0x55u);
}

double tone_share(const int16_t samples[FRAME_SAMPLES], double hz)
{
	double w = 2.0 * M_PI * hz / SAMPLE_RATE;
	double twice_cos = 2.0 * cos(w), s1 = 0, s2 = 0, energy = 0;

	for (int i = 0; i < FRAME_SAMPLES; i++) {
		double s = samples[i] + twice_cos * s1 - s2;

		s2 = s1;
		s1 = s;
		energy += (double)samples[i] * samples[i];
	}
	if (energy <= 0)
		return 0;
	return (s1 * s1 + s2 * s2 - twice_cos * s1 * s2) * 2.0 / (energy * FRAME_SAMPLES);
}

enum frame_kind tone_judge(const int16_t samples[FRAME_SAMPLES], double *hz)
{
	double cross = 0, inner = 0, energy = 0;

	for (int i = 0; i < FRAME_SAMPLES; i++)
		energy += (double)samples[i] * samples[i];
	if (energy < SILENT_MEAN_SQUARE * FRAME_SAMPLES)
		return FRAME_SILENCE;
	for (int i = 1; i < FRAME_SAMPLES - 1; i++) {
		cross += (double)samples[i] * (samples[i - 1] + samples[i + 1]);
		inner += (double)samples[i] * samples[i];
	}
	double cosine = inner > 0 ? cross / (2.0 * inner) : 2.0;

	if (cosine <= -0.999 || cosine >= 0.999)
		return FRAME_OTHER;
	double found = acos(cosine) * SAMPLE_RATE / (2.0 * M_PI);

	if (tone_share(samples, found) < PURE_SHARE)
		return FRAME_OTHER;
	must(found > 0 && found < SAMPLE_RATE / 2.0);
	*hz = found;
	return FRAME_TONE;
}

void tone_second(int hz, uint8_t out[SAMPLE_RATE])
{
	must(hz > 0 && hz < SAMPLE_RATE / 2);
	for (int i = 0; i < SAMPLE_RATE; i++)
		out[i] = tone_to_ulaw((int)lrint(8000.0 * sin(2.0 * M_PI * hz * i / SAMPLE_RATE)));
}

int tone_of_key(char key, unsigned at)
{
	static const char KEYS[] = "123A456B789C*0#D";
	static const double LOW[] = { 697, 770, 852, 941 }, HIGH[] = { 1209, 1336, 1477, 1633 };
	const char *found = key ? strchr(KEYS, key) : NULL;

	if (!found)
		return 0;
	size_t place = (size_t)(found - KEYS);
	double turn = 2.0 * M_PI * at / SAMPLE_RATE;

	return (int)lrint(6000.0 * sin(turn * LOW[place / 4]) + 6000.0 * sin(turn * HIGH[place % 4]));
}
