// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Readers and the slow pool: threads that take from one shared mailbox each kind.
 *
 * A reader owns one read-only connection and runs queries, each in its own read transaction; the
 * slow pool runs chores that may block and are waited for by nobody. Owned by the engine.
 */
#include "base/mailbox.h"
#include "engine/lane.h"

struct reader {
	struct lanes *lanes;
	struct mailbox *box; /* of struct work *, shared by all readers */
	struct store *store;
	struct arena *arena;
	struct ids no_ids;
	_Atomic bool sound;
};

NODISCARD enum err reader_open(struct lanes *lanes, struct mailbox *box, struct reader **out);
/* The thread's body: until the mailbox is stopped and empty. */
void reader_run(struct reader *reader);
void reader_close(struct reader *reader);

/* The same for chores; `box` is of struct chore *. */
void slow_run(struct mailbox *box);
