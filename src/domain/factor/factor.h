// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A second factor of one account: an authenticator's secret, and recovery codes (SAFETY 7).
 *
 * Codes are computed by adapter/crypt; here is what the store knows: the secret, sealed, the
 * last step that was used (a code is good once), and hashes of recovery codes. Writing runs on a
 * lane and leaves an audit line, looking on a reader too. ERR_NONE: the account has none.
 */
#include "domain/desk.h"

#define FACTOR_SECRET_CHARS 160
#define FACTOR_RECOVERY_CODES 10

struct factor {
	account_id account;
	char secret[FACTOR_SECRET_CHARS];
	instant created_at;
	instant confirmed_at; /* NEVER: begun, not asked for at sign-in */
	int64_t last_step;
	int64_t recovery_left;
};

NODISCARD enum err factor_get(struct tx *tx, account_id account, struct factor *out);
/* *on: it is asked for at sign-in. */
NODISCARD enum err factor_is_on(struct tx *tx, account_id account, bool *on);
/* *begun false: there is a confirmed one. */
NODISCARD enum err factor_begin(struct desk *desk, account_id account, const char *secret,
                                bool *begun);
NODISCARD enum err factor_confirm(struct desk *desk, account_id account, int64_t step,
                                  const text hashes[FACTOR_RECOVERY_CODES]);
/* *fresh false: this step or a later one was used already. */
NODISCARD enum err factor_use_step(struct desk *desk, account_id account, int64_t step,
                                   bool *fresh);
NODISCARD enum err factor_use_recovery(struct desk *desk, account_id account, text hash,
                                       bool *used);
NODISCARD enum err factor_remove(struct desk *desk, account_id account);

/* Secrets that an older release left unsealed. Array of struct factor. */
NODISCARD enum err factor_unsealed(struct tx *tx, size_t most, struct rows *out);
NODISCARD enum err factor_reseal(struct tx *tx, account_id account, const char *sealed);
