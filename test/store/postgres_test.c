// SPDX-License-Identifier: Apache-2.0
/* What only several connections can show: row locks, deadlocks, and a server that goes away. */
#include "fixture/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <pthread.h>

#define WRITERS 6
#define STEPS 40

static const struct sql LOOK = { "look", "SELECT misses FROM advisor WHERE id = $1;", NULL, 1, true,
	                             0 };
static const struct sql WRITE = { "write", "UPDATE advisor SET misses = $2 WHERE id = $1",
	                              NULL,    2,
	                              false,   0 };
/* Refused by a CHECK. */
static const struct sql WRONG = { "wrong", "UPDATE advisor SET callbacks_on = $2 WHERE id = $1",
	                              NULL,    2,
	                              false,   0 };
static const struct sql KILL = {
	"kill",
	"SELECT 0 WHERE $1 = 0",
	"SELECT CASE WHEN pg_terminate_backend($1::int, 5000) THEN 1 ELSE 0 END",
	1,
	false,
	0
};
static const struct sql MYSELF = { "myself", "SELECT 0", "SELECT pg_backend_pid()", 0, false, 0 };

/* Read, decide, write: an update would be lost if the read did not hold the row. */
static enum err count_up(struct store *store, struct arena *arena)
{
	int64_t misses = 0;
	struct tx tx;

	TRY(tx_begin(store, arena, &tx));
	enum err err = tx_number(&tx, &LOOK, ARGS(NUM(1)), &misses);

	if (err == OK)
		err = tx_run(&tx, &WRITE, ARGS(NUM(1), NUM(misses + 1)), NULL);
	if (err != OK) {
		tx_rollback(&tx);
		return err;
	}
	return tx_commit(&tx);
}

static void *count_many(void *ctx)
{
	struct store *store = fixture_connect(ctx, false);
	struct arena *arena = arena_open(4096);

	for (int done = 0; done < STEPS;) {
		enum err err = count_up(store, arena);

		must(err == OK || err == ERR_AGAIN);
		done += err == OK;
	}
	arena_close(arena);
	store_close(store);
	return NULL;
}

/* Waits for the answer. */
static enum err run_now(struct tx *tx, const struct sql *sql, struct args args)
{
	int64_t changed = 0;

	return tx_run(tx, sql, args, &changed);
}

static int64_t misses_of(struct fixture *f, int64_t id)
{
	int64_t misses = -1;
	struct tx tx;

	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	assert_int_equal(tx_number(&tx, &LOOK, ARGS(NUM(id)), &misses), OK);
	tx_rollback(&tx);
	return misses;
}

static void a_locked_row_loses_no_update(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	pthread_t threads[WRITERS];

	fixture_person(f, 1);
	for (int i = 0; i < WRITERS; i++)
		pthread_create(&threads[i], NULL, count_many, f);
	for (int i = 0; i < WRITERS; i++)
		pthread_join(threads[i], NULL);
	assert_int_equal(misses_of(f, 1), WRITERS * STEPS);
}

/* ---- deadlock -----------------------------------------------------------------------------------
 */
struct crossing {
	struct fixture *fixture;
	pthread_barrier_t *both_hold_one;
	int64_t first, second;
	enum err err;
};

/* Takes its first row, waits until the other has its own, then wants the other's. */
static void cross(struct crossing *c, struct store *store, struct arena *arena)
{
	struct tx tx;

	must(tx_begin(store, arena, &tx) == OK);
	must(run_now(&tx, &WRITE, ARGS(NUM(c->first), NUM(5))) == OK);
	pthread_barrier_wait(c->both_hold_one);
	c->err = run_now(&tx, &WRITE, ARGS(NUM(c->second), NUM(5)));
	tx_rollback(&tx);
	must(store->ops->is_sound(store));
}

static void *cross_over(void *ctx)
{
	struct crossing *c = ctx;
	struct store *store = fixture_connect(c->fixture, false);
	struct arena *arena = arena_open(4096);

	cross(c, store, arena);
	arena_close(arena);
	store_close(store);
	return NULL;
}

static void one_of_two_in_deadlock_is_told_to_try_again(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	pthread_barrier_t barrier;
	struct crossing there = { f, &barrier, 1, 2, OK }, back = { f, &barrier, 2, 1, OK };
	pthread_t thread;

	fixture_person(f, 1);
	fixture_person(f, 2);
	pthread_barrier_init(&barrier, NULL, 2);
	pthread_create(&thread, NULL, cross_over, &there);
	cross(&back, f->store, f->arena);
	pthread_join(thread, NULL);
	pthread_barrier_destroy(&barrier);
	assert_true((there.err == OK && back.err == ERR_AGAIN) ||
	            (there.err == ERR_AGAIN && back.err == OK));
}

static void a_lock_that_does_not_come_is_try_again(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct store *other = fixture_connect(f, false);
	struct tx holder, waiter;
	int64_t misses;

	fixture_person(f, 1);
	assert_int_equal(tx_begin(other, f->arena, &holder), OK);
	assert_int_equal(run_now(&holder, &WRITE, ARGS(NUM(1), NUM(3))), OK);
	assert_int_equal(tx_begin(f->store, f->arena, &waiter), OK);
	assert_int_equal(f->store->ops->script(f->store, "SET LOCAL lock_timeout = 20"), OK);
	assert_int_equal(tx_number(&waiter, &LOOK, ARGS(NUM(1)), &misses), ERR_AGAIN);
	tx_rollback(&waiter);
	tx_rollback(&holder);
	store_close(other);
}

/* ---- the server goes away -------------------------------------------------------------- */
static void cut_off(struct fixture *f, int64_t backend)
{
	struct store *other = fixture_connect(f, false);
	int64_t killed = 0;
	struct tx tx;

	assert_int_equal(tx_begin(other, f->arena, &tx), OK);
	assert_int_equal(tx_number(&tx, &KILL, ARGS(NUM(backend)), &killed), OK);
	assert_int_equal(killed, 1);
	tx_rollback(&tx);
	store_close(other);
}

static struct tx written_then_cut_off(struct fixture *f)
{
	int64_t backend = 0;
	struct tx tx;

	fixture_person(f, 1);
	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	assert_int_equal(tx_number(&tx, &MYSELF, NO_ARGS, &backend), OK);
	assert_int_equal(run_now(&tx, &WRITE, ARGS(NUM(1), NUM(3))), OK);
	cut_off(f, backend);
	return tx;
}

static void a_connection_lost_under_commit_is_uncertain(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct tx tx = written_then_cut_off(f);

	assert_int_equal(tx_commit(&tx), ERR_UNCERTAIN);
	assert_false(f->store->ops->is_sound(f->store));
	assert_int_equal(tx_begin(f->store, f->arena, &tx), ERR_STORE);
	fixture_reopen(f);
	assert_int_equal(misses_of(f, 1), 0);
}

static void a_connection_lost_before_is_an_error(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct tx tx = written_then_cut_off(f);

	assert_int_equal(run_now(&tx, &WRITE, ARGS(NUM(1), NUM(4))), ERR_STORE);
	assert_false(f->store->ops->is_sound(f->store));
	tx_rollback(&tx);
	fixture_reopen(f);
	assert_int_equal(misses_of(f, 1), 0);
}

/* ---- writes that nobody waits for ------------------------------------------------------ */
static struct tx written_wrongly(struct fixture *f)
{
	struct tx tx;

	fixture_person(f, 1);
	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	assert_int_equal(tx_run(&tx, &WRITE, ARGS(NUM(1), NUM(3)), NULL), OK);
	assert_int_equal(tx_run(&tx, &WRONG, ARGS(NUM(1), NUM(2)), NULL), OK);
	return tx;
}

static void a_write_nobody_waited_for_fails_the_next_statement(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct tx tx = written_wrongly(f);
	int64_t misses = -1;

	assert_int_equal(tx_number(&tx, &LOOK, ARGS(NUM(1)), &misses), ERR_CONFLICT);
	assert_int_equal(misses, -1);
	tx_rollback(&tx);
	assert_int_equal(misses_of(f, 1), 0);
}

static void a_write_nobody_waited_for_fails_the_commit(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct tx tx = written_wrongly(f);

	assert_int_equal(tx_commit(&tx), ERR_CONFLICT);
	assert_true(f->store->ops->is_sound(f->store));
	assert_int_equal(misses_of(f, 1), 0);
}

static void a_write_nobody_waited_for_is_undone_with_its_savepoint(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct tx tx;

	fixture_person(f, 1);
	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	assert_int_equal(tx_run(&tx, &WRITE, ARGS(NUM(1), NUM(3)), NULL), OK);
	assert_int_equal(tx_save(&tx), OK);
	assert_int_equal(tx_run(&tx, &WRONG, ARGS(NUM(1), NUM(2)), NULL), OK);
	assert_int_equal(tx_keep(&tx), ERR_CONFLICT);
	tx_undo(&tx);
	assert_int_equal(tx_commit(&tx), OK);
	assert_int_equal(misses_of(f, 1), 3);
}

static void more_writes_than_a_pipeline_holds_are_all_done(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct tx tx;

	fixture_person(f, 1);
	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	for (int i = 1; i <= 300; i++)
		assert_int_equal(tx_run(&tx, &WRITE, ARGS(NUM(1), NUM(i)), NULL), OK);
	assert_int_equal(tx_commit(&tx), OK);
	assert_int_equal(misses_of(f, 1), 300);
}

/* ---- lost while idle ------------------------------------------------------------------- */
static void a_connection_lost_while_idle_is_made_again(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	int64_t backend = 0;
	struct tx tx;

	fixture_person(f, 1);
	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	assert_int_equal(tx_number(&tx, &MYSELF, NO_ARGS, &backend), OK);
	assert_int_equal(tx_run(&tx, &WRITE, ARGS(NUM(1), NUM(7)), NULL), OK);
	assert_int_equal(tx_commit(&tx), OK);
	cut_off(f, backend);
	assert_int_equal(misses_of(f, 1), 7);
	assert_true(f->store->ops->is_sound(f->store));
}

static void backup_is_left_to_pg_dump(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;

	assert_int_equal(f->store->ops->backup(f->store, "/tmp/none"), ERR_UNSUPPORTED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define ON_POSTGRES(test) \
	cmocka_unit_test_setup_teardown(test, fixture_setup_postgres, fixture_teardown)
		FIXTURE_TESTS(a_locked_row_loses_no_update),
		ON_POSTGRES(one_of_two_in_deadlock_is_told_to_try_again),
		ON_POSTGRES(a_lock_that_does_not_come_is_try_again),
		ON_POSTGRES(a_connection_lost_under_commit_is_uncertain),
		ON_POSTGRES(a_connection_lost_before_is_an_error),
		ON_POSTGRES(a_write_nobody_waited_for_fails_the_next_statement),
		ON_POSTGRES(a_write_nobody_waited_for_fails_the_commit),
		ON_POSTGRES(a_write_nobody_waited_for_is_undone_with_its_savepoint),
		ON_POSTGRES(more_writes_than_a_pipeline_holds_are_all_done),
		ON_POSTGRES(a_connection_lost_while_idle_is_made_again),
		ON_POSTGRES(backup_is_left_to_pg_dump),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
