// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What the databases do on this machine without us: the references of the figures about storage.
 *
 * Each runs on the calling thread (PostgreSQL's with one more thread for each connection) for about
 * `length` and leaves nothing behind. It says no with ERR_IO or ERR_UNAVAILABLE; there are no
 * figures then.
 */
#include "base/time.h"

struct bare_figure {
	int64_t messages; /* durable ones */
	int64_t commits;
	span took;
	span commit_p50, commit_p99;
};

/* Messages a second, downwards. */
int64_t bare_rate(const struct bare_figure *figure);

/* Write 4 KiB, fdatasync, again: what the disk gives. */
NODISCARD enum err bare_fsync(const char *folder, span length, struct bare_figure *out);
/*
 * SQLite alone: `batch` messages a COMMIT, each a savepoint with `rows` rows of a callback's length
 * and one index; WAL and FULL. An arrange writes about five rows.
 */
struct bare_load {
	unsigned batch; /* PostgreSQL: connections, each with a COMMIT for each message */
	unsigned rows;
};
NODISCARD enum err bare_sqlite(const char *folder, struct bare_load load, span length,
                               struct bare_figure *out);
/* libpq alone: prepared INSERTs, `rows` of them between BEGIN and COMMIT, on each connection. */
NODISCARD enum err bare_postgres(const char *url, struct bare_load load, span length,
                                 struct bare_figure *out);
