// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The money check: asks the ledger at start and every so often whether it is sound (SETTLED 20).
 *
 * It has a thread and a read connection of its own. When the ledger is not sound, new paid calls
 * stop, running ones keep their sound, and `why` says what was found; a later sound check lets
 * calls begin again.
 */
#include "engine/lane.h"

struct money_check;

NODISCARD enum err money_check_open(struct lanes *lanes, struct money_check **out);
/* Once, on the caller's thread. */
NODISCARD enum err money_check_now(struct money_check *check);
void money_check_start(struct money_check *check);
void money_check_why(struct money_check *check, char *out, size_t size);
void money_check_close(struct money_check *check);
