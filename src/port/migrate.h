// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Brings a database's tables to the shape this binary was built for.
 *
 * The texts of db/migrations are embedded, named "0001_first.sql" and so on without a gap; each
 * runs in a transaction of its own together with the new number of the schema (row schema_version
 * of table meta), so an interrupted run is continued by the next. Several nodes may try at once:
 * one does it, the others find it done. Called from the command line and at start, on the calling
 * thread, outside a transaction. It says no with ERR_CONFIG and words in the report: the database
 * is newer than this binary, or not ours.
 */
#include "port/store.h"

#define MIGRATE_WORDS_CHARS 160

struct embedded_text;

struct migrate_report {
	int64_t found;              /* version the database had; 0: it was empty */
	int64_t newest;             /* version this binary brings */
	const char *const *pending; /* names, in order, in the arena; what migrate_run has just run */
	size_t pending_count;
	char words[MIGRATE_WORDS_CHARS]; /* on ERR_CONFIG: what is wrong and what to do */
};

/* Changes nothing. */
NODISCARD enum err migrate_look(struct store *store, struct arena *arena,
                                struct migrate_report *out);
NODISCARD enum err migrate_run(struct store *store, struct arena *arena,
                               struct migrate_report *out);

/* The same with another list than the embedded one. */
struct migrate_list {
	const struct embedded_text *at;
	size_t count;
};
NODISCARD enum err migrate_look_at(struct migrate_list list, struct store *store,
                                   struct arena *arena, struct migrate_report *out);
NODISCARD enum err migrate_run_all(struct migrate_list list, struct store *store,
                                   struct arena *arena, struct migrate_report *out);

/* One migration as a database of this dialect ("sqlite", "postgres") gets it, in the arena. */
const char *migrate_text(const struct embedded_text *migration, const char *dialect,
                         struct arena *arena);
