// SPDX-License-Identifier: Apache-2.0
#pragma once
/* Rows of accounts, shared by the files of this folder only. */
#include "domain/account/account.h"

extern const struct column ACCOUNT_COLUMNS[];

/* Locks the row. ERR_NONE: no such account. */
NODISCARD enum err account_lock(struct desk *desk, account_id account, struct account *out);
