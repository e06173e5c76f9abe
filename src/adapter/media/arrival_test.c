// SPDX-License-Identifier: Apache-2.0
/* Datagrams are told with the moment they came; the clocks are made up, the socket is real. */
#include "adapter/media/arrival.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static mono hand(void *ctx)
{
	return *(mono *)ctx;
}

static void a_stamp_is_never_in_the_future(void **state)
{
	mono now = { 5000000 };
	struct clock_port clock = { .ctx = &now, .tick = hand };
	struct arrivals a = {
		.clock = &clock, .known = true, .wall_ahead = SECONDS(1000), .now = { 4000000 }
	};

	(void)state;
	assert_int_equal(arrival_at(&a, (instant){ 1003900000 }).us, 3900000);
	assert_int_equal(arrival_at(&a, NEVER).us, 4000000);
	assert_int_equal(a.now.us, 4000000);
	/* It came while the round went on. */
	assert_int_equal(arrival_at(&a, (instant){ 1004500000 }).us, 4500000);
	assert_int_equal(a.now.us, 5000000);
	/* The wall clock was stepped. */
	assert_int_equal(arrival_at(&a, (instant){ 1009000000 }).us, 5000000);
}

static void waiting_to_be_read_changes_nothing(void **state)
{
	struct arrivals a = { .clock = clock_real() };
	struct arrived first, second;
	struct sockaddr_in to = { .sin_family = AF_INET };
	socklen_t length = sizeof(to);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	uint8_t bytes[8];

	(void)state;
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(bind(fd, (struct sockaddr *)&to, sizeof(to)), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&to, &length), 0);
	arrival_ask(fd);
	/* The kernel begins to stamp a moment after it is asked to. */
	for (int tries = 0; tries < 500; tries++) {
		assert_int_equal(sendto(fd, "one", 3, 0, (struct sockaddr *)&to, sizeof(to)), 3);
		(void)nanosleep(&(struct timespec){ .tv_nsec = 20000000 }, NULL);
		assert_int_equal(sendto(fd, "three", 5, 0, (struct sockaddr *)&to, sizeof(to)), 5);
		arrival_look(&a);
		assert_true(arrival_take(&a, fd, bytes, sizeof(bytes), &first));
		assert_true(arrival_take(&a, fd, bytes, sizeof(bytes), &second));
		assert_false(arrival_take(&a, fd, bytes, sizeof(bytes), &second));
		assert_int_equal(first.from.sin_port, to.sin_port);
		assert_false(mono_before(a.now, second.at));
		if (!span_less(mono_since(second.at, first.at), MILLISECONDS(20)))
			break;
	}
	assert_int_equal(first.length, 3);
	assert_int_equal(second.length, 5);
	assert_false(span_less(mono_since(second.at, first.at), MILLISECONDS(20)));
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stamp_is_never_in_the_future),
		cmocka_unit_test(waiting_to_be_read_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
