// SPDX-License-Identifier: Apache-2.0
/* The numbering thread: what lanes of this node and of others committed is numbered and told. */
#include "engine/sequencer.h"

#include "adapter/postgres/postgres.h"
#include "domain/event/event.h"
#include "fixture/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#define PATIENCE_MS 20000
#define FAR_AWAY SECONDS(3600) /* the poll must not be what makes a test pass */

static void count_call(void *ctx)
{
	atomic_fetch_add((atomic_int *)ctx, 1);
}

static struct sequencer *opened(struct fixture *f, span poll, atomic_int *calls)
{
	const struct sequencer_config config = { .driver = &POSTGRES_DRIVER,
		                                     .store_url = f->url,
		                                     .poll = poll };
	struct sequencer *sequencer = NULL;

	assert_int_equal(sequencer_open(&config, &sequencer), OK);
	sequencer_on_numbered(sequencer, count_call, calls);
	sequencer_start(sequencer);
	return sequencer;
}

static void write_event(struct fixture *f, struct ids *ids)
{
	const struct event_ask ask = {
		.kind = "call.ended", .subject_kind = ID_OF_call, .subject = 5, .data = TEXT_LITERAL("{}")
	};
	struct tx tx;

	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	struct desk desk = { .tx = &tx, .arena = f->arena, .now = { 1790000000000000 }, .ids = ids };

	assert_int_equal(event_write(&desk, &ask), OK);
	assert_int_equal(tx_commit(&tx), OK);
}

static int64_t newest(struct fixture *f)
{
	struct tx tx;
	int64_t number = -1;

	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	assert_int_equal(event_newest(&tx, &number), OK);
	tx_rollback(&tx);
	return number;
}

static bool comes(struct fixture *f, int64_t number, atomic_int *calls, int more_than)
{
	for (int waited = 0; waited < PATIENCE_MS; waited += 5) {
		if (newest(f) == number && atomic_load(calls) > more_than)
			return true;
		poll(NULL, 0, 5);
	}
	return false;
}

static void a_nudge_numbers_what_was_committed(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct ids ids = { .maker = 1 };
	atomic_int calls = 0;

	write_event(f, &ids); /* left over by a former process */
	struct sequencer *sequencer = opened(f, FAR_AWAY, &calls);

	assert_true(comes(f, 1, &calls, 0));
	for (int64_t number = 2; number < 6; number++) {
		int before = atomic_load(&calls);

		write_event(f, &ids);
		sequencer_nudge(sequencer);
		assert_true(comes(f, number, &calls, before));
	}
	sequencer_close(sequencer);
}

static void the_other_node_is_told(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct ids ids = { .maker = 1 };
	atomic_int ours = 0, theirs = 0;
	struct sequencer *here = opened(f, FAR_AWAY, &ours), *there = opened(f, FAR_AWAY, &theirs);

	write_event(f, &ids);
	sequencer_nudge(here);
	sequencer_nudge(there);
	assert_true(comes(f, 1, &ours, 0) && comes(f, 1, &theirs, 0));
	int before = atomic_load(&theirs);

	write_event(f, &ids);
	sequencer_nudge(here);
	assert_true(comes(f, 2, &theirs, before));
	sequencer_close(here);
	sequencer_close(there);
}

static void a_lost_hint_is_made_good_by_the_poll(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct ids ids = { .maker = 1 };
	atomic_int calls = 0;
	struct sequencer *sequencer = opened(f, MILLISECONDS(10), &calls);

	write_event(f, &ids);
	assert_true(comes(f, 1, &calls, 0));
	sequencer_close(sequencer);
}

/* Gives the connections made from now on a name by which the test finds them. */
static void name_connections(struct fixture *f)
{
	size_t length = strlen(f->url);

	snprintf(f->url + length, sizeof f->url - length, "%capplication_name=%s",
	         strstr(f->url, "://") ? '&' : ' ', f->schema);
}

static int64_t cut_off_named(struct fixture *f)
{
	static const struct sql kill = {
		"kill",
		"SELECT 0 WHERE $1 = ''",
		"SELECT COUNT(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
		" WHERE application_name = $1",
		1,
		false,
		0
	};
	int64_t killed = 0;
	struct tx tx;

	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	assert_int_equal(tx_number(&tx, &kill, ARGS(WORDS(f->schema)), &killed), OK);
	tx_rollback(&tx);
	return killed;
}

static void a_lost_connection_is_made_again(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct fixture *f = *state;
	struct ids ids = { .maker = 1 };
	atomic_int calls = 0;

	name_connections(f);
	struct sequencer *sequencer = opened(f, MILLISECONDS(10), &calls);

	write_event(f, &ids);
	assert_true(comes(f, 1, &calls, 0));
	assert_int_equal(cut_off_named(f), 1);
	write_event(f, &ids);
	sequencer_nudge(sequencer);
	assert_true(comes(f, 2, &calls, 1));
	sequencer_close(sequencer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define ON_POSTGRES(test) \
	cmocka_unit_test_setup_teardown(test, fixture_setup_postgres, fixture_teardown)
		ON_POSTGRES(a_nudge_numbers_what_was_committed),
		ON_POSTGRES(the_other_node_is_told),
		ON_POSTGRES(a_lost_hint_is_made_good_by_the_poll),
		ON_POSTGRES(a_lost_connection_is_made_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
