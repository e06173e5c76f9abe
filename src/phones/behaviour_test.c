// SPDX-License-Identifier: Apache-2.0
#include "phones/habits.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static enum err read_chars(const char *json, struct behaviour_list *out)
{
	char why[BEHAVIOUR_WHY_CHARS] = "";
	enum err err = behaviour_read(json, strlen(json), out, why);

	if (err != OK)
		assert_true(why[0] != 0);
	return err;
}

static void without_a_word_a_phone_answers_and_presses_one(void **state)
{
	struct behaviour_list list;

	(void)state;
	assert_int_equal(read_chars("{}", &list), OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.steps[0].ring, RING_ANSWER);
	assert_int_equal(list.steps[0].after.us, 1000000);
	assert_string_equal(list.steps[0].keys[0].keys, "1");
	assert_true(list.steps[0].hang_up_after.us < 0 && list.steps[0].vanish_after.us < 0);
}

static void every_member_is_read(void **state)
{
	const char *json =
		"{\"ring\":\"answer\",\"after_ms\":20,\"progress\":183,\"sound\":440,"
		"\"press\":[{\"after\":\"whisper\",\"keys\":\"12#\",\"delay_ms\":50,\"via\":\"info\"},"
		"{\"after_ms\":900,\"keys\":\"*\"}],\"hang_up_after_ms\":1,\"hang_up_after_talk_ms\":2,"
		"\"hang_up_on\":\"goodbye\",\"vanish_after_ms\":3,\"vanish_after_talk_ms\":4}";
	struct behaviour_list list;
	const struct behaviour *b = &list.steps[0];

	(void)state;
	assert_int_equal(read_chars(json, &list), OK);
	assert_true(b->after.us == 20000 && b->progress == 183 && b->hz == 440);
	assert_true(b->key_count == 2 && b->keys[0].way == PRESS_INFO && !b->keys[0].once);
	assert_true(b->keys[1].once && b->keys[1].after.us == 900000);
	assert_true(b->hang_up_after.us == 1000 && b->hang_up_after_talk.us == 2000);
	assert_true(b->vanish_after.us == 3000 && b->vanish_after_talk.us == 4000);
	assert_string_equal(b->hang_up_on, "goodbye");
}

static void each_word_for_a_ring_means_its_status(void **state)
{
	static const struct {
		const char *json;
		unsigned code;
	} CASES[] = {
		{ "{\"ring\":\"busy\"}", 486 },
		{ "{\"ring\":\"decline\"}", 603 },
		{ "{\"ring\":\"unavailable\"}", 480 },
		{ "{\"ring\":\"not_found\"}", 404 },
		{ "{\"ring\":503}", 503 },
	};
	struct behaviour_list list;

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		assert_int_equal(read_chars(CASES[i].json, &list), OK);
		assert_int_equal(list.steps[0].ring, RING_REJECT);
		assert_int_equal(list.steps[0].code, CASES[i].code);
	}
	assert_int_equal(read_chars("{\"ring\":\"voicemail\"}", &list), OK);
	assert_true(list.steps[0].sound == SOUND_VOICEMAIL && list.steps[0].key_count == 0);
}

static void a_wrong_behaviour_is_refused_with_a_reason(void **state)
{
	static const char *const CASES[] = {
		"",
		"7",
		"[]",
		"{\"ring\":\"sometimes\"}",
		"{\"ring\":200}",
		"{\"after_ms\":-1}",
		"{\"after_ms\":\"1\"}",
		"{\"sound\":20}",
		"{\"press\":{}}",
		"{\"press\":[{\"keys\":\"1\"}]}",
		"{\"press\":[{\"after\":\"any\",\"keys\":\"x\"}]}",
		"{\"press\":[{\"after\":\"any\",\"after_ms\":1,\"keys\":\"1\"}]}",
		"{\"press\":[{\"after\":\"any\",\"keys\":\"1\",\"loud\":true}]}",
		"{\"progress\":200}",
		"{\"unknown\":1}",
		"{\"ring\":\"busy\",\"ring\":\"answer\"}",
		"[{},{},{},{},{},{},{},{},{}]",
	};
	struct behaviour_list list;

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++)
		if (read_chars(CASES[i], &list) == OK)
			fail_msg("was taken: %s", CASES[i]);
}

static void read_script(struct habits *habits, const char *json)
{
	char why[BEHAVIOUR_WHY_CHARS] = "";

	if (habits_read_script(habits, json, strlen(json), why) != OK)
		fail_msg("%s", why);
}

static void set(struct habits *habits, const char *pattern, const char *json)
{
	struct behaviour_list list;

	assert_int_equal(read_chars(json, &list), OK);
	assert_int_equal(habits_set(habits, pattern, &list), OK);
}

static void patterns_choose_by_order_and_what_is_set_stands_first(void **state)
{
	struct habits *habits = habits_open();

	(void)state;
	read_script(habits, "{\"numbers\":[{\"match\":\"*07\",\"behaviour\":{\"ring\":\"busy\"}},"
	                    "{\"match\":\"+1415555????\",\"behaviour\":{\"ring\":\"ignore\"}}]}");
	assert_int_equal(habits_next(habits, "+14155550107").ring, RING_REJECT);
	assert_int_equal(habits_next(habits, "+14155550108").ring, RING_IGNORE);
	assert_int_equal(habits_next(habits, "+441632960001").ring, RING_ANSWER);
	set(habits, "+1*", "{\"ring\":\"manual\"}");
	set(habits, "+14155550107", "{\"ring\":\"dead\"}");
	assert_int_equal(habits_next(habits, "+14155550107").ring, RING_DEAD);
	assert_int_equal(habits_next(habits, "+14155550108").ring, RING_MANUAL);
	habits_reset(habits);
	assert_int_equal(habits_next(habits, "+14155550107").ring, RING_REJECT);
	habits_close(habits);
}

static void a_list_is_used_call_by_call_and_its_last_for_ever(void **state)
{
	struct habits *habits = habits_open();

	(void)state;
	set(habits, "*", "[{\"ring\":\"ignore\"},{\"ring\":\"busy\"},{}]");
	assert_int_equal(habits_next(habits, "1").ring, RING_IGNORE);
	assert_int_equal(habits_next(habits, "2").ring, RING_IGNORE);
	assert_int_equal(habits_next(habits, "1").ring, RING_REJECT);
	assert_int_equal(habits_next(habits, "1").ring, RING_ANSWER);
	assert_int_equal(habits_next(habits, "1").ring, RING_ANSWER);
	set(habits, "1", "[{\"ring\":\"dead\"},{}]");
	assert_int_equal(habits_next(habits, "1").ring, RING_DEAD);
	habits_close(habits);
}

static void a_wrong_script_is_refused(void **state)
{
	static const char *const CASES[] = {
		"", "{}", "{\"numbers\":[{\"match\":\"*\"}]}",
		"{\"numbers\":[{\"match\":\"*\",\"behaviour\":{\"x\":1}}]}", "{\"numbers\":[7]}"
	};
	struct habits *habits = habits_open();
	char why[BEHAVIOUR_WHY_CHARS];

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++)
		assert_int_equal(habits_read_script(habits, CASES[i], strlen(CASES[i]), why),
		                 ERR_MALFORMED);
	habits_close(habits);
}

static void lines_are_meant_by_kind_by_name_and_by_words(void **state)
{
	(void)state;
	assert_true(behaviour_means("question", "whisper", "Press 1 to accept."));
	assert_false(behaviour_means("question", "whisper", "A call from Sam."));
	assert_true(behaviour_means("any", "whisper", "A call from Sam."));
	assert_true(behaviour_means("whisper", "whisper", "A call from Sam."));
	assert_true(behaviour_means("from sam", "whisper", "A call from Sam."));
	assert_false(behaviour_means("any", "ringback", "~ringback"));
}

static void tones_follow_the_number(void **state)
{
	struct behaviour b = behaviour_default();

	(void)state;
	assert_int_equal(behaviour_hz(&b, "+14155550132"), 560);
	b.high = true;
	assert_int_equal(behaviour_hz(&b, "+14155550132"), 1298);
	b.hz = 777;
	assert_int_equal(behaviour_hz(&b, "+14155550132"), 777);
	b.hz = 0;
	assert_int_equal(behaviour_hz(&b, "none"), 1010);
}

static void who_hurries_is_quick_but_still_talks(void **state)
{
	struct behaviour_list list;
	struct behaviour b;

	(void)state;
	assert_int_equal(read_chars("{\"after_ms\":2000,\"hang_up_after_talk_ms\":60000,"
	                            "\"press\":[{\"after\":\"question\",\"keys\":\"1\","
	                            "\"delay_ms\":700}]}",
	                            &list),
	                 OK);
	b = behaviour_hastened(&list.steps[0], 10);
	assert_int_equal(b.after.us, 200000);
	assert_int_equal(b.keys[0].delay.us, 70000);
	assert_int_equal(b.hang_up_after_talk.us, 6000000);
	assert_true(b.hang_up_after.us < 0);
	b = behaviour_hastened(&list.steps[0], 100);
	assert_int_equal(b.hang_up_after_talk.us, BEHAVIOUR_TALK_LEAST.us);
	list.steps[0].hang_up_after_talk = SECONDS(3);
	assert_int_equal(behaviour_hastened(&list.steps[0], 100).hang_up_after_talk.us, 3000000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_word_a_phone_answers_and_presses_one),
		cmocka_unit_test(every_member_is_read),
		cmocka_unit_test(each_word_for_a_ring_means_its_status),
		cmocka_unit_test(a_wrong_behaviour_is_refused_with_a_reason),
		cmocka_unit_test(patterns_choose_by_order_and_what_is_set_stands_first),
		cmocka_unit_test(a_list_is_used_call_by_call_and_its_last_for_ever),
		cmocka_unit_test(a_wrong_script_is_refused),
		cmocka_unit_test(lines_are_meant_by_kind_by_name_and_by_words),
		cmocka_unit_test(tones_follow_the_number),
		cmocka_unit_test(who_hurries_is_quick_but_still_talks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
