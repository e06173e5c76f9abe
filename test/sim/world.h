// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A world for the engine without threads: its clock, what will happen when, one lane turned by
 * hand.
 *
 * Everything that could differ between two runs comes from the seed, so a failing seed repeats
 * exactly. One thread. Time moves only in world_run: to the next happening or the lane's next
 * alarm, whichever is sooner.
 */
#include "base/random.h"
#include "engine/lane.h"

struct world;
typedef void (*happening_fn)(struct world *world, int64_t a, int64_t b);

struct happening {
	mono at;
	uint64_t order; /* ties happen in the order they were planned */
	happening_fn what;
	int64_t a, b;
};

struct handsets;
struct oracle;
struct promises;

struct world {
	struct random random;
	mono tick;
	instant begun;
	struct clock_port clock;
	struct phone_port phone;
	struct number_port numbers;
	struct rules rules;
	struct lanes lanes;
	struct lane *lane;
	struct arena *arena;  /* for looking */
	struct store *looker; /* a read connection for the checks */
	struct happening *heap;
	size_t heap_count, heap_room;
	uint64_t planned;
	struct handsets *handsets;
	struct oracle *oracle;
	struct promises *promises;
	int64_t let_pass; /* dials before somebody who wished it */
	bool disk_fails;  /* now and then a COMMIT does, as the seed says */
	char url[300];
	uint64_t trace; /* hash of everything that happened: the same seed gives the same */
	bool failed;
	char why[300];
};

/* `url` names an empty file; the schema is made. */
void world_open(struct world *world, uint64_t seed, const char *url);
void world_close(struct world *world);

instant world_now(const struct world *world);
void world_plan(struct world *world, span in, happening_fn what, int64_t a, int64_t b);
/* Turns and happenings until `until` after the beginning, or until something failed. */
void world_run(struct world *world, span until);
/* SIGKILL and a fresh process: what was not committed is gone, phones go on. */
void world_restart(struct world *world);

/* Runs a verb on the lane as a request would: in a message of its own, answered after COMMIT. */
enum err world_do(struct world *world, enum err (*verb)(struct desk *, void *), void *arg);
/* Runs a query on the looker's connection. */
enum err world_look(struct world *world, enum err (*query)(struct tx *, void *), void *arg);

/* The first failure is kept; the run stops. */
void world_fail(struct world *world, const char *format, ...) PRINTF(2, 3);
void world_trace(struct world *world, const char *what, int64_t a, int64_t b);
