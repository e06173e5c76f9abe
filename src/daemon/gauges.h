// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The metrics that are a picture of the store: who waits, what advisors do, how callbacks and calls
 * ended.
 *
 * The main thread asks for a look now and then (gauges_look); a reader takes it inside one
 * transaction and sets the meters when it is done, so a look never waits for a lane and never runs
 * twice at once. Counters follow the event list from the moment of the first look; they count what
 * all nodes on this store did. Cannot fail: a look that could not be taken is left out.
 */
#include "base/time.h"
#include "domain/desk.h"
#include "port/work.h"

#include <stdatomic.h>

#define GAUGE_ENDS 6  /* values of METER_CALLBACKS */
#define GAUGE_CALLS 6 /* values of METER_CALLS */
#define GAUGE_TALKS_MOST 256

struct gauge_look {
	struct {
		int64_t web, phone;
	} waiting;
	struct {
		int64_t taking_calls, reserved, on_call, wrap_up, arrange_only, away;
	} advisors;
	struct {
		int64_t count, last;
	} transfers;
	int64_t calls, backup_at;
	int64_t last_event;
	int64_t ends[GAUGE_ENDS], results[GAUGE_CALLS], billed_seconds;
	span talks[GAUGE_TALKS_MOST], waits[GAUGE_TALKS_MOST];
	size_t talk_count, wait_count;
};

struct gauges {
	struct work work; /* first: what the reader hands back is the whole */
	struct work_port port;
	atomic_bool looking;
	bool begun; /* the first look only finds out where to count from */
	int64_t last_event, last_transfer;
	struct gauge_look found;
};

void gauges_init(struct gauges *gauges, struct work_port port);
void gauges_look(struct gauges *gauges);
/* Notes in the store that a backup was made. */
NODISCARD enum err gauges_note_backup(struct tx *tx, instant now);
