// SPDX-License-Identifier: Apache-2.0
/*
 * Reads RIFF chunks by hand: the format is small, and what an operator uploads is not to be
 * trusted.
 */
#include "adapter/speech/wav.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PCM 1
#define EXTENSIBLE 0xFFFE
#define KERNEL_HALF 24    /* zero crossings on each side */
#define KERNEL_STEPS 64   /* table entries between two of them */
#define SPEECH_RMS 3600.0 /* about -16 dBm0 while speaking */
#define PEAK_MOST 30000.0
#define HUSH 260 /* quieter is not speech */

struct format {
	bool found;
	unsigned channels, rate;
};

static unsigned u16(const uint8_t *at)
{
	return at[0] | (unsigned)at[1] << 8;
}

static uint32_t u32(const uint8_t *at)
{
	return u16(at) | (uint32_t)u16(at + 2) << 16;
}

static enum err no(const char *sentence, enum err err, const char **why)
{
	*why = sentence;
	return err;
}

static enum err read_format(const uint8_t *at, size_t length, struct format *out, const char **why)
{
	unsigned coding;

	if (length < 16)
		return no("its format chunk is too short", ERR_MALFORMED, why);
	coding = u16(at);
	if (coding == EXTENSIBLE && length >= 26)
		coding = u16(at + 24);
	if (coding != PCM || u16(at + 14) != 16)
		return no("it is not 16 bit PCM; convert it first", ERR_UNSUPPORTED, why);
	out->channels = u16(at + 2);
	out->rate = u32(at + 4);
	if (out->channels < 1 || out->channels > 2)
		return no("it has neither one nor two channels", ERR_UNSUPPORTED, why);
	if (out->rate < 4000 || out->rate > 96000)
		return no("its rate is not between 4 and 96 kHz", ERR_UNSUPPORTED, why);
	out->found = true;
	return OK;
}

static enum err read_samples(const uint8_t *at, size_t length, const struct format *format,
                             struct wav *out, const char **why)
{
	size_t count = length / (2u * format->channels);

	if (count == 0)
		return no("it holds no sound", ERR_MALFORMED, why);
	out->samples = malloc(count * sizeof(*out->samples));
	must(out->samples != NULL);
	for (size_t i = 0; i < count; i++) {
		int sum = 0;

		for (unsigned c = 0; c < format->channels; c++)
			sum += (int16_t)u16(at + (i * format->channels + c) * 2);
		out->samples[i] = (int16_t)(sum / (int)format->channels);
	}
	out->count = count;
	out->rate = format->rate;
	return OK;
}

enum err wav_read(const uint8_t *bytes, size_t length, bool streamed, struct wav *out,
                  const char **why)
{
	struct format format = { 0 };
	size_t at = 12;

	if (length > WAV_MOST_BYTES)
		return no("it is larger than 32 MB", ERR_LIMIT, why);
	if (length < 12 || memcmp(bytes, "RIFF", 4) != 0 || memcmp(bytes + 8, "WAVE", 4) != 0)
		return no("it is not a WAV file", ERR_MALFORMED, why);
	while (length - at >= 8) {
		const uint8_t *chunk = bytes + at;
		size_t size = u32(chunk + 4);
		size_t left = length - at - 8;

		if (size > left && !streamed)
			return no("it is cut off", ERR_MALFORMED, why);
		size = size > left ? left : size;
		if (memcmp(chunk, "fmt ", 4) == 0)
			TRY(read_format(chunk + 8, size, &format, why));
		if (memcmp(chunk, "data", 4) == 0) {
			if (!format.found)
				return no("its sound comes before its format", ERR_MALFORMED, why);
			return read_samples(chunk + 8, size, &format, out, why);
		}
		at += 8 + size + (size & 1);
		if (at > length)
			break;
	}
	return no("it has no sound chunk", ERR_MALFORMED, why);
}

/* One half of a sinc under a Blackman window, at KERNEL_STEPS per zero crossing. */
static void kernel_fill(float *table)
{
	for (int i = 0; i <= KERNEL_HALF * KERNEL_STEPS; i++) {
		double x = (double)i / KERNEL_STEPS;
		double w = x / KERNEL_HALF;
		double window = 0.42 + 0.5 * cos(M_PI * w) + 0.08 * cos(2 * M_PI * w);

		table[i] = (float)(i == 0 ? 1.0 : window * sin(M_PI * x) / (M_PI * x));
	}
	table[KERNEL_HALF * KERNEL_STEPS + 1] = 0;
}

static float kernel_at(const float *table, double x)
{
	double place = fabs(x) * KERNEL_STEPS;
	int i = (int)place;
	float part = (float)(place - i);

	if (i >= KERNEL_HALF * KERNEL_STEPS)
		return 0;
	return table[i] + part * (table[i + 1] - table[i]);
}

static int16_t clip(double value)
{
	return (int16_t)lrint(value > 32767 ? 32767 : value < -32768 ? -32768 : value);
}

void wav_resample(struct wav *wav, unsigned rate)
{
	float table[KERNEL_HALF * KERNEL_STEPS + 2];
	double step = (double)wav->rate / rate;
	/* The pass band ends a little under half of the lower rate. */
	double width = (step > 1 ? step : 1) / 0.94;
	size_t count = (size_t)((double)wav->count / step);
	int16_t *made;

	must(rate >= 4000 && wav->rate >= 4000 && wav->rate <= 96000);
	if (rate == wav->rate)
		return;
	count = count ? count : 1;
	made = malloc(count * sizeof(*made));
	must(made != NULL);
	kernel_fill(table);
	for (size_t n = 0; n < count; n++) {
		double middle = (double)n * step;
		long first = (long)ceil(middle - width * KERNEL_HALF);
		long last = (long)floor(middle + width * KERNEL_HALF);
		double sum = 0;

		first = first < 0 ? 0 : first;
		last = last >= (long)wav->count ? (long)wav->count - 1 : last;
		for (long i = first; i <= last; i++)
			sum += wav->samples[i] * (double)kernel_at(table, ((double)i - middle) / width);
		made[n] = clip(sum / width);
	}
	free(wav->samples);
	*wav = (struct wav){ made, count, rate };
}

static void trim(struct wav *wav)
{
	size_t head = 0, tail = wav->count;
	size_t before = wav->rate / 100, after = wav->rate / 6;

	while (head < tail && abs(wav->samples[head]) < HUSH)
		head++;
	while (tail > head && abs(wav->samples[tail - 1]) < HUSH)
		tail--;
	if (head == tail)
		return;
	head = head > before ? head - before : 0;
	tail = wav->count - tail > after ? tail + after : wav->count;
	memmove(wav->samples, wav->samples + head, (tail - head) * sizeof(*wav->samples));
	wav->count = tail - head;
}

void wav_level(struct wav *wav)
{
	double energy = 0, peak = 1, gain;
	size_t loud = 0;

	trim(wav);
	for (size_t i = 0; i < wav->count; i++) {
		double value = wav->samples[i];

		peak = fabs(value) > peak ? fabs(value) : peak;
		if (fabs(value) >= HUSH) {
			energy += value * value;
			loud++;
		}
	}
	if (loud == 0)
		return;
	gain = SPEECH_RMS / sqrt(energy / (double)loud);
	gain = gain > 8 ? 8 : gain;
	gain = gain * peak > PEAK_MOST ? PEAK_MOST / peak : gain;
	for (size_t i = 0; i < wav->count; i++)
		wav->samples[i] = clip(wav->samples[i] * gain);
}

void wav_done(struct wav *wav)
{
	free(wav->samples);
	*wav = (struct wav){ 0 };
}
