// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What must always hold (SAFETY.md M and Q), checked from outside: from orders given, from the
 * truth of the handsets, and from what the store says through statements of its own. The first
 * broken rule fails the world with words.
 */
#include "world.h"

void oracle_open(struct world *world);
void oracle_close(struct world *world);
void oracle_restarted(struct world *world);

/* Told by the world's people and handsets as it happens. */
void oracle_acknowledged(struct world *world, int64_t callback);
/* Which callback it is for. */
int64_t oracle_rings(struct world *world, const struct order *ring);
void oracle_heard_human(struct world *world, const char *number);
/* No trunk took the INVITE. */
void oracle_never_rang(struct world *world, const char *number);
void oracle_opted_out(struct world *world, const char *number);
void oracle_credited(struct world *world, int64_t minor);

void checks_after_turn(struct world *world);
/* When the lane has nothing to do until time passes. */
void checks_at_rest(struct world *world);
/* At the end of a day, when everything has run out. */
void checks_at_end(struct world *world);

struct tally {
	int64_t callbacks, completed, expired, cancelled, unreachable, no_funds, withdrawn;
	int64_t calls, talks, charge_minor, rings, restarts, let_pass;
};
void oracle_tally(struct world *world, struct tally *out);
