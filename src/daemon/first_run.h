// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A house without an operator is told how to get one: a one-time token on stderr when serving
 * begins (SAFETY 7). Called once by the main thread after the store is migrated; says nothing when
 * there is an operator, and logs when the store does not take it.
 */
#include "daemon/config/config.h"

void first_run_offer(const struct config *config);
