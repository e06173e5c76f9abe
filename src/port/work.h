// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A piece of work handed to a lane, a reader or the slow pool, that carries its own handler.
 *
 * `run` is called inside a transaction, on the lane's or reader's thread; it may be called again
 * from the start when the transaction had to be rerun (ERR_AGAIN), so it must keep its results in
 * `work` and begin afresh. It returns an err to roll back its own effects only (a refusal is not an
 * err). `done` follows exactly once, on the same thread, after COMMIT (outcome OK) or after it
 * failed; from then on the sender owns `work` again. Nothing that `run` decided may be told to
 * anybody before `done` says OK.
 */
#include "base/err.h"

struct desk;

struct work {
	enum err (*run)(struct desk *desk, struct work *work);
	void (*done)(struct work *work, enum err outcome);
	uint64_t lane_key; /* the advisor's id where it is known: only an affinity, locks decide */
};

/*
 * No transaction, may block: password hashing, rendering, mail. `run` then `done`, both on a slow
 * thread.
 */
struct chore {
	void (*run)(struct chore *chore);
};

struct work_port {
	void *ctx;
	bool (*write)(void *ctx,
	              struct work *work); /* false: the lane's mailbox is full or it is stopping */
	bool (*read)(void *ctx, struct work *work);
	bool (*slow)(void *ctx, struct chore *chore);
};
