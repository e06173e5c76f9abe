// SPDX-License-Identifier: Apache-2.0
/* Tones. The hold tune is our own: four slow broken chords of plucked notes, eight seconds. */
#include "adapter/speech/sound.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>

#define RATE 8000
#define SILENCE_MOST_MS 60000

static void start(struct wav *out, unsigned ms)
{
	out->rate = RATE;
	out->count = (size_t)ms * RATE / 1000;
	out->samples = calloc(out->count, sizeof(*out->samples));
	must(out->samples != NULL);
}

static void add(struct wav *out, size_t at, double value)
{
	if (at < out->count)
		out->samples[at] = (int16_t)(out->samples[at] + value);
}

/* A steady tone with 5 ms of fade at both ends. */
static void tone(struct wav *out, unsigned from_ms, unsigned ms, double hertz, double amplitude)
{
	size_t count = (size_t)ms * RATE / 1000;
	size_t from = (size_t)from_ms * RATE / 1000;
	size_t fade = RATE / 200;

	for (size_t i = 0; i < count; i++) {
		size_t edge = i < count - i ? i : count - i;
		double part = edge < fade ? (double)edge / (double)fade : 1;

		add(out, from + i, part * amplitude * sin(2 * M_PI * hertz * (double)i / RATE));
	}
}

static void pluck(struct wav *out, unsigned from_ms, double hertz)
{
	size_t from = (size_t)from_ms * RATE / 1000;

	for (size_t i = 0; i < RATE * 2; i++) {
		double t = (double)i / RATE;
		double body = sin(2 * M_PI * hertz * t) + 0.3 * sin(4 * M_PI * hertz * t);

		add(out, from + i, 2200 * body * exp(-2.2 * t) * (t < 0.01 ? t / 0.01 : 1));
	}
}

static void hold(struct wav *out)
{
	static const double CHORDS[4][4] = {
		{ 261.63, 329.63, 392.00, 523.25 },
		{ 220.00, 261.63, 329.63, 440.00 },
		{ 174.61, 261.63, 349.23, 440.00 },
		{ 196.00, 293.66, 392.00, 493.88 },
	};

	start(out, 8000);
	for (unsigned note = 0; note < 16; note++)
		pluck(out, note * 480, CHORDS[note / 4][note % 4]);
}

static enum err silence(text words, struct wav *out)
{
	text head, tail;
	int64_t ms = 0;

	(void)text_cut(words, ' ', &head, &tail);
	TRY(text_number(text_trim(tail), 1, SILENCE_MOST_MS, &ms));
	start(out, (unsigned)ms);
	return OK;
}

enum err sound_make(const char *words, struct wav *out)
{
	text name = text_trim(text_of(words));

	if (text_starts(name, "~silence "))
		return silence(name, out) == OK ? OK : ERR_UNSUPPORTED;
	if (text_is(name, "~ringback")) {
		start(out, 6000);
		tone(out, 0, 2000, 440, 3000);
		tone(out, 0, 2000, 480, 3000);
		return OK;
	}
	if (text_is(name, "~beep")) {
		start(out, 260);
		tone(out, 0, 240, 880, 6000);
		return OK;
	}
	if (text_is(name, "~hold")) {
		hold(out);
		return OK;
	}
	return ERR_UNSUPPORTED;
}

void sound_make_sorry(struct wav *out)
{
	start(out, 1500);
	tone(out, 0, 1480, 620, 5000);
	must(out->count > 0);
}
