// SPDX-License-Identifier: Apache-2.0
/*
 * Every embedded statement, on both databases: it can be prepared, and its plan reads no growing
 * table from end to end.
 *
 * PostgreSQL is asked for its generic plan with sequential scans made dear, so that the empty
 * tables of a test do not decide.
 */
#include "fixture/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "all_sql.h"

#define TEXT_CHARS 10000
#define PLAN_LINES_MOST 200

static const char *const GROWING[] = { "callback", "call",     "leg",     "transfer",    "event",
	                                   "ring",     "mark",     "alarm",   "idempotency", "session",
	                                   "audit",    "forecast", "capture", NULL };

/* Statements that may read a growing table, or an index of it, from an end. */
static const struct {
	const char *statement, *table, *because;
} ALLOWED[] = {
	{ "alarm_next", "alarm",
	  "walks alarm_by_time from its start and stops at the first one of the lane" },
	{ "event_unnumbered", "event", "the partial index holds only what was committed a moment ago" },
	{ "event_number_new", "event", "the partial index holds only what was committed a moment ago" },
	{ "event_oldest", "event", "MIN: the first entry of the index" },
	{ "engine_last_id", "event", "MAX: the last entry of the index" },
	{ "engine_last_id", "audit", "MAX: the last entry of the index" },
	{ "engine_last_id", "transfer", "MAX: the last entry of the index" },
	{ "engine_last_id", "leg", "MAX: the last entry of the index" },
	{ "engine_last_id", "mark", "MAX: the last entry of the index" },
	{ "event_newest", "event", "MAX: the last entry of the index" },
	{ "event_insert", "event", "MAX: the last entry of the index" },
	{ "event_forget", "event", "MAX: the last entry of the index" },
	{ "forecast_score", "forecast", "reads the last thousand from the end of the key" },
	{ "ledger_totals", "transfer", "ledger verify reads all by its nature" },
	{ "ledger_sum_of_balances", "transfer", "ledger verify reads all by its nature" },
	{ "ledger_overdrawn", "transfer", "ledger verify reads all by its nature" },
	{ "ledger_backwards", "transfer", "ledger verify reads all by its nature" },
	{ "gauge_waiting", "callback", "the partial index holds only those who wait" },
	{ "gauge_calls", "call", "the partial index holds only live calls" },
	{ "gauge_advisors", "call", "one row by its key for each advisor with a call" },
	{ "wall_line", "callback", "the partial index holds only those who wait" },
	{ "wall_lines", "callback", "the partial index holds only those who wait" },
	{ "wall_calls", "call", "the partial index holds only live calls" },
	{ "ledger_mixed", "transfer", "ledger verify reads all by its nature" },
};

static bool is_growing(const char *table)
{
	for (size_t i = 0; GROWING[i]; i++)
		if (strcmp(table, GROWING[i]) == 0)
			return true;
	return false;
}

static bool is_allowed(const char *statement, const char *table)
{
	for (size_t i = 0; i < COUNT(ALLOWED); i++)
		if (strcmp(ALLOWED[i].statement, statement) == 0 && strcmp(ALLOWED[i].table, table) == 0)
			return true;
	return false;
}

/* ---- asking for a plan -------------------------------------------------------------------------
 */
struct line {
	text words;
};

static const struct column LINE[] = { COLUMN_TEXT(struct line, words), COLUMN_END };

struct sqlite_line {
	int64_t id, parent, unused;
	text words;
};

static const struct column SQLITE_LINE[] = { COLUMN_NUM(struct sqlite_line, id),
	                                         COLUMN_NUM(struct sqlite_line, parent),
	                                         COLUMN_NUM(struct sqlite_line, unused),
	                                         COLUMN_TEXT(struct sqlite_line, words), COLUMN_END };

#define PARAMETERS_MOST 64

/*
 * The statement is made in the test's arena and prepared by its address, so it has to stay: the
 * arena is not emptied until the connection is closed.
 */
static const struct sql *made(struct fixture *f, const struct sql *from, const char *words,
                              int parameters)
{
	struct sql *sql = ARENA_NEW(f->arena, struct sql);

	sql->name = from->name;
	sql->text = text_terminated(f->arena, text_of(words));
	sql->parameters = parameters;
	return sql;
}

static enum err plan_on_sqlite(struct tx *tx, struct fixture *f, const struct sql *sql,
                               struct rows *out)
{
	char words[TEXT_CHARS];
	struct arg *none = ARENA_ARRAY(f->arena, struct arg, PARAMETERS_MOST);
	struct args args = { none, (size_t)sql->parameters };
	struct rows rows;

	must(sql->parameters <= PARAMETERS_MOST);
	for (int i = 0; i < sql->parameters; i++)
		none[i] = NOTHING;
	snprintf(words, sizeof words, "EXPLAIN QUERY PLAN %s", sql->text);
	TRY(tx_all(tx, made(f, sql, words, sql->parameters), args, SQLITE_LINE,
	           sizeof(struct sqlite_line), PLAN_LINES_MOST, &rows));
	struct line *lines = ARENA_ARRAY(f->arena, struct line, rows.count + 1);

	for (size_t i = 0; i < rows.count; i++)
		lines[i].words = ((struct sqlite_line *)rows.at)[i].words;
	*out = (struct rows){ lines, rows.count };
	return OK;
}

/* Prepares it twice: as the server guesses the types, then as the adapter will name them. */
static enum err prepare_as_we_do(struct tx *tx, struct fixture *f, const struct sql *sql)
{
	static const struct sql types = {
		"types",
		"SELECT 0 WHERE $1 = ''",
		"SELECT string_agg(CASE WHEN t = 'text'::regtype THEN 'text' ELSE 'bigint' END, ', '"
		" ORDER BY place) FROM pg_prepared_statements AS p,"
		" unnest(p.parameter_types) WITH ORDINALITY AS given (t, place)"
		" WHERE p.name = $1",
		1,
		false,
		0
	};
	char words[TEXT_CHARS], name[100];
	const char *body = sql->postgres ? sql->postgres : sql->text;
	const char *lock = sql->locks ? " FOR UPDATE" : "";
	struct line ours = { NO_TEXT };

	snprintf(name, sizeof name, "guess_%s", sql->name);
	snprintf(words, sizeof words, "PREPARE %s AS %s%s", name, body, lock);
	TRY(f->store->ops->script(f->store, words));
	TRY(tx_one(tx, &types, ARGS(WORDS(name)), LINE, &ours));
	snprintf(words, sizeof words, "PREPARE plan_%s%s%.*s%s AS %s%s", sql->name,
	         ours.words.at ? " (" : "", TEXT(ours.words), ours.words.at ? ")" : "", body, lock);
	return f->store->ops->script(f->store, words);
}

static enum err plan_on_postgres(struct tx *tx, struct fixture *f, const struct sql *sql,
                                 struct rows *out)
{
	char words[TEXT_CHARS];
	struct text_buf values;

	TRY(prepare_as_we_do(tx, f, sql));
	text_buf_init(&values, f->arena);
	for (int i = 0; i < sql->parameters; i++)
		text_buf_chars(&values, i ? ", NULL" : "(NULL");
	snprintf(words, sizeof words, "EXPLAIN EXECUTE plan_%s%.*s%s", sql->name,
	         TEXT(text_buf_text(&values)), sql->parameters ? ")" : "");
	return tx_all(tx, made(f, sql, words, 0), NO_ARGS, LINE, sizeof(struct line), PLAN_LINES_MOST,
	              out);
}

/* ---- reading it ---------------------------------------------------------------------------------
 */
/* The word at `at`, lower letters, digits and underscores. */
static const char *word_at(const char *at, char out[64])
{
	size_t length = 0;

	while (length < 63 && (isalnum((unsigned char)at[length]) || at[length] == '_'))
		length++;
	memcpy(out, at, length);
	out[length] = '\0';
	return at + length;
}

/* SQLite's plan names the alias; the statement's text tells of which table: "callback AS cb",
 * "callback cb". */
static void unaliased(const char *words, char name[64])
{
	for (const char *at = words; *at; at++) {
		char table[64], alias[64];

		if (at > words && (isalnum((unsigned char)at[-1]) || at[-1] == '_'))
			continue;
		const char *after = word_at(at, table);

		if (!is_growing(table) || *after != ' ')
			continue;
		after = word_at(after + 1, alias);
		if (strcmp(alias, "AS") == 0 && *after == ' ')
			word_at(after + 1, alias);
		if (strcmp(alias, name) == 0) {
			snprintf(name, 64, "%s", table);
			return;
		}
	}
}

static bool sqlite_reads_all(const struct sql *sql, const struct rows *plan, size_t i,
                             char table[64])
{
	const struct line *lines = plan->at;

	if (!text_starts(lines[i].words, "SCAN "))
		return false;
	word_at(lines[i].words.at + strlen("SCAN "), table);
	unaliased(sql->text, table);
	return true;
}

/* "Index Scan using x on callback cb  (cost=…)" without an "Index Cond" of its own walks the whole
 * index. */
static bool postgres_reads_all(const struct sql *sql, const struct rows *plan, size_t i,
                               char table[64])
{
	const struct line *lines = plan->at;
	const char *scan = strstr(lines[i].words.at, "Scan");
	const char *on = scan ? strstr(scan, " on ") : NULL;

	(void)sql;
	if (!on || strstr(lines[i].words.at, "Bitmap Index Scan") ||
	    strstr(lines[i].words.at, "Subquery Scan"))
		return false;
	word_at(on + strlen(" on "), table);
	for (size_t next = i + 1; next < plan->count && !strstr(lines[next].words.at, "->"); next++)
		if (strstr(lines[next].words.at, "Index Cond") ||
		    strstr(lines[next].words.at, "Recheck Cond"))
			return false;
	return true;
}

static int check(struct fixture *f, struct tx *tx, const struct sql *sql)
{
	bool sqlite = f->kind == FIXTURE_SQLITE;
	struct rows plan = { NULL, 0 };
	int wrong = 0;

	assert_int_equal(tx_save(tx), OK);
	enum err err = sqlite ? plan_on_sqlite(tx, f, sql, &plan) : plan_on_postgres(tx, f, sql, &plan);

	tx_undo(tx);
	if (err != OK) {
		print_error("%s cannot be prepared: %s\n", sql->name, err_words(err));
		return 1;
	}
	for (size_t i = 0; i < plan.count; i++) {
		char table[64];

		if (!(sqlite ? sqlite_reads_all : postgres_reads_all)(sql, &plan, i, table))
			continue;
		if (!is_growing(table) || is_allowed(sql->name, table))
			continue;
		print_error("%s reads all of %s: %s\n", sql->name, table,
		            ((struct line *)plan.at)[i].words.at);
		wrong++;
	}
	return wrong;
}

static int check_all(struct fixture *f, const struct sql *const *list)
{
	int wrong = 0;
	struct tx tx;

	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	if (f->kind == FIXTURE_POSTGRES)
		assert_int_equal(
			f->store->ops->script(
				f->store,
				"SET LOCAL enable_seqscan = off; SET LOCAL plan_cache_mode = force_generic_plan"),
			OK);
	for (size_t i = 0; list[i]; i++)
		wrong += check(f, &tx, list[i]);
	tx_rollback(&tx);
	return wrong;
}

static void every_statement_prepares_and_none_reads_a_growing_table_whole(void **state)
{
	FIXTURE_OR_SKIP(state);

	assert_int_equal(check_all(*state, SQL_ALL_ALL), 0);
}

/* So that the test above is known to notice. */
static void a_statement_that_does_is_noticed(void **state)
{
	FIXTURE_OR_SKIP(state);
	static const struct sql whole = {
		"whole", "SELECT reason FROM callback AS cb WHERE cb.reason = $1", NULL, 1, false, 0
	};
	static const struct sql narrow = {
		"narrow", "SELECT reason FROM callback AS cb WHERE cb.id = $1", NULL, 1, false, 0
	};
	static const struct sql wrong = { "wrong", "SELECT raisin FROM callback", NULL, 0, false, 0 };
	const struct sql *const bad[] = { &whole, &wrong, NULL }, *const good[] = { &narrow, NULL };

	assert_int_equal(check_all(*state, bad), 2);
	assert_int_equal(check_all(*state, good), 0);
}

static bool exists(const char *name)
{
	for (size_t i = 0; SQL_ALL_ALL[i]; i++)
		if (strcmp(SQL_ALL_ALL[i]->name, name) == 0)
			return true;
	return false;
}

static void no_exception_outlives_its_statement(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(ALLOWED); i++)
		if (!exists(ALLOWED[i].statement))
			fail_msg("%s is allowed to read all of %s and is no more", ALLOWED[i].statement,
			         ALLOWED[i].table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TESTS(every_statement_prepares_and_none_reads_a_growing_table_whole),
		FIXTURE_TESTS(a_statement_that_does_is_noticed),
		cmocka_unit_test(no_exception_outlives_its_statement),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
