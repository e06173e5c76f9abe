// SPDX-License-Identifier: Apache-2.0
#pragma once
/* Rows of accounts, shared by the files of this folder only. */
#include "domain/account/account.h"

extern const struct column ACCOUNT_COLUMNS[];

/* Locks the row. ERR_NONE: no such account. */
NODISCARD enum err account_lock(struct desk *desk, account_id account, struct account *out);
/* Locks the oldest two of the active owners: whoever would be the last one to go meets another who
 * tries the same. *count: 0 to 2. */
NODISCARD enum err account_owners_lock(struct desk *desk, size_t *count);
