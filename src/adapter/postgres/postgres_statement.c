// SPDX-License-Identifier: Apache-2.0
/*
 * Prepared statements of PostgreSQL: prepared on first use with the types that were bound, run with
 * values as text.
 *
 * Types are named rather than guessed by the server, which would take `$1 + 1` for a 32-bit sum. A
 * parameter that has only been NULL is left to the guess until its type is seen; then the statement
 * gets a new edition.
 */
#include "adapter/postgres/postgres_store.h"

#include "base/hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OID_BOOL 16
#define OID_INT8 20
#define OID_TEXT 25
#define NUMBER_CHARS 24
#define NAME_CHARS 64

/* ---- preparing ------------------------------------------------------------------------- */
static Oid type_of(const struct arg *arg)
{
	if (arg->kind == ARG_NUM)
		return OID_INT8;
	return arg->kind == ARG_TEXT && arg->chars.at ? OID_TEXT : 0;
}

static struct postgres_statement *place_for(struct postgres_store *s, const struct sql *sql)
{
	size_t at = hash_number((uint64_t)(uintptr_t)sql) % POSTGRES_STATEMENTS_MOST;
	size_t looked = 0;

	while (s->statements[at].sql && s->statements[at].sql != sql) {
		must(++looked < POSTGRES_STATEMENTS_MOST);
		at = (at + 1) % POSTGRES_STATEMENTS_MOST;
	}
	return &s->statements[at];
}

/* True when a type was learnt that the prepared edition does not know. */
static bool learn(struct postgres_statement *statement, struct args args)
{
	bool learnt = false;

	for (size_t i = 0; i < args.count; i++) {
		Oid type = type_of(&args.at[i]);

		if (type == 0 || type == statement->types[i])
			continue;
		must(statement->types[i] == 0); /* one parameter is a number here and text there */
		statement->types[i] = type;
		learnt = true;
	}
	return learnt;
}

static void name_of(const struct postgres_statement *statement, char out[NAME_CHARS])
{
	snprintf(out, NAME_CHARS, "s%" PRIxPTR "_%u", (uintptr_t)statement->sql, statement->edition);
}

/* The text as the server gets it: without the closing semicolon, with the lock where it is asked
 * for. */
static void text_for(const struct sql *sql, char out[POSTGRES_STATEMENT_CHARS])
{
	const char *given = sql->postgres ? sql->postgres : sql->text;
	size_t length = strlen(given);

	while (length > 0 && strchr("; \t\n", given[length - 1]))
		length--;
	int written = snprintf(out, POSTGRES_STATEMENT_CHARS, "%.*s%s", (int)length, given,
	                       sql->locks ? "\nFOR UPDATE" : "");

	must(written > 0 && written < POSTGRES_STATEMENT_CHARS);
}

static enum err prepare(struct postgres_store *s, struct postgres_statement *statement)
{
	char sent[POSTGRES_STATEMENT_CHARS], name[NAME_CHARS];
	const struct sql *sql = statement->sql;

	text_for(sql, sent);
	statement->edition++;
	name_of(statement, name);
	statement->is_ready = true; /* until its answer says otherwise */
	return postgres_sent(s, sql->name, statement,
	                     PQsendPrepare(s->conn, name, sent, sql->parameters, statement->types));
}

static enum err statement_for(struct postgres_store *s, const struct sql *sql, struct args args,
                              struct postgres_statement **out)
{
	struct postgres_statement *statement = place_for(s, sql);

	must(args.count <= POSTGRES_PARAMETERS_MOST);
	statement->sql = sql;
	if (learn(statement, args) || !statement->is_ready)
		TRY(prepare(s, statement));
	*out = statement;
	return OK;
}

/* ---- running --------------------------------------------------------------------------- */
/* libpq wants terminated text; the copies live until the statement was sent. */
static char *values_copy(struct args args, const char *values[])
{
	size_t room = 1;

	for (size_t i = 0; i < args.count; i++)
		room += args.at[i].kind == ARG_TEXT ? args.at[i].chars.length + 1 : NUMBER_CHARS;
	char *copy = malloc(room), *at = copy;

	must(copy);
	for (size_t i = 0; i < args.count; i++) {
		const struct arg *arg = &args.at[i];

		values[i] = at;
		if (arg->kind == ARG_NUM) {
			at += snprintf(at, NUMBER_CHARS, "%" PRId64, arg->num) + 1;
		} else if (arg->kind == ARG_TEXT && arg->chars.at) {
			memcpy(at, arg->chars.at, arg->chars.length);
			at[arg->chars.length] = '\0';
			at += arg->chars.length + 1;
		} else {
			values[i] = NULL;
		}
	}
	must((size_t)(at - copy) <= room);
	return copy;
}

enum err postgres_post(struct store *store, const struct sql *sql, struct args args)
{
	struct postgres_store *s = postgres_of(store);
	const char *values[POSTGRES_PARAMETERS_MOST];
	struct postgres_statement *statement = NULL;
	char name[NAME_CHARS];

	must(!s->result); /* one statement at a time */
	if (s->broken)
		return ERR_STORE;
	TRY(statement_for(s, sql, args, &statement));
	char *copy = values_copy(args, values);

	name_of(statement, name);
	int taken = PQsendQueryPrepared(s->conn, name, (int)args.count, values, NULL, NULL, 0);

	free(copy);
	return postgres_sent(s, sql->name, NULL, taken);
}

enum err postgres_start(struct store *store, const struct sql *sql, struct args args, bool *has_row)
{
	struct postgres_store *s = postgres_of(store);

	*has_row = false;
	TRY(postgres_post(store, sql, args));
	TRY(postgres_wait(s, &s->result));
	s->row = 0;
	*has_row = PQntuples(s->result) > 0;
	return OK;
}

enum err postgres_next(struct store *store, bool *has_row)
{
	struct postgres_store *s = postgres_of(store);

	must(s->result && s->row < PQntuples(s->result));
	s->row++;
	*has_row = s->row < PQntuples(s->result);
	return OK;
}

bool postgres_is_null(struct store *store, int column)
{
	struct postgres_store *s = postgres_of(store);

	return PQgetisnull(s->result, s->row, column) == 1;
}

/* Sums come as NUMERIC and comparisons as booleans; both are numbers to us. */
int64_t postgres_number(struct store *store, int column)
{
	struct postgres_store *s = postgres_of(store);
	const char *value = PQgetvalue(s->result, s->row, column);
	char *end = NULL;

	if (PQftype(s->result, column) == OID_BOOL)
		return value[0] == 't';
	int64_t number = strtoll(value, &end, 10);

	must(end != value && (*end == '\0' || *end == '.'));
	return number;
}

text postgres_chars(struct store *store, int column)
{
	struct postgres_store *s = postgres_of(store);

	if (PQgetisnull(s->result, s->row, column))
		return NO_TEXT;
	return (text){ PQgetvalue(s->result, s->row, column),
		           (size_t)PQgetlength(s->result, s->row, column) };
}

int postgres_columns(struct store *store)
{
	return PQnfields(postgres_of(store)->result);
}

void postgres_finish(struct store *store, int64_t *changed)
{
	struct postgres_store *s = postgres_of(store);

	if (changed && s->result) {
		const char *tag = PQcmdTuples(s->result);

		*changed = strncmp(PQcmdStatus(s->result), "SELECT", 6) == 0 ? 0 : strtoll(tag, NULL, 10);
	}
	PQclear(s->result);
	s->result = NULL;
}
