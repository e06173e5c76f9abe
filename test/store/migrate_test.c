// SPDX-License-Identifier: Apache-2.0
/* The migrator: one text for two databases, each step once, nothing newer and nobody else's. */
#include "port/migrate.h"

#include "fixture/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <pthread.h>
#include <string.h>

#include "migrations.h"

#define NODES 4

#define MIGRATION(name, words) \
	{ \
		name, words, sizeof(words) - 1 \
	}
static const struct embedded_text STEPS[] = {
	MIGRATION("0001_first.sql",
	          "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) %strict%;\n"
	          "CREATE TABLE a (n %int%, m %int%) %strict%;\n"),
	MIGRATION("0002_second.sql", "CREATE TABLE b (n %int%) %strict%;\n"
	                             "-- only sqlite\nINSERT INTO b (n) VALUES (1);\n-- end\n"
	                             "-- only postgres\nINSERT INTO b (n) VALUES (2);\n-- end\n"
	                             "INSERT INTO b (n) VALUES (3);\n"),
	MIGRATION("0003_wrong.sql", "CREATE TABLE c (n %int%);\nCREATE TABEL d (n %int%);\n"),
};

static const struct migrate_list ONE = { STEPS, 1 }, TWO = { STEPS, 2 }, WITH_WRONG = { STEPS, 3 };

static int64_t ask(struct fixture *f, const char *question)
{
	const struct sql sql = { "ask", question, NULL, 0, false, 0 };
	struct tx tx;
	int64_t answer = -1;

	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	assert_int_equal(tx_number(&tx, &sql, NO_ARGS, &answer), OK);
	tx_rollback(&tx);
	fixture_reopen(f); /* `sql` goes with this frame, and so must what was prepared for it */
	return answer;
}

static struct fixture *bare(void **state, enum fixture_kind kind)
{
	*state = fixture_open_bare(kind);
	return *state;
}

static void steps_are_taken_in_order_and_once(struct fixture *f)
{
	struct migrate_report report;

	assert_int_equal(migrate_look_at(TWO, f->store, f->arena, &report), OK);
	assert_true(report.found == 0 && report.newest == 2 && report.pending_count == 2);
	assert_int_equal(migrate_run_all(ONE, f->store, f->arena, &report), OK);
	assert_int_equal(migrate_run_all(TWO, f->store, f->arena, &report), OK);
	assert_true(report.found == 1 && report.pending_count == 1);
	assert_string_equal(report.pending[0], "0002_second.sql");
	assert_int_equal(migrate_run_all(TWO, f->store, f->arena, &report), OK);
	assert_int_equal(report.pending_count, 0);
	assert_int_equal(ask(f, "SELECT SUM(n) FROM b"), f->kind == FIXTURE_SQLITE ? 4 : 5);
}

static void a_failed_step_leaves_the_one_before(struct fixture *f)
{
	struct migrate_report report;

	assert_int_equal(migrate_run_all(WITH_WRONG, f->store, f->arena, &report), ERR_STORE);
	assert_int_equal(migrate_look_at(WITH_WRONG, f->store, f->arena, &report), OK);
	assert_int_equal(report.found, 2);
	assert_string_equal(report.pending[0], "0003_wrong.sql");
	fixture_script(f, "CREATE TABLE c (n INTEGER)"); /* its first half is gone as well */
}

static void a_newer_schema_is_refused_with_words(struct fixture *f)
{
	struct migrate_report report;

	assert_int_equal(migrate_run_all(TWO, f->store, f->arena, &report), OK);
	assert_int_equal(migrate_run_all(ONE, f->store, f->arena, &report), ERR_CONFIG);
	assert_non_null(strstr(report.words, "schema 2"));
	assert_non_null(strstr(report.words, "up to 1"));
}

static void a_strangers_database_is_left_alone(struct fixture *f)
{
	struct migrate_report report;

	fixture_script(f, "CREATE TABLE payroll (n INTEGER)");
	assert_int_equal(migrate_run_all(TWO, f->store, f->arena, &report), ERR_CONFIG);
	assert_non_null(strstr(report.words, "not ringback's"));
}

static void *migrate_as_node(void *ctx)
{
	struct store *store = fixture_connect(ctx, false);
	struct arena *arena = arena_open(4096);
	struct migrate_report report;
	enum err err = migrate_run_all(TWO, store, arena, &report);

	arena_close(arena);
	store_close(store);
	return (void *)(intptr_t)err;
}

static void nodes_that_start_together_migrate_once(struct fixture *f)
{
	pthread_t nodes[NODES];
	void *err = NULL;

	for (int i = 0; i < NODES; i++)
		pthread_create(&nodes[i], NULL, migrate_as_node, f);
	for (int i = 0; i < NODES; i++) {
		pthread_join(nodes[i], &err);
		assert_int_equal((enum err)(intptr_t)err, OK);
	}
	assert_int_equal(ask(f, "SELECT COUNT(*) FROM b"), 2);
}

static void the_real_ones_run(struct fixture *f)
{
	struct migrate_report report;

	assert_int_equal(migrate_run(f->store, f->arena, &report), OK);
	assert_int_equal(report.newest, (int64_t)MIGRATIONS_COUNT);
	assert_int_equal(migrate_look(f->store, f->arena, &report), OK);
	assert_true(report.found == report.newest && report.pending_count == 0);
}

/* Each of these begins with an empty database, which FIXTURE_TESTS does not give. */
#define ON_BOTH(test) \
	static void test##_on_sqlite(void **state) \
	{ \
		test(bare(state, FIXTURE_SQLITE)); \
	} \
	static void test##_on_postgres(void **state) \
	{ \
		if (!bare(state, FIXTURE_POSTGRES)) { \
			skip(); \
			return; \
		} \
		test(*state); \
	}

ON_BOTH(steps_are_taken_in_order_and_once)
ON_BOTH(a_failed_step_leaves_the_one_before)
ON_BOTH(a_newer_schema_is_refused_with_words)
ON_BOTH(a_strangers_database_is_left_alone)
ON_BOTH(nodes_that_start_together_migrate_once)
ON_BOTH(the_real_ones_run)

int main(void)
{
#define BOTH(test) \
	cmocka_unit_test_teardown(test##_on_sqlite, fixture_teardown), \
		cmocka_unit_test_teardown(test##_on_postgres, fixture_teardown)
	const struct CMUnitTest tests[] = {
		BOTH(steps_are_taken_in_order_and_once),      BOTH(a_failed_step_leaves_the_one_before),
		BOTH(a_newer_schema_is_refused_with_words),   BOTH(a_strangers_database_is_left_alone),
		BOTH(nodes_that_start_together_migrate_once), BOTH(the_real_ones_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
