// SPDX-License-Identifier: Apache-2.0
#include "adapter/crypt/crypt.h"

#include <sodium.h>
#include <string.h>

#include "base/random.h"

#define ARGON_MEMORY_BYTES (19u * 1024 * 1024)
#define ARGON_PASSES 2u
#define TOKEN_RANDOM_CHARS 32
#define TOKEN_CHECK_CHARS 6
#define PREFIX_CHARS_MOST 16

static const char LETTERS[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/*
 * Made once with the parameters above from random bytes nobody kept. A stranger's try costs what a
 * member's costs.
 */
static const char NOBODYS_HASH[] = "$argon2id$v=19$m=19456,t=2,p=1$h+YX+UQ7TtGwdJfPoV5uxA$Db3ymT/"
								   "qTdFpfZqX6W6zd+PbD+/xnJp6kmz4Xcg/nOg";

enum err crypt_init(void)
{
	return sodium_init() < 0 ? ERR_UNAVAILABLE : OK;
}

enum err crypt_password_hash(text password, char out[CRYPT_PASSWORD_CHARS])
{
	_Static_assert(CRYPT_PASSWORD_CHARS >= crypto_pwhash_argon2id_STRBYTES, "room for the string");
	must(password.at);
	char made[crypto_pwhash_argon2id_STRBYTES];

	if (crypto_pwhash_str_alg(made, password.at, password.length, ARGON_PASSES, ARGON_MEMORY_BYTES,
	                          crypto_pwhash_ALG_ARGON2ID13) != 0)
		return ERR_UNAVAILABLE;
	memcpy(out, made, sizeof(made));
	return OK;
}

bool crypt_password_matches(text stored, text password)
{
	char known[crypto_pwhash_argon2id_STRBYTES] = { 0 };
	bool somebody = stored.at && stored.length < sizeof(known);

	memcpy(known, somebody ? stored.at : NOBODYS_HASH,
	       somebody ? stored.length : sizeof(NOBODYS_HASH));
	bool matches =
		crypto_pwhash_str_verify(known, password.at ? password.at : "", password.length) == 0;

	return matches && somebody;
}

/* Evenly drawn: a byte that would favour the first letters is drawn again. */
static void draw_letters(char *out, size_t count)
{
	const unsigned letters = sizeof(LETTERS) - 1;
	const unsigned fair = 256 - 256 % letters;
	uint8_t pool[64];
	size_t at = sizeof(pool);

	for (size_t i = 0; i < count;) {
		if (at == sizeof(pool)) {
			random_secret(pool, sizeof(pool));
			at = 0;
		}
		unsigned byte = pool[at++];

		if (byte < fair)
			out[i++] = LETTERS[byte % letters];
	}
	crypt_forget(pool, sizeof(pool));
}

static void write_checksum(const char *of, size_t length, char out[TOKEN_CHECK_CHARS])
{
	uint8_t digest[crypto_generichash_BYTES_MIN];
	uint64_t n = 0;

	crypto_generichash(digest, sizeof(digest), (const uint8_t *)of, length, NULL, 0);
	for (size_t i = 0; i < sizeof(n); i++)
		n = n << 8 | digest[i];
	for (size_t i = 0; i < TOKEN_CHECK_CHARS; i++, n /= sizeof(LETTERS) - 1)
		out[i] = LETTERS[n % (sizeof(LETTERS) - 1)];
}

void crypt_token_make(const char *prefix, char out[CRYPT_TOKEN_CHARS])
{
	size_t length = strlen(prefix);
	_Static_assert(PREFIX_CHARS_MOST + TOKEN_RANDOM_CHARS + TOKEN_CHECK_CHARS < CRYPT_TOKEN_CHARS,
	               "room");

	must(length <= PREFIX_CHARS_MOST);
	memcpy(out, prefix, length);
	draw_letters(out + length, TOKEN_RANDOM_CHARS);
	length += TOKEN_RANDOM_CHARS;
	write_checksum(out, length, out + length);
	out[length + TOKEN_CHECK_CHARS] = '\0';
}

bool crypt_token_is_wellformed(text token)
{
	char check[TOKEN_CHECK_CHARS];

	if (token.length <= TOKEN_RANDOM_CHARS + TOKEN_CHECK_CHARS || token.length >= CRYPT_TOKEN_CHARS)
		return false;
	size_t body = token.length - TOKEN_CHECK_CHARS;

	write_checksum(token.at, body, check);
	return memcmp(check, token.at + body, TOKEN_CHECK_CHARS) == 0;
}

void crypt_hash(text what, char out[CRYPT_HASH_CHARS])
{
	uint8_t digest[crypto_generichash_BYTES];
	_Static_assert(sizeof(digest) * 2 + 1 == CRYPT_HASH_CHARS, "hex of the digest");

	crypto_generichash(digest, sizeof(digest), (const uint8_t *)(what.at ? what.at : ""),
	                   what.length, NULL, 0);
	sodium_bin2hex(out, CRYPT_HASH_CHARS, digest, sizeof(digest));
}

void crypt_hash_pieces(const text *pieces, size_t count, char out[CRYPT_HASH_CHARS])
{
	crypto_generichash_state state;
	uint8_t digest[crypto_generichash_BYTES];

	must(crypto_generichash_init(&state, NULL, 0, sizeof(digest)) == 0);
	for (size_t i = 0; i < count; i++) {
		uint64_t length = pieces[i].length;

		crypto_generichash_update(&state, (const uint8_t *)&length, sizeof(length));
		if (length)
			crypto_generichash_update(&state, (const uint8_t *)pieces[i].at, length);
	}
	crypto_generichash_final(&state, digest, sizeof(digest));
	sodium_bin2hex(out, CRYPT_HASH_CHARS, digest, sizeof(digest));
}

bool crypt_same(text a, text b)
{
	return a.length == b.length && (a.length == 0 || sodium_memcmp(a.at, b.at, a.length) == 0);
}

void crypt_forget(void *at, size_t bytes)
{
	sodium_memzero(at, bytes);
}
