// SPDX-License-Identifier: Apache-2.0
/* Events: written with their change, followed without a miss, forgotten by age. */
#include "domain/event/event.h"
#include "fixture/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "base/random.h"

#define WRITERS 4
#define SEQUENCERS 2
#define MESSAGES 60 /* per writer */
#define HESITATION_MOST_US 3000
#define NOW ((instant){ INT64_C(1790000000000000) })

static struct desk desk_at(struct tx *tx, struct ids *ids, instant now)
{
	return (struct desk){ .tx = tx, .arena = tx->arena, .now = now, .ids = ids };
}

static enum err write_one(struct desk *desk, const char *kind)
{
	const struct event_ask ask = { .kind = kind,
		                           .subject_kind = ID_OF_callback,
		                           .subject = 5,
		                           .advisor = { 7 },
		                           .data = TEXT_LITERAL("{\"a\":1}") };

	return event_write(desk, &ask);
}

static void commit_some(struct fixture *f, struct ids *ids, instant now, int count)
{
	struct tx tx;

	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	struct desk desk = desk_at(&tx, ids, now);

	for (int i = 0; i < count; i++)
		assert_int_equal(write_one(&desk, "callback.created"), OK);
	assert_true(desk.wrote_event);
	assert_int_equal(tx_commit(&tx), OK);
}

static int64_t number_all(struct fixture *f)
{
	struct tx tx;
	int64_t numbered = -1;

	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	assert_int_equal(event_number_new(&tx, 100, &numbered), OK);
	assert_int_equal(tx_commit(&tx), OK);
	return numbered;
}

static struct rows after(struct fixture *f, int64_t number, size_t most)
{
	struct rows rows;
	struct tx tx;

	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	assert_int_equal(event_after(&tx, number, most, &rows), OK);
	tx_rollback(&tx);
	return rows;
}

static void events_are_followed_by_number(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct ids ids = { .maker = 1 };
	bool sequenced = f->kind == FIXTURE_POSTGRES;

	commit_some(f, &ids, NOW, 3);
	assert_int_equal(number_all(f), sequenced ? 3 : 0);
	commit_some(f, &ids, NOW, 2);
	assert_int_equal(number_all(f), sequenced ? 2 : 0);
	assert_int_equal(number_all(f), 0);

	struct rows rows = after(f, 1, 3);
	const struct event *event = rows.at;

	assert_int_equal(rows.count, 3);
	assert_int_equal(event[0].number, 2);
	assert_int_equal(event[2].number, 4);
	assert_string_equal(event[0].kind, "callback.created");
	assert_true(event[0].at.us == NOW.us && event[0].advisor.n == 7 && event[0].customer.n == 0);
	assert_true(!event[0].is_public && text_is(event[0].data, "{\"a\":1}"));
	assert_true(strncmp(event[0].subject, "cbk_", 4) == 0);
	assert_int_equal(after(f, 5, 10).count, 0);
}

static void an_event_of_an_undone_message_never_was(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct ids ids = { .maker = 1 };
	struct tx tx;

	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	struct desk desk = desk_at(&tx, &ids, NOW);

	assert_int_equal(tx_save(&tx), OK);
	assert_int_equal(write_one(&desk, "callback.created"), OK);
	tx_undo(&tx);
	assert_int_equal(tx_save(&tx), OK);
	assert_int_equal(write_one(&desk, "callback.expired"), OK);
	assert_int_equal(tx_keep(&tx), OK);
	assert_int_equal(tx_commit(&tx), OK);
	(void)number_all(f);

	struct rows rows = after(f, 0, 10);

	assert_int_equal(rows.count, 1);
	assert_int_equal(((struct event *)rows.at)->number, 1);
	assert_string_equal(((struct event *)rows.at)->kind, "callback.expired");
}

static void forgetting_keeps_the_last_number(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct ids ids = { .maker = 1 };
	int64_t gone = -1, number = -1;
	struct tx tx;

	commit_some(f, &ids, NOW, 5);
	(void)number_all(f);
	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	assert_int_equal(event_forget(&tx, NOW, 100, &gone), OK);
	assert_int_equal(gone, 0); /* none is older than itself */
	assert_int_equal(event_forget(&tx, instant_add(NOW, SECONDS(1)), 2, &gone), OK);
	assert_int_equal(gone, 2);
	assert_int_equal(event_oldest(&tx, &number), OK);
	assert_int_equal(number, 3);
	assert_int_equal(event_forget(&tx, instant_add(NOW, SECONDS(1)), 100, &gone), OK);
	assert_int_equal(gone, 2);
	assert_int_equal(event_newest(&tx, &number), OK);
	assert_int_equal(number, 5);
	assert_int_equal(tx_commit(&tx), OK);
	commit_some(f, &ids, NOW, 1);
	(void)number_all(f);
	assert_int_equal(((struct event *)after(f, 5, 10).at)->number, 6);
}

static void who_changed_what_is_written_down(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	static const struct sql look = {
		"look",
		"SELECT COUNT(*) FROM audit WHERE actor = 'operator' AND account_id = 3"
		" AND action = 'wallet.credit' AND subject = 'cus_1'",
		NULL,
		0,
		false,
		0
	};
	struct ids ids = { .maker = 1 };
	int64_t lines = 0;
	struct tx tx;

	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	struct desk desk = desk_at(&tx, &ids, NOW);

	desk.actor = (struct actor){ ACTOR_OPERATOR, 3 };
	assert_int_equal(audit_write(&desk, "wallet.credit", "cus_1", TEXT_LITERAL("{}")), OK);
	assert_int_equal(tx_number(&tx, &look, NO_ARGS, &lines), OK);
	assert_int_equal(lines, 1);
	tx_rollback(&tx);
}

/* ---- many writers -------------------------------------------------------------------------------
 */
struct crowd {
	struct fixture *fixture;
	atomic_int writing; /* writers that are not done */
	atomic_llong written;
	atomic_int makers;
};

/* Hesitates between INSERT and COMMIT, so that rows are committed in another order than they were
 * made. */
static void *write_many(void *ctx)
{
	struct crowd *crowd = ctx;
	struct store *store = fixture_connect(crowd->fixture, false);
	struct arena *arena = arena_open(4096);
	struct ids ids = { .maker = (uint32_t)atomic_fetch_add(&crowd->makers, 1) };
	struct random random;

	random_seed(&random, ids.maker);
	for (int i = 0; i < MESSAGES; i++) {
		struct tx tx;
		int events = (int)random_between(&random, 1, 3);

		must(tx_begin(store, arena, &tx) == OK);
		struct desk desk = desk_at(&tx, &ids, instant_add(NOW, SECONDS(i)));

		for (int e = 0; e < events; e++)
			must(write_one(&desk, "call.ended") == OK);
		usleep((useconds_t)random_between(&random, 0, HESITATION_MOST_US));
		must(tx_commit(&tx) == OK);
		atomic_fetch_add(&crowd->written, events);
		arena_empty(arena);
	}
	atomic_fetch_sub(&crowd->writing, 1);
	store_close(store);
	arena_close(arena);
	return NULL;
}

static void *number_many(void *ctx)
{
	struct crowd *crowd = ctx;
	struct store *store = fixture_connect(crowd->fixture, false);
	struct arena *arena = arena_open(4096);
	bool last_look = false;

	/* Small helpings, so that numbers are given in many transactions. */
	for (int64_t numbered = 1; numbered > 0 || !last_look;) {
		struct tx tx;

		last_look = atomic_load(&crowd->writing) == 0;
		must(tx_begin(store, arena, &tx) == OK);
		must(event_number_new(&tx, 7, &numbered) == OK);
		must(tx_commit(&tx) == OK);
	}
	store_close(store);
	arena_close(arena);
	return NULL;
}

/* Follows like an event stream does; every number has to be the one after the last. */
static int64_t follow(struct crowd *crowd, struct store *reader, int64_t seen)
{
	struct arena *arena = arena_open(65536);
	struct rows rows;
	struct tx tx;

	assert_int_equal(tx_begin(reader, arena, &tx), OK);
	assert_int_equal(event_after(&tx, seen, 50, &rows), OK);
	tx_rollback(&tx);
	for (size_t i = 0; i < rows.count; i++)
		assert_int_equal(((struct event *)rows.at)[i].number, ++seen);
	assert_true(atomic_load(&crowd->writing) > 0 || seen <= atomic_load(&crowd->written));
	arena_close(arena);
	return seen;
}

static void a_follower_never_misses_one_of_many_writers(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct crowd crowd = { .fixture = f, .writing = WRITERS };
	struct store *reader = fixture_connect(f, true);
	pthread_t threads[WRITERS + SEQUENCERS];
	int64_t seen = 0, before = -1;
	bool over = false;

	for (size_t i = 0; i < COUNT(threads); i++)
		pthread_create(&threads[i], NULL, i < WRITERS ? write_many : number_many, &crowd);
	while (atomic_load(&crowd.writing) > 0) {
		seen = follow(&crowd, reader, seen);
		store_wait_hint(reader, -1, MILLISECONDS(2));
	}
	for (size_t i = 0; i < COUNT(threads); i++)
		pthread_join(threads[i], NULL);
	(void)number_all(f);
	for (; !over; over = seen == before) {
		before = seen;
		seen = follow(&crowd, reader, seen);
	}
	assert_int_equal(seen, atomic_load(&crowd.written));
	store_close(reader);
}

static void a_hint_reaches_the_other_node(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct store *other = fixture_connect(f, true);
	struct ids ids = { .maker = 1 };

	assert_false(store_wait_hint(other, -1, MILLISECONDS(0))); /* begins to listen */
	commit_some(f, &ids, NOW, 1);
	(void)number_all(f);
	assert_true(store_wait_hint(other, -1, SECONDS(20)));
	store_close(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TESTS(events_are_followed_by_number),
		FIXTURE_TESTS(an_event_of_an_undone_message_never_was),
		FIXTURE_TESTS(forgetting_keeps_the_last_number),
		FIXTURE_TESTS(who_changed_what_is_written_down),
		FIXTURE_TESTS(a_follower_never_misses_one_of_many_writers),
		{ "a_hint_reaches_the_other_node on PostgreSQL", a_hint_reaches_the_other_node,
		  fixture_setup_postgres, fixture_teardown, NULL },
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
