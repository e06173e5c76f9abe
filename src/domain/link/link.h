// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A signed link: opens one callback to whoever holds it, without signing in.
 *
 * The token carries subject and expiry; a signature over both and over the subject's version proves
 * it. Nothing of a token is stored, so the store opens no link; raising the version takes all links
 * of a subject back. The signature itself is made by adapter/crypt. The secret is drawn once per
 * installation, on a lane; looking runs on a reader. ERR_NONE: there is no secret yet, so no link
 * was ever given.
 */
#include "domain/desk.h"

#define LINK_SECRET_CHARS 72

struct link_facts {
	char secret[LINK_SECRET_CHARS];
	int64_t version; /* from 1 */
};

/* Draws the secret when there is none; writes. */
NODISCARD enum err link_facts_new(struct desk *desk, const char *subject, struct link_facts *out);
NODISCARD enum err link_facts(struct tx *tx, const char *subject, struct link_facts *out);
/* Every link of this subject opens nothing any more. */
NODISCARD enum err link_revoke(struct desk *desk, const char *subject);
