// SPDX-License-Identifier: Apache-2.0
/*
 * G.711 by its definition: a sign, three bits of segment, four bits of step; µ-law inverted, A-law
 * xor 0x55.
 */
#include "adapter/speech/g711.h"

#define ULAW_BIAS 0x84
#define ULAW_MOST 32635

uint8_t ulaw_of(int16_t sample)
{
	int value = sample < 0 ? -(int)sample : sample;
	int segment = 7;

	if (value > ULAW_MOST)
		value = ULAW_MOST;
	value += ULAW_BIAS;
	while (segment > 0 && !(value & (0x80 << segment)))
		segment--;
	must(segment >= 0 && segment <= 7);
	return (uint8_t) ~((sample < 0 ? 0x80 : 0) | segment << 4 | ((value >> (segment + 3)) & 0x0F));
}

int16_t ulaw_sample(uint8_t code)
{
	unsigned plain = (uint8_t)~code;
	int value = (int)((((plain & 0x0F) << 3) + ULAW_BIAS) << ((plain & 0x70) >> 4)) - ULAW_BIAS;

	return (int16_t)(plain & 0x80 ? -value : value);
}

uint8_t alaw_of(int16_t sample)
{
	uint8_t mask = sample >= 0 ? 0xD5 : 0x55;
	int value = (sample >= 0 ? sample : -(int)sample - 1) >> 3; /* 12 bits */
	int segment = 0;

	while (segment < 7 && value > (0x20 << segment) - 1)
		segment++;
	must(value <= 0xFFF);
	return (uint8_t)((segment << 4 | ((value >> (segment < 2 ? 1 : segment)) & 0x0F)) ^ mask);
}

int16_t alaw_sample(uint8_t code)
{
	unsigned plain = code ^ 0x55u;
	unsigned segment = (plain & 0x70) >> 4;
	unsigned value = (plain & 0x0F) << 4;

	value += segment == 0 ? 8 : 0x108;
	if (segment > 1)
		value <<= segment - 1;
	return (int16_t)(plain & 0x80 ? (int)value : -(int)value);
}

void g711_init(struct g711 *out)
{
	for (unsigned i = 0; i < 256; i++) {
		out->to_alaw[i] = alaw_of(ulaw_sample((uint8_t)i));
		out->to_ulaw[i] = ulaw_of(alaw_sample((uint8_t)i));
	}
}

void g711_map(const uint8_t table[256], const uint8_t *from, uint8_t *to, size_t length)
{
	for (size_t i = 0; i < length; i++)
		to[i] = table[from[i]];
}
