// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Codes of authenticator apps: RFC 6238 with SHA-1, six digits and steps of 30 s, which is what the
 * apps do.
 *
 * Pure but for the kernel's random letters; any thread. Secrets are base 32 (RFC 4648, capitals, no
 * padding). It says no by ERR_MALFORMED when a secret is none.
 */
#include "base/text.h"
#include "base/time.h"

#define TOTP_SECRET_LETTERS 32 /* 160 bits, as RFC 4226 advises */
#define TOTP_DIGITS 6
#define TOTP_STEP SECONDS(30)

/* Letters of the base 32 alphabet, terminated; `letters` at most 64. */
void totp_secret(size_t letters, char *out);
int64_t totp_step(instant at);
NODISCARD enum err totp_code(text secret, int64_t step, char out[TOTP_DIGITS + 1]);
/*
 * The step whose code this is: the running one, or one before or after for clocks that differ. 0:
 * none of them.
 */
int64_t totp_match(text secret, instant now, text code);
