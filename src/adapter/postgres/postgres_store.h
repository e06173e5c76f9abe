// SPDX-License-Identifier: Apache-2.0
#pragma once
/* What the files of this folder share about one PostgreSQL connection. Nobody outside includes it.
 */
#include "adapter/postgres/postgres.h"

#include <libpq-fe.h>

#define POSTGRES_STATEMENTS_MOST \
	1024 /* a power of two, well above the number of statements there are */
#define POSTGRES_PARAMETERS_MOST 48
#define POSTGRES_STATEMENT_CHARS 8192
#define POSTGRES_PENDING_MOST \
	64 /* sent and not yet answered; few and small, so that neither side's buffer fills */

struct postgres_statement {
	const struct sql *sql;
	bool is_ready;
	unsigned edition;                    /* rises when a parameter's type had to be learnt anew */
	Oid types[POSTGRES_PARAMETERS_MOST]; /* 0: only NULLs so far, the server guesses */
};

struct postgres_store {
	struct store store; /* first */
	PGconn *conn;
	struct postgres_statement statements[POSTGRES_STATEMENTS_MOST];
	span deadline;    /* of a statement on a reader; 0: none */
	PGresult *result; /* of the running statement */
	int row;
	/* What was sent and whose answer was not read yet; the last one's is the one waited for. */
	struct postgres_pending {
		const char *doing;                   /* its name, for the log */
		struct postgres_statement *prepares; /* NULL: it runs something */
	} pending[POSTGRES_PENDING_MOST];
	size_t pending_count;
	bool in_tx, broken, listens;
};

static inline struct postgres_store *postgres_of(struct store *store)
{
	return (struct postgres_store *)store;
}

/* Translates and logs the failure in `result` (may be NULL: the connection is gone) and clears it.
 */
enum err postgres_failed(struct postgres_store *s, PGresult *result, const char *doing);

/*
 * The pipeline (libpq 14) of a transaction. What nobody waits for is only sent, and travels with
 * the next statement that is waited for, or with COMMIT. postgres_sent books what libpq has taken;
 * postgres_wait reads all answers and gives the last one's (`out` may be NULL), to be cleared by
 * the caller. The first failure is everybody's: the server does nothing of what was sent after it.
 */
NODISCARD enum err postgres_enter(struct postgres_store *s);
void postgres_leave(struct postgres_store *s);
NODISCARD enum err postgres_sent(struct postgres_store *s, const char *doing,
                                 struct postgres_statement *prepares, int taken);
NODISCARD enum err postgres_send(struct postgres_store *s, const char *command);
NODISCARD enum err postgres_wait(struct postgres_store *s, PGresult **out);

NODISCARD enum err postgres_post(struct store *store, const struct sql *sql, struct args args);
enum err postgres_start(struct store *store, const struct sql *sql, struct args args,
                        bool *has_row);
enum err postgres_next(struct store *store, bool *has_row);
bool postgres_is_null(struct store *store, int column);
int64_t postgres_number(struct store *store, int column);
text postgres_chars(struct store *store, int column);
int postgres_columns(struct store *store);
void postgres_finish(struct store *store, int64_t *changed);
