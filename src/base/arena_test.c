// SPDX-License-Identifier: Apache-2.0
#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void memory_comes_zeroed_and_aligned(void **state)
{
	struct arena *arena = arena_open(256);

	(void)state;
	for (size_t bytes = 1; bytes < 2000; bytes += 37) {
		unsigned char *at = arena_take(arena, bytes);

		assert_int_equal((uintptr_t)at % alignof(max_align_t), 0);
		for (size_t i = 0; i < bytes; i++)
			assert_int_equal(at[i], 0);
		memset(at, 0xff, bytes);
	}
	arena_close(arena);
}

static void pieces_never_overlap(void **state)
{
	struct arena *arena = arena_open(300);
	unsigned char *pieces[100];

	(void)state;
	for (int i = 0; i < 100; i++) {
		pieces[i] = arena_take(arena, 50);
		memset(pieces[i], i, 50);
	}
	for (int i = 0; i < 100; i++) {
		for (int k = 0; k < 50; k++)
			assert_int_equal(pieces[i][k], i);
	}
	arena_close(arena);
}

static void an_emptied_arena_gives_its_first_block_again_zeroed(void **state)
{
	struct arena *arena = arena_open(512);
	char *first = arena_take(arena, 100);

	(void)state;
	memset(first, 1, 100);
	arena_take(arena, 5000);
	assert_int_equal(arena_bytes(arena), 5100);
	arena_empty(arena);
	assert_int_equal(arena_bytes(arena), 0);

	char *again = arena_take(arena, 100);

	assert_ptr_equal(first, again);
	assert_int_equal(again[99], 0);
	arena_close(arena);
}

static void a_piece_larger_than_any_block_is_given(void **state)
{
	struct arena *arena = arena_open(256);
	char *large = arena_take(arena, 1 << 20);

	(void)state;
	large[(1 << 20) - 1] = 1;
	assert_int_equal(large[0], 0);
	arena_close(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_comes_zeroed_and_aligned),
		cmocka_unit_test(pieces_never_overlap),
		cmocka_unit_test(an_emptied_arena_gives_its_first_block_again_zeroed),
		cmocka_unit_test(a_piece_larger_than_any_block_is_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
