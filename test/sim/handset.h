// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Simulated telephones for the simulator: they take the engine's orders and tell news, as
 * adapter/sip and adapter/media do, without packets. They also know the truth (who really talked
 * how long), which the checks hold the engine to.
 *
 * A number decides by a draw what its owner does this time: answer, ignore, refuse, press keys,
 * talk, vanish.
 */
#include "world.h"

enum handset_kind { HANDSET_ADVISOR, HANDSET_CUSTOMER };

void handsets_open(struct world *world);
void handsets_close(struct world *world);
/*
 * The daemon died: legs ring on and talk on, but their news go nowhere; BYE or their own time ends
 * them.
 */
void handsets_orphaned(struct world *world);
/* How many legs are up at this number right now. */
int handsets_busy(const struct world *world, const char *number);
int handsets_live(const struct world *world);
/* Orphans of a dead process that nobody has ended yet, `seconds` or more after it. */
int handsets_orphans(const struct world *world, int64_t seconds);

/* What really happened in a call that was joined. */
struct truth {
	int64_t call;
	span witnessed; /* two-way sound after meter_from, until its last moment */
	bool restarted; /* a crash came in between: up to two seconds may be missing from the bill */
	bool star;      /* ended by an order while joined */
};
bool handsets_truth(const struct world *world, int64_t call, struct truth *out);
