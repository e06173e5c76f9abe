// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Secrets: password hashes, tokens and what the store may know of them, over libsodium.
 *
 * Nothing is owned; crypt_init once at start, the rest on any thread. crypt_password_* take about
 * 20 ms and 19 MiB each: they are chores of the slow pool, never called on a lane or loop. Tokens
 * and hashes are terminated text. A token's hash is all that is ever stored; its last six
 * characters are a checksum, so that a scanner knows a leaked one and a mistyped one is refused
 * without a query. It says no with false, or ERR_UNAVAILABLE when the library or its memory fails.
 */
#include "base/text.h"

#define CRYPT_HASH_CHARS 65      /* BLAKE2b-256 in hex, terminated */
#define CRYPT_TOKEN_CHARS 64     /* prefix, 32 random characters, 6 of checksum, terminated */
#define CRYPT_PASSWORD_CHARS 128 /* Argon2id string, terminated */

NODISCARD enum err crypt_init(void);

/* Argon2id, 19 MiB, two passes. */
NODISCARD enum err crypt_password_hash(text password, char out[CRYPT_PASSWORD_CHARS]);
/* `stored` NO_TEXT: does the same work against a hash nobody has, and says false. */
bool crypt_password_matches(text stored, text password);

/* `prefix` such as "rb_live_", "rb_test_", "rb_sess_" (at most 16 characters). */
void crypt_token_make(const char *prefix, char out[CRYPT_TOKEN_CHARS]);
/* Whether its checksum fits: form only, says nothing about whose it is. */
bool crypt_token_is_wellformed(text token);

void crypt_hash(text what, char out[CRYPT_HASH_CHARS]);
/* Several pieces, each with its length, so that moving a border changes the hash. */
void crypt_hash_pieces(const text *pieces, size_t count, char out[CRYPT_HASH_CHARS]);
bool crypt_same(text a, text b); /* in constant time for equal lengths */
void crypt_forget(void *at, size_t bytes);
