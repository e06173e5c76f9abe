// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Sealing: what must be kept so that we can read it again, but nobody who holds only the database.
 *
 * One key of 32 bytes in a file of its own, made at the first start with mode 0600; the struct is
 * the caller's, read-only after seal_open, on any thread. Sealed text is printable and carries its
 * own nonce; `of` says whose it is, so that a row cannot be moved to somebody else (XChaCha20 and
 * Poly1305 of libsodium). It says no with ERR_DENIED (others may read the key), ERR_MALFORMED (no
 * key, or not sealed with this one), ERR_IO.
 */
#include "base/text.h"

#define SEAL_KEY_BYTES 32
#define SEAL_PLAIN_MOST 64
#define SEAL_CHARS 160 /* terminated */

struct seal {
	unsigned char key[SEAL_KEY_BYTES];
};

/* *made: there was none, and now there is. */
NODISCARD enum err seal_open(const char *file, struct seal *out, bool *made);
void seal_close(struct seal *seal); /* forgets the key */

NODISCARD enum err seal_lock(const struct seal *seal, text plain, text of, char out[SEAL_CHARS]);
NODISCARD enum err seal_unlock(const struct seal *seal, text sealed, text of,
                               char out[SEAL_PLAIN_MOST + 1]);
bool seal_is_sealed(text chars);
