// SPDX-License-Identifier: Apache-2.0
#pragma once
/* What the files of this folder share about one SQLite connection. Nobody outside includes it. */
#include "adapter/sqlite/sqlite.h"

#include <sqlite3.h>

#define SQLITE_STATEMENTS_MOST \
	1024 /* a power of two, well above the number of statements there are */

struct sqlite_statement {
	const struct sql *sql;
	sqlite3_stmt *prepared;
};

struct sqlite_store {
	struct store store; /* first */
	sqlite3 *db;
	struct sqlite_statement statements[SQLITE_STATEMENTS_MOST];
	sqlite3_stmt *running;
	span deadline;
	mono give_up;  /* of the running read; 0: never */
	int log_pages; /* in the write-ahead log after the last commit */
	bool in_tx, broken;
};

static inline struct sqlite_store *sqlite_of(struct store *store)
{
	return (struct sqlite_store *)store;
}

/* Translates, logs what is not everyday, and marks the connection broken when its disk is. */
enum err sqlite_failed(struct sqlite_store *s, int code, const char *doing);
/* Runs one of our own statements to its end. */
NODISCARD enum err sqlite_run_own(struct sqlite_store *s, const struct sql *sql);

enum err sqlite_start(struct store *store, const struct sql *sql, struct args args, bool *has_row);
enum err sqlite_next(struct store *store, bool *has_row);
bool sqlite_is_null(struct store *store, int column);
int64_t sqlite_number(struct store *store, int column);
text sqlite_chars(struct store *store, int column);
int sqlite_columns(struct store *store);
void sqlite_finish(struct store *store, int64_t *changed);
void sqlite_forget_statements(struct sqlite_store *s);

enum err sqlite_backup_to(struct store *store, const char *path);
