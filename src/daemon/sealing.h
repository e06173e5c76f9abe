// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The key that seals second factors: found or made at start, and what an older release has left
 * unsealed is sealed with it. Main thread, before the engine. It says no with the file's error,
 * and has logged what to do.
 */
#include "adapter/crypt/seal.h"
#include "daemon/config/config.h"

NODISCARD enum err sealing_open(const struct config *config, struct seal *out);
