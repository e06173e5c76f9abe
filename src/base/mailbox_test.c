// SPDX-License-Identifier: Apache-2.0
#include "base/mailbox.h"

#include <poll.h>
#include <pthread.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct letter {
	int sender, number;
};

static void letters_come_out_in_the_order_they_went_in(void **state)
{
	struct mailbox *box = mailbox_open(sizeof(struct letter), 4, 0);
	struct letter taken[8];

	(void)state;
	for (int round = 0; round < 10; round++) {
		for (int i = 0; i < 3; i++)
			assert_true(mailbox_put(box, &(struct letter){ round, i }));
		assert_int_equal(mailbox_count(box), 3);
		assert_int_equal(mailbox_take(box, taken, 2), 2);
		assert_int_equal(mailbox_take(box, taken + 2, 6), 1);
		for (int i = 0; i < 3; i++)
			assert_int_equal(taken[i].number, i);
	}
	mailbox_close(box);
}

static void a_full_box_refuses_and_reserved_places_stay_free(void **state)
{
	struct mailbox *box = mailbox_open(sizeof(struct letter), 2, 1);
	struct letter letter = { 1, 1 }, taken[4];

	(void)state;
	assert_true(mailbox_reserve(box));
	assert_false(mailbox_reserve(box));
	assert_true(mailbox_put(box, &letter));
	assert_true(mailbox_put(box, &letter));
	assert_false(mailbox_put(box, &letter));
	mailbox_put_reserved(box, &letter);
	assert_int_equal(mailbox_count(box), 3);
	/* Its place is taken until the last word is read. */
	assert_false(mailbox_reserve(box));
	assert_int_equal(mailbox_take(box, taken, 4), 3);
	assert_true(mailbox_reserve(box));
	mailbox_unreserve(box);
	assert_true(mailbox_reserve(box));
	mailbox_close(box);
}

static void a_last_word_takes_no_ordinary_place(void **state)
{
	struct mailbox *box = mailbox_open(sizeof(struct letter), 2, 2);
	struct letter letter = { 1, 1 };

	(void)state;
	assert_true(mailbox_reserve(box) && mailbox_reserve(box));
	mailbox_put_reserved(box, &letter);
	mailbox_put_reserved(box, &letter);
	assert_true(mailbox_put(box, &letter));
	assert_true(mailbox_put(box, &letter));
	assert_false(mailbox_put(box, &letter));
	mailbox_close(box);
}

static void a_stopped_box_takes_last_words_only(void **state)
{
	struct mailbox *box = mailbox_open(sizeof(struct letter), 2, 2);
	struct letter letter = { 1, 1 }, taken;

	(void)state;
	assert_true(mailbox_put(box, &letter));
	assert_true(mailbox_reserve(box));
	mailbox_stop(box);
	assert_true(mailbox_is_stopped(box));
	assert_false(mailbox_put(box, &letter));
	assert_false(mailbox_reserve(box));
	mailbox_put_reserved(box, &letter);
	assert_int_equal(mailbox_take(box, &taken, 1), 1);
	assert_int_equal(mailbox_take(box, &taken, 1), 1);
	mailbox_wait(box, (span){ -1 });
	mailbox_close(box);
}

static bool is_readable(int fd)
{
	struct pollfd watched = { .fd = fd, .events = POLLIN };

	return poll(&watched, 1, 0) == 1;
}

static void the_fd_is_readable_exactly_while_something_waits(void **state)
{
	struct mailbox *box = mailbox_open(sizeof(struct letter), 4, 0);
	struct letter letter = { 1, 1 }, taken[2];
	int fd = mailbox_fd(box);

	(void)state;
	assert_false(is_readable(fd));
	assert_true(mailbox_put(box, &letter));
	assert_true(mailbox_put(box, &letter));
	assert_true(is_readable(fd));
	assert_int_equal(mailbox_take(box, taken, 1), 1);
	assert_true(is_readable(fd));
	assert_int_equal(mailbox_take(box, taken, 1), 1);
	assert_false(is_readable(fd));
	mailbox_nudge(box);
	assert_true(is_readable(fd));
	assert_int_equal(mailbox_take(box, taken, 1), 0);
	assert_false(is_readable(fd));
	mailbox_close(box);
}

static void a_nudge_given_early_is_not_lost(void **state)
{
	struct mailbox *box = mailbox_open(sizeof(struct letter), 4, 0);

	(void)state;
	mailbox_nudge(box);
	mailbox_wait(box, (span){ -1 });
	mailbox_wait(box, MILLISECONDS(1));
	mailbox_close(box);
}

#define SENDERS 4
#define LETTERS 5000

struct sender {
	struct mailbox *box;
	int number;
	int refused;
};

static void *send_all(void *arg)
{
	struct sender *sender = arg;

	for (int i = 0; i < LETTERS; i++) {
		if (i % 100 == 99) {
			while (!mailbox_reserve(sender->box))
				sender->refused++;
			mailbox_put_reserved(sender->box, &(struct letter){ sender->number, i });
			continue;
		}
		while (!mailbox_put(sender->box, &(struct letter){ sender->number, i }))
			sender->refused++;
	}
	return NULL;
}

static void many_senders_lose_nothing_and_keep_their_order(void **state)
{
	struct mailbox *box = mailbox_open(sizeof(struct letter), 16, 2);
	struct sender senders[SENDERS];
	pthread_t threads[SENDERS];
	int next[SENDERS] = { 0 };
	int missing = SENDERS * LETTERS;

	(void)state;
	for (int i = 0; i < SENDERS; i++) {
		senders[i] = (struct sender){ .box = box, .number = i };
		assert_int_equal(pthread_create(&threads[i], NULL, send_all, &senders[i]), 0);
	}
	while (missing > 0) {
		struct letter taken[8];

		mailbox_wait(box, (span){ -1 });
		for (size_t i = 0, count = mailbox_take(box, taken, COUNT(taken)); i < count; i++) {
			assert_int_equal(taken[i].number, next[taken[i].sender]);
			next[taken[i].sender]++;
			missing--;
		}
	}
	for (int i = 0; i < SENDERS; i++)
		pthread_join(threads[i], NULL);
	assert_int_equal(mailbox_count(box), 0);
	mailbox_close(box);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_come_out_in_the_order_they_went_in),
		cmocka_unit_test(a_full_box_refuses_and_reserved_places_stay_free),
		cmocka_unit_test(a_last_word_takes_no_ordinary_place),
		cmocka_unit_test(a_stopped_box_takes_last_words_only),
		cmocka_unit_test(the_fd_is_readable_exactly_while_something_waits),
		cmocka_unit_test(a_nudge_given_early_is_not_lost),
		cmocka_unit_test(many_senders_lose_nothing_and_keep_their_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
