// SPDX-License-Identifier: Apache-2.0
/* Alarms: set, moved, shared out over lanes, taken once. */
#include "domain/alarm/alarm.h"
#include "fixture/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define NOW ((instant){ INT64_C(1790000000000000) })
#define ADVISOR ((advisor_id){ 77 })
#define LANES 4

static struct desk begun(struct fixture *f, struct tx *tx)
{
	assert_int_equal(tx_begin(f->store, f->arena, tx), OK);
	return (struct desk){ .tx = tx, .arena = f->arena, .now = NOW };
}

static instant later(int seconds)
{
	return instant_add(NOW, SECONDS(seconds));
}

static int64_t next(struct tx *tx)
{
	instant at = NEVER;
	enum err err = alarm_next(tx, 0, 1, &at);

	assert_true(err == OK || err == ERR_NONE);
	return at.us;
}

static void one_alarm_for_each_kind_and_subject(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct tx tx;
	struct desk desk = begun(*state, &tx);

	assert_int_equal(next(&tx), 0);
	assert_int_equal(alarm_set(&desk, ALARM_LINE, 1, ADVISOR, later(10)), OK);
	assert_int_equal(next(&tx), later(10).us);
	assert_int_equal(alarm_set(&desk, ALARM_LINE, 1, ADVISOR, later(20)), OK);
	assert_int_equal(next(&tx), later(20).us);
	assert_int_equal(alarm_set_sooner(&desk, ALARM_LINE, 1, ADVISOR, later(30)), OK);
	assert_int_equal(next(&tx), later(20).us);
	assert_int_equal(alarm_set_sooner(&desk, ALARM_LINE, 1, ADVISOR, later(5)), OK);
	assert_int_equal(next(&tx), later(5).us);
	assert_int_equal(alarm_set_sooner(&desk, ALARM_LEG, 1, ADVISOR, later(3)), OK);
	assert_int_equal(next(&tx), later(3).us);
	assert_int_equal(alarm_clear(&desk, ALARM_LEG, 1), OK);
	assert_int_equal(next(&tx), later(5).us);
	tx_rollback(&tx);
}

static void due_ones_come_oldest_first(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct tx tx;
	struct desk desk = begun(*state, &tx);
	struct rows rows;

	for (int i = 0; i < 6; i++)
		assert_int_equal(alarm_set(&desk, ALARM_CALLBACK_EXPIRES, i, ADVISOR, later(60 - 10 * i)),
		                 OK);
	assert_int_equal(alarm_due(&tx, 0, 1, later(40), 10, &rows), OK);
	const struct alarm *due = rows.at;

	assert_int_equal(rows.count, 4);
	assert_int_equal(due[0].subject, 5);
	assert_int_equal(due[3].subject, 2);
	assert_true(due[0].kind == ALARM_CALLBACK_EXPIRES && due[0].advisor.n == ADVISOR.n);
	assert_int_equal(due[0].at.us, later(10).us);
	assert_int_equal(alarm_due(&tx, 0, 1, later(40), 2, &rows), OK);
	assert_int_equal(rows.count, 2);
	assert_int_equal(alarm_due(&tx, 0, 1, later(9), 2, &rows), OK);
	assert_int_equal(rows.count, 0);
	tx_rollback(&tx);
}

static void every_alarm_has_exactly_one_lane(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct tx tx;
	struct desk desk = begun(*state, &tx);
	size_t seen = 0, busiest = 0;

	/* As ids_next makes them: one a millisecond, the sequence at 0. */
	for (int64_t i = 0; i < 200; i++)
		assert_int_equal(alarm_set(&desk, ALARM_LINE, i, (advisor_id){ i << 22 }, NOW), OK);
	for (unsigned lane = 0; lane < LANES; lane++) {
		struct rows rows;
		instant at;

		assert_int_equal(alarm_due(&tx, lane, LANES, NOW, 200, &rows), OK);
		assert_int_equal(alarm_next(&tx, lane, LANES, &at), OK);
		seen += rows.count;
		busiest = rows.count > busiest ? rows.count : busiest;
	}
	assert_int_equal(seen, 200);
	assert_true(busiest < 100); /* shared out, not all on one */
	tx_rollback(&tx);
}

static void an_alarm_is_taken_once_and_not_when_it_was_moved(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct tx tx;
	struct desk desk = begun(*state, &tx);
	const struct alarm old = { ALARM_CALL_PAUSE, 9, ADVISOR, later(1) };
	const struct alarm moved = { ALARM_CALL_PAUSE, 9, ADVISOR, later(2) };
	bool taken = true;

	assert_int_equal(alarm_set(&desk, old.kind, old.subject, ADVISOR, old.at), OK);
	assert_int_equal(alarm_set(&desk, old.kind, old.subject, ADVISOR, moved.at), OK);
	assert_int_equal(alarm_take(&desk, &old, &taken), OK);
	assert_false(taken);
	assert_int_equal(alarm_take(&desk, &moved, &taken), OK);
	assert_true(taken);
	assert_int_equal(alarm_take(&desk, &moved, &taken), OK);
	assert_false(taken);
	tx_rollback(&tx);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TESTS(one_alarm_for_each_kind_and_subject),
		FIXTURE_TESTS(due_ones_come_oldest_first),
		FIXTURE_TESTS(every_alarm_has_exactly_one_lane),
		FIXTURE_TESTS(an_alarm_is_taken_once_and_not_when_it_was_moved),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
