// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The second factor at sign-in. Runs on a lane after the password was found right; counts nothing
 * itself.
 */
#include "adapter/http/request.h"

enum factor_verdict { FACTOR_OFF, FACTOR_RIGHT, FACTOR_MISSING, FACTOR_WRONG };
/* Is this `code`, of an authenticator or for recovery, good now? It is used up by asking. */
NODISCARD enum err factor_check(struct desk *desk, const struct request *rq, account_id account,
                                text code, enum factor_verdict *verdict);
