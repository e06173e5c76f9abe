// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * G.711: µ-law and A-law bytes, 16 bit samples, and tables between the two laws.
 *
 * Pure. A `struct g711` is filled once by whoever needs speed and then only read. It cannot fail.
 */
#include "base/err.h"

#define ULAW_SILENCE 0xFF
#define ALAW_SILENCE 0xD5

uint8_t ulaw_of(int16_t sample);
int16_t ulaw_sample(uint8_t code);
uint8_t alaw_of(int16_t sample);
int16_t alaw_sample(uint8_t code);

struct g711 {
	uint8_t to_alaw[256];
	uint8_t to_ulaw[256];
};

void g711_init(struct g711 *out);
/* In place is allowed. */
void g711_map(const uint8_t table[256], const uint8_t *from, uint8_t *to, size_t length);
