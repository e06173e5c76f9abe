// SPDX-License-Identifier: Apache-2.0
#include "adapter/sip/wheel.h"

#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

struct bell {
	struct tmr tmr;
	struct wheel *wheel;
	const uint64_t *now;
	uint64_t due;
	int rings;
	bool again;
};

static void ring(void *arg)
{
	struct bell *b = arg;

	assert_true(*b->now >= b->due);
	b->rings++;
	if (b->again) {
		b->tmr.th = ring;
		b->due = *b->now;
		wheel_start(b->wheel, &b->tmr, 0, *b->now);
	}
}

static void set_bell(struct bell *b, struct wheel *w, const uint64_t *now, uint64_t delay)
{
	if (b->tmr.th)
		wheel_stop(w, &b->tmr);
	b->wheel = w;
	b->now = now;
	b->due = *now + delay;
	b->tmr.th = ring;
	b->tmr.arg = b;
	wheel_start(w, &b->tmr, delay, *now);
}

static void a_timer_fires_once_and_not_before_its_time(void **state)
{
	static const uint64_t DELAYS[] = { 0, 1, 499, 500, 32000, 32768, 65535, 65536, 65537, 900000 };

	(void)state;
	for (size_t i = 0; i < COUNT(DELAYS); i++) {
		uint64_t now = 123456789 + i * 7919;
		struct wheel *w = wheel_open(now);
		struct bell b = { .rings = 0 };

		set_bell(&b, w, &now, DELAYS[i]);
		while (b.rings == 0) {
			uint64_t wait = wheel_next(w, now);

			assert_true(wait > 0 && wait <= 65536);
			now += wait;
			wheel_poll(w, now);
		}
		assert_int_equal(b.rings, 1);
		assert_true(now <= b.due + 1);
		assert_int_equal(wheel_next(w, now), 0);
		wheel_close(w);
	}
}

static void a_stopped_timer_never_fires(void **state)
{
	uint64_t now = 5;
	struct wheel *w = wheel_open(now);
	struct bell b = { .rings = 0 };

	(void)state;
	set_bell(&b, w, &now, 10);
	wheel_stop(w, &b.tmr);
	now = 100000;
	wheel_poll(w, now);
	assert_int_equal(b.rings, 0);
	assert_int_equal(wheel_next(w, now), 0);
	wheel_close(w);
}

static void a_timer_that_starts_itself_again_does_not_hang_the_loop(void **state)
{
	uint64_t now = 1000;
	struct wheel *w = wheel_open(now);
	struct bell b = { .again = true };

	(void)state;
	set_bell(&b, w, &now, 1);
	b.again = true;
	for (int i = 0; i < 5; i++) {
		now += 3;
		wheel_poll(w, now);
	}
	assert_in_range(b.rings, 5, 15);
	wheel_close(w);
}

static void a_process_that_slept_for_hours_fires_all_that_is_due(void **state)
{
	uint64_t now = 77;
	struct wheel *w = wheel_open(now);
	struct bell b[3] = { { .rings = 0 } };

	(void)state;
	set_bell(&b[0], w, &now, 20);
	set_bell(&b[1], w, &now, 100000);
	set_bell(&b[2], w, &now, 9000000);
	now += 8000000;
	wheel_poll(w, now);
	assert_int_equal(b[0].rings, 1);
	assert_int_equal(b[1].rings, 1);
	assert_int_equal(b[2].rings, 0);
	wheel_close(w);
}

static void ten_thousand_random_timers_all_fire_exactly_once(void **state)
{
	enum { BELLS = 10000 };
	struct bell *bells = calloc(BELLS, sizeof(*bells));
	struct random dice;
	uint64_t now = 42;
	struct wheel *w = wheel_open(now);

	(void)state;
	assert_non_null(bells);
	random_seed(&dice, 7);
	for (int i = 0; i < BELLS; i++)
		set_bell(&bells[i], w, &now, (uint64_t)random_between(&dice, 0, 200000));
	while (wheel_next(w, now)) {
		now += wheel_next(w, now);
		wheel_poll(w, now);
	}
	for (int i = 0; i < BELLS; i++)
		assert_int_equal(bells[i].rings, 1);
	wheel_close(w);
	free(bells);
}

static void libre_timers_run_on_our_wheel(void **state)
{
	struct tmr tmr;
	uint64_t now;
	struct bell b = { .now = &now };

	(void)state;
	tmr_init(&tmr);
	tmr_start(&tmr, 5000, ring, &b);
	assert_true(tmr_isrunning(&tmr));
	assert_in_range(tmr_next_timeout(NULL), 1, 5000);
	assert_in_range(tmr_get_expire(&tmr), 1, 5000);
	tmr_cancel(&tmr);
	assert_false(tmr_isrunning(&tmr));
	wheel_leave_thread();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_timer_fires_once_and_not_before_its_time),
		cmocka_unit_test(a_stopped_timer_never_fires),
		cmocka_unit_test(a_timer_that_starts_itself_again_does_not_hang_the_loop),
		cmocka_unit_test(a_process_that_slept_for_hours_fires_all_that_is_due),
		cmocka_unit_test(ten_thousand_random_timers_all_fire_exactly_once),
		cmocka_unit_test(libre_timers_run_on_our_wheel),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
