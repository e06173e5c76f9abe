// SPDX-License-Identifier: Apache-2.0
/* HMAC-SHA-1 over the number of the step, cut down to six digits. */
#include "adapter/crypt/totp.h"

#include <stdio.h>
#include <string.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "adapter/crypt/crypt.h"
#include "base/random.h"

#define KEY_BYTES_MOST 64
#define SECRET_LETTERS_MOST 64

static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

void totp_secret(size_t letters, char *out)
{
	uint8_t bytes[SECRET_LETTERS_MOST];

	must(letters <= sizeof(bytes));
	random_secret(bytes, letters);
	for (size_t i = 0; i < letters; i++)
		out[i] = ALPHABET[bytes[i] & 31];
	out[letters] = '\0';
	crypt_forget(bytes, sizeof(bytes));
}

int64_t totp_step(instant at)
{
	must(at.us >= 0);
	return at.us / TOTP_STEP.us;
}

static enum err decode(text secret, uint8_t key[KEY_BYTES_MOST], size_t *bytes)
{
	uint32_t bits = 0, held = 0;

	*bytes = 0;
	if (secret.length == 0 || secret.length * 5 / 8 > KEY_BYTES_MOST)
		return ERR_MALFORMED;
	for (size_t i = 0; i < secret.length; i++) {
		const char *letter = memchr(ALPHABET, secret.at[i], sizeof(ALPHABET) - 1);

		if (!letter)
			return ERR_MALFORMED;
		bits = (bits << 5 | (uint32_t)(letter - ALPHABET)) & 0xfff;
		held += 5;
		if (held >= 8) {
			held -= 8;
			key[(*bytes)++] = (uint8_t)(bits >> held);
		}
	}
	return OK;
}

enum err totp_code(text secret, int64_t step, char out[TOTP_DIGITS + 1])
{
	uint8_t key[KEY_BYTES_MOST], counter[8], mac[EVP_MAX_MD_SIZE];
	unsigned length = 0;
	size_t bytes;

	TRY(decode(secret, key, &bytes));
	for (int i = 0; i < 8; i++)
		counter[i] = (uint8_t)((uint64_t)step >> (56 - 8 * i));
	must(HMAC(EVP_sha1(), key, (int)bytes, counter, sizeof(counter), mac, &length) && length == 20);

	size_t at = mac[length - 1] & 15;
	uint32_t number = (uint32_t)(mac[at] & 0x7f) << 24 | (uint32_t)mac[at + 1] << 16 |
	                  (uint32_t)mac[at + 2] << 8 | mac[at + 3];

	(void)snprintf(out, TOTP_DIGITS + 1, "%06u", number % 1000000);
	crypt_forget(key, sizeof(key));
	crypt_forget(mac, sizeof(mac));
	return OK;
}

int64_t totp_match(text secret, instant now, text code)
{
	static const int64_t OFFSETS[] = { 0, -1, 1 };
	char good[TOTP_DIGITS + 1];
	int64_t found = 0;

	for (size_t i = 0; i < COUNT(OFFSETS); i++) {
		int64_t step = totp_step(now) + OFFSETS[i];

		if (totp_code(secret, step, good) == OK && crypt_same(text_of(good), code) && !found)
			found = step;
	}
	crypt_forget(good, sizeof(good));
	return found;
}
