// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Reads new events through a reader and gives them to all loops; sweeps old idempotency keys on the
 * side.
 *
 * Belongs to loop 0. One read is under way at a time; a nudge meanwhile means another right after
 * it.
 */
#include "base/err.h"

struct feeder;
struct http;

struct feeder *feeder_open(struct http *http);
void feeder_close(struct feeder *feeder);
void feeder_look(struct feeder *feeder); /* nudged, or time for a poll */
void feeder_fed(struct feeder *feeder);  /* a read is back */
void feeder_tick(struct feeder *feeder); /* four times a second */
bool feeder_is_idle(const struct feeder *feeder);
