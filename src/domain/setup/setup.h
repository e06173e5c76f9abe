// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * First-run set-up (SAFETY 7): there are no default users, so a fresh installation says a one-time
 * token on stderr, and whoever types it in becomes the first operator.
 *
 * Only the token's hash is stored, a restart replaces it, and with the first operator it is over.
 * setup_is_needed runs anywhere; the rest writes.
 */
#include "domain/desk.h"

NODISCARD enum err setup_is_needed(struct tx *tx, bool *needed);
/* From now on only this token is good. */
NODISCARD enum err setup_offer(struct desk *desk, text token_hash);
/* *taken: it was the token, there is no operator yet, and nobody can use it again. */
NODISCARD enum err setup_take(struct desk *desk, text token_hash, bool *taken);
