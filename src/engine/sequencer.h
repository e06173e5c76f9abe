// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Gives committed events their public numbers where several connections commit at once
 * (PostgreSQL).
 *
 * One thread with a writing connection of its own, owned by the engine. It runs when a lane of this
 * node wrote events (sequencer_nudge), when another node hints, and after `poll` in any case; then
 * it calls the hook, on its own thread, because there may be something to read. With SQLite there
 * is none: events have their numbers when they are committed, and the lane calls the hook itself.
 * It says no by enum err when it cannot connect at first; later it goes on trying.
 */
#include "port/store.h"

struct sequencer_config {
	const struct store_driver *driver;
	const char *store_url;       /* lives as long as the sequencer */
	void (*numbered)(void *ctx); /* must not block; NULL: nobody watches */
	void *ctx;
	span poll; /* how late a lost hint may make an event */
};

struct sequencer;

NODISCARD enum err sequencer_open(const struct sequencer_config *config, struct sequencer **out);
/* Before the thread runs. */
void sequencer_on_numbered(struct sequencer *sequencer, void (*hook)(void *ctx), void *ctx);
void sequencer_start(struct sequencer *sequencer);
/* Any thread, never waits. `sequencer` is a struct sequencer, so that this fits where a hook is
 * wanted. */
void sequencer_nudge(void *sequencer);
void sequencer_close(struct sequencer *sequencer);
