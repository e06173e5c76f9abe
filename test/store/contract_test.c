// SPDX-License-Identifier: Apache-2.0
/* What port/store.h promises, asked of both databases. */
#include "fixture/fixture.h"

#include "adapter/postgres/postgres.h"
#include "adapter/sqlite/sqlite.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define STATEMENT(id, parameter_count, ...) \
	static const struct sql SQL_##id = { #id, __VA_ARGS__, NULL, parameter_count, false, 0 }

STATEMENT(put, 5,
          "INSERT INTO thing (id, number, words, state, small) VALUES ($1, $2, $3, $4, $5)");
STATEMENT(get, 1, "SELECT id, number, words, words, state, small, truth FROM thing WHERE id = $1");
STATEMENT(swap, 2, "UPDATE thing SET number = $2 WHERE id = $1 RETURNING id");
STATEMENT(all, 0, "SELECT id FROM thing ORDER BY id");
STATEMENT(touch, 1, "UPDATE thing SET number = $1");
STATEMENT(sum, 0, "SELECT SUM(number) FROM thing");
STATEMENT(none, 0, "SELECT number FROM thing WHERE id = -1");
STATEMENT(more_than, 1, "SELECT COUNT(*) FROM thing WHERE number > $1 + 1");
STATEMENT(quoted, 1, "SELECT CASE WHEN '$9' = words THEN 1 ELSE 0 END FROM thing WHERE id = $1");
STATEMENT(bad_word, 1, "UPDATE thing SET state = 'lost' WHERE id = $1");

static const char *const STATES[] = { "begun", "done", NULL };

struct thing {
	int64_t id, number;
	char chars[16];
	text words;
	int state; /* as an enum is kept */
	int32_t small;
	bool truth;
};

static const struct column THING[] = { COLUMN_NUM(struct thing, id),
	                                   COLUMN_NUM(struct thing, number),
	                                   COLUMN_CHARS(struct thing, chars),
	                                   COLUMN_TEXT(struct thing, words),
	                                   COLUMN_WORD(struct thing, state, STATES),
	                                   COLUMN_NUM(struct thing, small),
	                                   COLUMN_BOOL(struct thing, truth),
	                                   COLUMN_END };

static const struct column ID_ONLY[] = { COLUMN_NUM(struct thing, id), COLUMN_END };

static struct fixture *with_things(void **state)
{
	struct fixture *f = *state;

	fixture_script(
		f, f->kind == FIXTURE_SQLITE
			   ? "CREATE TABLE thing (id INTEGER PRIMARY KEY, number INTEGER, words TEXT,"
				 " state TEXT NOT NULL, small INTEGER NOT NULL, truth INTEGER NOT NULL DEFAULT 1) "
				 "STRICT"
			   : "CREATE TABLE thing (id BIGINT PRIMARY KEY, number BIGINT, words TEXT,"
				 " state TEXT NOT NULL, small BIGINT NOT NULL, truth BIGINT NOT NULL DEFAULT 1)");
	return f;
}

static struct tx begun(struct fixture *f)
{
	struct tx tx;

	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	return tx;
}

/* Waits for the answer, also where a network lies between. */
static enum err run_now(struct tx *tx, const struct sql *sql, struct args args)
{
	int64_t changed = 0;

	return tx_run(tx, sql, args, &changed);
}

static enum err put(struct tx *tx, int64_t id, struct arg number, struct arg words)
{
	return run_now(tx, &SQL_put, ARGS(NUM(id), number, words, WORDS("done"), NUM(-7)));
}

static int64_t count(struct fixture *f)
{
	struct tx tx = begun(f);
	struct rows rows;

	assert_int_equal(tx_all(&tx, &SQL_all, NO_ARGS, ID_ONLY, sizeof(struct thing), 1000, &rows),
	                 OK);
	tx_rollback(&tx);
	return (int64_t)rows.count;
}

/* ---- values ------------------------------------------------------------------------------------
 */
static void values_come_back_as_they_went(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = with_things(state);
	const int64_t extremes[] = { 0, 1, -1, INT64_MAX, INT64_MIN, INT64_C(1) << 53 };

	for (size_t i = 0; i < COUNT(extremes); i++) {
		struct thing thing;
		struct tx tx = begun(f);

		assert_int_equal(put(&tx, (int64_t)i, NUM(extremes[i]), WORDS("grüße, o'Neil")), OK);
		assert_int_equal(tx_commit(&tx), OK);
		tx = begun(f);
		assert_int_equal(tx_one(&tx, &SQL_get, ARGS(NUM(i)), THING, &thing), OK);
		assert_true(thing.number == extremes[i] && thing.small == -7 && thing.truth);
		assert_int_equal(thing.state, 1);
		assert_string_equal(thing.chars, "grüße, o'Neil");
		assert_true(text_is(thing.words, "grüße, o'Neil"));
		tx_rollback(&tx);
	}
}

static void nothing_reads_as_zero_and_no_text(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = with_things(state);
	struct thing thing;
	struct tx tx = begun(f);

	/* NULL first, so that PostgreSQL cannot know the parameters' types; then the types arrive. */
	assert_int_equal(put(&tx, 1, NOTHING, NOTHING), OK);
	assert_int_equal(put(&tx, 2, AT_OR_NULL(NEVER), WORDS(NULL)), OK);
	assert_int_equal(put(&tx, 3, NUM(INT64_MAX), WORDS("")), OK);
	for (int64_t id = 1; id <= 2; id++) {
		assert_int_equal(tx_one(&tx, &SQL_get, ARGS(NUM(id)), THING, &thing), OK);
		assert_true(thing.number == 0 && thing.words.at == NULL && thing.chars[0] == '\0');
	}
	assert_int_equal(tx_one(&tx, &SQL_get, ARGS(NUM(3)), THING, &thing), OK);
	assert_true(thing.words.at != NULL && thing.words.length == 0);
	tx_rollback(&tx);
}

static void long_text_comes_back_whole(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = with_things(state);
	size_t length = 1 << 20;
	char *big = malloc(length);
	struct {
		text words;
	} back;
	static const struct sql words = { "words", "SELECT words FROM thing", NULL, 0, false, 0 };
	const struct column columns[] = { { COLUMN_IS_TEXT, 0, sizeof(text), NULL }, COLUMN_END };
	struct tx tx = begun(f);

	memset(big, 'x', length);
	big[length - 1] = '$';
	assert_int_equal(put(&tx, 1, NUM(1), TEXT_ARG(((text){ big, length }))), OK);
	assert_int_equal(tx_one(&tx, &words, NO_ARGS, columns, &back), OK);
	assert_true(text_same(back.words, (text){ big, length }));
	tx_rollback(&tx);
	free(big);
}

static void parameters_are_bound_by_their_digits(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = with_things(state);
	struct thing thing = { 0 };
	struct tx tx = begun(f);
	int64_t number = 0;

	assert_int_equal(put(&tx, 5, NUM(INT64_C(5000000000)), WORDS("$9")), OK);
	/* $2 comes first in the text. */
	assert_int_equal(tx_one(&tx, &SQL_swap, ARGS(NUM(5), NUM(77)), ID_ONLY, &thing), OK);
	assert_int_equal(thing.id, 5);
	assert_int_equal(tx_one(&tx, &SQL_get, ARGS(NUM(5)), THING, &thing), OK);
	assert_int_equal(thing.number, 77);
	/* A `$9` inside quotes is text. */
	assert_int_equal(tx_number(&tx, &SQL_quoted, ARGS(NUM(5)), &number), OK);
	assert_int_equal(number, 1);
	/* 64 bits also beside a small constant. */
	assert_int_equal(tx_number(&tx, &SQL_more_than, ARGS(NUM(INT64_C(6000000000))), &number), OK);
	assert_int_equal(number, 0);
	tx_rollback(&tx);
}

static void an_unknown_word_is_an_error_and_writes_nothing(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = with_things(state);
	struct thing thing = { .id = 99 };
	struct tx tx = begun(f);

	assert_int_equal(put(&tx, 1, NUM(1), NOTHING), OK);
	assert_int_equal(tx_run(&tx, &SQL_bad_word, ARGS(NUM(1)), NULL), OK);
	assert_int_equal(tx_one(&tx, &SQL_get, ARGS(NUM(1)), THING, &thing), ERR_STORE);
	assert_int_equal(thing.id, 99);
	tx_rollback(&tx);
}

static void rows_are_counted_and_limited(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = with_things(state);
	struct rows rows = { NULL, 0 };
	int64_t changed = -1, sum = -1;
	struct tx tx = begun(f);

	assert_int_equal(tx_number(&tx, &SQL_sum, NO_ARGS, &sum), OK);
	assert_int_equal(sum, 0); /* SUM of nothing is NULL */
	assert_int_equal(tx_number(&tx, &SQL_none, NO_ARGS, &sum), ERR_NONE);
	for (int64_t id = 1; id <= 40; id++)
		assert_int_equal(put(&tx, id, NUM(id), NOTHING), OK);
	assert_int_equal(tx_all(&tx, &SQL_all, NO_ARGS, ID_ONLY, sizeof(struct thing), 39, &rows),
	                 ERR_LIMIT);
	assert_int_equal(rows.count, 0);
	assert_int_equal(tx_all(&tx, &SQL_all, NO_ARGS, ID_ONLY, sizeof(struct thing), 40, &rows), OK);
	assert_int_equal(rows.count, 40);
	assert_int_equal(((struct thing *)rows.at)[39].id, 40);
	assert_int_equal(tx_run(&tx, &SQL_touch, ARGS(NUM(INT64_C(1) << 40)), &changed), OK);
	assert_int_equal(changed, 40);
	assert_int_equal(tx_number(&tx, &SQL_sum, NO_ARGS, &sum), OK);
	assert_true(sum == 40 * (INT64_C(1) << 40));
	tx_rollback(&tx);
}

/* ---- transactions -------------------------------------------------------------------------------
 */
static void an_undone_savepoint_leaves_the_rest(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = with_things(state);
	struct tx tx = begun(f);

	assert_int_equal(tx_save(&tx), OK);
	assert_int_equal(put(&tx, 1, NUM(1), NOTHING), OK);
	assert_int_equal(tx_keep(&tx), OK);
	assert_int_equal(tx_save(&tx), OK);
	assert_int_equal(put(&tx, 2, NUM(1), NOTHING), OK);
	tx_undo(&tx);
	assert_int_equal(tx_save(&tx), OK);
	assert_int_equal(put(&tx, 1, NUM(1), NOTHING), ERR_CONFLICT);
	tx_undo(&tx);
	assert_int_equal(put(&tx, 3, NUM(1), NOTHING), OK);
	assert_int_equal(tx_commit(&tx), OK);
	assert_int_equal(count(f), 2);
}

static void a_rolled_back_transaction_never_was(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = with_things(state);
	struct tx tx = begun(f);

	assert_int_equal(put(&tx, 1, NUM(1), NOTHING), OK);
	tx_rollback(&tx);
	assert_int_equal(count(f), 0);
}

static void a_conflict_outside_a_savepoint_never_commits_half(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = with_things(state);
	struct tx tx = begun(f);

	assert_int_equal(put(&tx, 1, NUM(1), NOTHING), OK);
	assert_int_equal(put(&tx, 1, NUM(1), NOTHING), ERR_CONFLICT);
	/* SQLite goes on, PostgreSQL's transaction is dead and its COMMIT must not look like one. */
	enum err err = tx_commit(&tx);

	assert_int_equal(err, f->kind == FIXTURE_SQLITE ? OK : ERR_STORE);
	assert_int_equal(count(f), f->kind == FIXTURE_SQLITE ? 1 : 0);
	assert_true(f->store->ops->is_sound(f->store));
}

static void a_reader_sees_the_last_commit_and_keeps_its_view(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = with_things(state);
	struct store *reader = fixture_connect(f, true);
	struct arena *arena = arena_open(4096);
	struct tx writing = begun(f), reading;
	int64_t before = -1, during = -1;

	assert_int_equal(put(&writing, 1, NUM(10), NOTHING), OK);
	assert_int_equal(tx_begin(reader, arena, &reading), OK);
	assert_int_equal(tx_number(&reading, &SQL_sum, NO_ARGS, &before), OK);
	assert_int_equal(tx_commit(&writing), OK);
	assert_int_equal(tx_number(&reading, &SQL_sum, NO_ARGS, &during), OK);
	assert_true(before == 0 && during == 0);
	tx_rollback(&reading);
	assert_int_equal(tx_begin(reader, arena, &reading), OK);
	assert_int_equal(tx_number(&reading, &SQL_sum, NO_ARGS, &during), OK);
	assert_int_equal(during, 10);
	tx_rollback(&reading);
	store_close(reader);
	arena_close(arena);
}

static void a_reader_cannot_write(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = with_things(state);
	struct store *reader = fixture_connect(f, true);
	struct arena *arena = arena_open(4096);
	struct thing thing;
	struct tx tx = begun(f);

	assert_int_equal(put(&tx, 1, NUM(10), NOTHING), OK);
	assert_int_equal(tx_commit(&tx), OK);
	assert_int_equal(tx_begin(reader, arena, &tx), OK);
	assert_true(tx_is_read_only(&tx));
	/* The database refuses, were our own promise (tx_run) ever gone round. */
	assert_int_equal(tx_one(&tx, &SQL_swap, ARGS(NUM(1), NUM(2)), ID_ONLY, &thing), ERR_STORE);
	tx_rollback(&tx);
	store_close(reader);
	arena_close(arena);
}

static void a_read_past_its_deadline_is_stopped(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	static const struct sql forever = {
		"forever",
		"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000)"
		" SELECT COUNT(*) FROM n",
		"SELECT 1 FROM pg_sleep(60)",
		0,
		false,
		0
	};
	struct store *reader = NULL;
	const struct store_config config = { .url = f->url,
		                                 .read_only = true,
		                                 .deadline = MILLISECONDS(50) };
	struct tx tx;
	int64_t number;

	store_close(fixture_connect(f, true));
	const struct store_driver *const drivers[] = { &SQLITE_DRIVER, &POSTGRES_DRIVER };

	assert_int_equal(store_open(drivers, 2, &config, &reader), OK);
	assert_int_equal(tx_begin(reader, f->arena, &tx), OK);
	assert_int_equal(tx_number(&tx, &forever, NO_ARGS, &number), ERR_TIMEOUT);
	tx_rollback(&tx);
	assert_true(reader->ops->is_sound(reader));
	store_close(reader);
}

/* ---- rules in the schema --------------------------------------------------------------- */
STATEMENT(pay, 2,
          "INSERT INTO transfer (id, at, debit, credit, minor, currency, kind, cause, actor,"
          " node, token) VALUES ($1, 1, 'a', 'b', $2, 'USD', 'topup', 'c', 'system', 1, 1)");
STATEMENT(rewrite, 0, "UPDATE transfer SET minor = 1");
STATEMENT(erase, 0, "DELETE FROM transfer");
STATEMENT(orphan, 0, "INSERT INTO advisor (id, intent, changed_at) VALUES (404, 'away', 1)");

static void the_ledger_refuses_update_and_delete(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct tx tx = begun(f);

	assert_int_equal(tx_run(&tx, &SQL_pay, ARGS(NUM(1), NUM(500)), NULL), OK);
	assert_int_equal(tx_commit(&tx), OK);
	const struct sql *const refused[] = { &SQL_rewrite, &SQL_erase };

	for (size_t i = 0; i < COUNT(refused); i++) {
		tx = begun(f);
		assert_int_equal(run_now(&tx, refused[i], NO_ARGS), ERR_CONFLICT);
		tx_rollback(&tx);
	}
	/* The same cause cannot pay twice, nothing pays a negative amount. */
	tx = begun(f);
	assert_int_equal(run_now(&tx, &SQL_pay, ARGS(NUM(2), NUM(500))), ERR_CONFLICT);
	tx_rollback(&tx);
	tx = begun(f);
	assert_int_equal(run_now(&tx, &SQL_pay, ARGS(NUM(3), NUM(-1))), ERR_CONFLICT);
	tx_rollback(&tx);
}

static void a_row_cannot_point_at_nobody(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct tx tx = begun(f);

	assert_int_equal(run_now(&tx, &SQL_orphan, NO_ARGS), ERR_CONFLICT);
	tx_rollback(&tx);
}

/* ---- our own promises ------------------------------------------------------------------ */
static void run_on_reader(struct fixture *f)
{
	struct store *reader = fixture_connect(f, true);
	struct tx tx;

	if (tx_begin(reader, f->arena, &tx) == OK)
		(void)!tx_run(&tx, &SQL_touch, ARGS(NUM(1)), NULL);
}

static void tx_run_on_a_reader_is_a_broken_promise(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = with_things(state);
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		if (!freopen("/dev/null", "w", stderr))
			_exit(3);
		run_on_reader(f);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

static void the_file_is_nobody_elses_to_read(void **state)
{
	struct fixture *f = *state;
	struct stat about;

	assert_int_equal(stat(f->url + strlen("sqlite:"), &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
}

static void a_store_in_memory_works(void **state)
{
	const struct store_config config = { .url = "sqlite::memory:" };
	struct arena *arena = arena_open(4096);
	struct store *store = NULL;
	struct tx tx;

	(void)state;
	assert_int_equal(SQLITE_DRIVER.open(&config, &store), OK);
	assert_int_equal(tx_begin(store, arena, &tx), OK);
	assert_int_equal(store->ops->script(store, "CREATE TABLE t (n INTEGER)"), OK);
	assert_int_equal(tx_commit(&tx), OK);
	store->ops->idle(store);
	store_close(store);
	arena_close(arena);
}

static void a_url_of_no_driver_is_refused(void **state)
{
	struct store *store = NULL;
	const struct store_config config = { .url = "mysql://nowhere" };

	(void)state;
	assert_int_equal(store_open(NULL, 0, &config, &store), ERR_CONFIG);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TESTS(values_come_back_as_they_went),
		FIXTURE_TESTS(nothing_reads_as_zero_and_no_text),
		FIXTURE_TESTS(long_text_comes_back_whole),
		FIXTURE_TESTS(parameters_are_bound_by_their_digits),
		FIXTURE_TESTS(an_unknown_word_is_an_error_and_writes_nothing),
		FIXTURE_TESTS(rows_are_counted_and_limited),
		FIXTURE_TESTS(an_undone_savepoint_leaves_the_rest),
		FIXTURE_TESTS(a_rolled_back_transaction_never_was),
		FIXTURE_TESTS(a_conflict_outside_a_savepoint_never_commits_half),
		FIXTURE_TESTS(a_reader_sees_the_last_commit_and_keeps_its_view),
		FIXTURE_TESTS(a_reader_cannot_write),
		FIXTURE_TESTS(a_read_past_its_deadline_is_stopped),
		FIXTURE_TESTS(the_ledger_refuses_update_and_delete),
		FIXTURE_TESTS(a_row_cannot_point_at_nobody),
		FIXTURE_TESTS(tx_run_on_a_reader_is_a_broken_promise),
		cmocka_unit_test_setup_teardown(the_file_is_nobody_elses_to_read, fixture_setup_sqlite,
		                                fixture_teardown),
		cmocka_unit_test(a_store_in_memory_works),
		cmocka_unit_test(a_url_of_no_driver_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
