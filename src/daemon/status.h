// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What the daemon tells of itself in /v1/status and /v1/trunks.
 *
 * Called on readers; looks only at figures that may be read from any thread, and never waits.
 * Cannot fail.
 */
#include "daemon/serve.h"

struct status_source status_of(struct server *server);
