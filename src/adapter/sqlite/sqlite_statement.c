// SPDX-License-Identifier: Apache-2.0
/*
 * Prepared statements of SQLite: each is rewritten and prepared once per connection, then bound and
 * stepped.
 */
#include "adapter/sqlite/sqlite_store.h"

#include "base/hash.h"
#include "base/log.h"
#include "port/clock.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/*
 * SQLite numbers `$2` by its first appearance, not by its digits, so "SET a = $2 WHERE id = $1"
 * would bind swapped.
 * `?2` means what PostgreSQL's `$2` means. Both are one letter: the text keeps its length.
 */
static char *rewritten(const char *written)
{
	char *copy = strdup(written);
	bool quoted = false;

	must(copy);
	for (char *c = copy; *c; c++) {
		if (*c == '\'')
			quoted = !quoted;
		else if (*c == '$' && !quoted && isdigit((unsigned char)c[1]))
			*c = '?';
	}
	return copy;
}

static enum err prepare(struct sqlite_store *s, const struct sql *sql, sqlite3_stmt **out)
{
	char *own = rewritten(sql->text);
	int code = sqlite3_prepare_v3(s->db, own, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);

	free(own);
	if (code != SQLITE_OK)
		return sqlite_failed(s, code, sql->name);
	must(*out); /* a name with nothing under it */
	must(sqlite3_bind_parameter_count(*out) <= sql->parameters);
	return OK;
}

/* Found by address: a slot number is only as unique as the list it was counted in. */
static enum err statement_for(struct sqlite_store *s, const struct sql *sql, sqlite3_stmt **out)
{
	size_t at = hash_number((uint64_t)(uintptr_t)sql) % SQLITE_STATEMENTS_MOST;
	size_t looked = 0;

	while (s->statements[at].sql && s->statements[at].sql != sql) {
		must(++looked < SQLITE_STATEMENTS_MOST);
		at = (at + 1) % SQLITE_STATEMENTS_MOST;
	}
	if (!s->statements[at].sql) {
		TRY(prepare(s, sql, &s->statements[at].prepared));
		s->statements[at].sql = sql;
	}
	*out = s->statements[at].prepared;
	return OK;
}

void sqlite_forget_statements(struct sqlite_store *s)
{
	for (size_t i = 0; i < SQLITE_STATEMENTS_MOST; i++) {
		sqlite3_finalize(s->statements[i].prepared);
		s->statements[i] = (struct sqlite_statement){ NULL, NULL };
	}
}

/* The texts outlive the statement's run, so SQLite need not copy them. */
static void bind(sqlite3_stmt *prepared, struct args args)
{
	int count = sqlite3_bind_parameter_count(prepared);

	must(count == 0 || args.at);
	for (int i = 0; i < count; i++) {
		const struct arg *arg = &args.at[i];
		int code;

		if (arg->kind == ARG_NUM)
			code = sqlite3_bind_int64(prepared, i + 1, arg->num);
		else if (arg->kind == ARG_TEXT && arg->chars.at)
			code = sqlite3_bind_text64(prepared, i + 1, arg->chars.at, arg->chars.length,
			                           SQLITE_STATIC, SQLITE_UTF8);
		else
			code = sqlite3_bind_null(prepared, i + 1);
		must(code == SQLITE_OK);
	}
}

static void stop(struct sqlite_store *s)
{
	if (!s->running)
		return;
	sqlite3_reset(s->running);
	sqlite3_clear_bindings(s->running);
	s->running = NULL;
	s->give_up = (mono){ 0 };
}

static enum err step(struct sqlite_store *s, const char *name, bool *has_row)
{
	int code = sqlite3_step(s->running);

	*has_row = code == SQLITE_ROW;
	if (code == SQLITE_ROW || code == SQLITE_DONE)
		return OK;
	enum err err = sqlite_failed(s, code, name);

	stop(s);
	return err;
}

enum err sqlite_start(struct store *store, const struct sql *sql, struct args args, bool *has_row)
{
	struct sqlite_store *s = sqlite_of(store);

	must(!s->running); /* one statement at a time */
	*has_row = false;
	if (s->broken)
		return ERR_STORE;
	TRY(statement_for(s, sql, &s->running));
	bind(s->running, args);
	if (s->deadline.us > 0) {
		const struct clock_port *clock = clock_real();

		s->give_up = mono_add(clock->tick(clock->ctx), s->deadline);
	}
	return step(s, sql->name, has_row);
}

enum err sqlite_run_own(struct sqlite_store *s, const struct sql *sql)
{
	bool has_row = false;

	TRY(sqlite_start(&s->store, sql, NO_ARGS, &has_row));
	sqlite_finish(&s->store, NULL);
	return OK;
}

enum err sqlite_next(struct store *store, bool *has_row)
{
	struct sqlite_store *s = sqlite_of(store);

	must(s->running);
	return step(s, "next", has_row);
}

bool sqlite_is_null(struct store *store, int column)
{
	return sqlite3_column_type(sqlite_of(store)->running, column) == SQLITE_NULL;
}

int64_t sqlite_number(struct store *store, int column)
{
	return sqlite3_column_int64(sqlite_of(store)->running, column);
}

text sqlite_chars(struct store *store, int column)
{
	sqlite3_stmt *running = sqlite_of(store)->running;
	const char *at = (const char *)sqlite3_column_text(running, column);

	return (text){ at, at ? (size_t)sqlite3_column_bytes(running, column) : 0 };
}

int sqlite_columns(struct store *store)
{
	return sqlite3_column_count(sqlite_of(store)->running);
}

void sqlite_finish(struct store *store, int64_t *changed)
{
	struct sqlite_store *s = sqlite_of(store);

	if (changed && s->running && !sqlite3_stmt_readonly(s->running))
		*changed = sqlite3_changes64(s->db);
	stop(s);
}
