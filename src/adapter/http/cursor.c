// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/cursor.h"

#include <string.h>

#define RAW_BYTES 12 /* the last number, and half of the filters' hash: no padding in base 64 */

static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static void pack(int64_t last, uint64_t filters, uint8_t raw[RAW_BYTES])
{
	for (int i = 0; i < 8; i++)
		raw[i] = (uint8_t)((uint64_t)last >> (56 - 8 * i));
	for (int i = 0; i < 4; i++)
		raw[8 + i] = (uint8_t)(filters >> (56 - 8 * i));
}

const char *cursor_write(int64_t last, uint64_t filters, char out[CURSOR_CHARS])
{
	uint8_t raw[RAW_BYTES];
	char *at = out;

	must(last > 0);
	pack(last, filters, raw);
	for (size_t i = 0; i < RAW_BYTES; i += 3) {
		uint32_t three = (uint32_t)(raw[i] << 16 | raw[i + 1] << 8 | raw[i + 2]);

		for (int shift = 18; shift >= 0; shift -= 6)
			*at++ = LETTERS[three >> shift & 63];
	}
	*at = '\0';
	return out;
}

enum err cursor_read(text chars, uint64_t filters, int64_t *last)
{
	uint8_t raw[RAW_BYTES], expected[RAW_BYTES];
	uint64_t n = 0;

	if (chars.length != RAW_BYTES / 3 * 4)
		return ERR_MALFORMED;
	for (size_t i = 0; i < RAW_BYTES / 3; i++) {
		uint32_t three = 0;

		for (size_t k = 0; k < 4; k++) {
			char c = chars.at[i * 4 + k];
			const char *letter = c ? strchr(LETTERS, c) : NULL;

			if (!letter)
				return ERR_MALFORMED;
			three = three << 6 | (uint32_t)(letter - LETTERS);
		}
		raw[i * 3] = (uint8_t)(three >> 16);
		raw[i * 3 + 1] = (uint8_t)(three >> 8);
		raw[i * 3 + 2] = (uint8_t)three;
	}
	for (size_t i = 0; i < 8; i++)
		n = n << 8 | raw[i];
	if (n == 0 || n > INT64_MAX)
		return ERR_MALFORMED;
	pack((int64_t)n, filters, expected);
	if (memcmp(raw, expected, RAW_BYTES) != 0)
		return ERR_MALFORMED;
	*last = (int64_t)n;
	return OK;
}
