// SPDX-License-Identifier: Apache-2.0
#include "adapter/sip/guard.h"

#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define VIA "Via: SIP/2.0/UDP 192.0.2.1:5090;branch=z9hG4bKa\r\n"
#define FROM "From: <sip:a@example.com>;tag=1\r\n"
#define TO "To: <sip:b@example.com>\r\n"
#define CALL "Call-ID: x\r\n"
#define SOUND VIA FROM TO CALL

static struct guard_verdict judge(const char *message)
{
	return guard_judge(message, strlen(message), false);
}

static void each_form_gets_its_answer(void **state)
{
	static const struct {
		const char *because;
		int status;
		const char *message;
	} CASES[] = {
		{ "a plain OPTIONS passes", 0,
		  "OPTIONS sip:b SIP/2.0\r\n" SOUND "CSeq: 1 OPTIONS\r\n\r\n" },
		{ "bare line feeds are tolerated", 0,
		  "OPTIONS sip:b SIP/2.0\nVia: SIP/2.0/UDP h;branch=1\n" FROM TO CALL
		  "CSeq: 1 OPTIONS\n\n" },
		{ "blanks before a colon are legal", 0,
		  "OPTIONS sip:b SIP/2.0\r\nTo \t: <sip:b@h>\r\n" VIA FROM CALL "CSeq: 1 OPTIONS\r\n\r\n" },
		{ "a comma in a quoted name does not split", 0,
		  "OPTIONS sip:b SIP/2.0\r\nTo: \"B, \\\"b\\\"\" <sip:b@h>\r\n" VIA FROM CALL
		  "CSeq: 1 OPTIONS\r\n\r\n" },
		{ "another version", 505, "OPTIONS sip:b SIP/7.0\r\n" SOUND "CSeq: 1 OPTIONS\r\n\r\n" },
		{ "an odd byte before the colon could smuggle a header", 400,
		  "OPTIONS sip:b SIP/2.0\r\n" SOUND "X\x01: y\r\nCSeq: 1 OPTIONS\r\n\r\n" },
		{ "two Call-IDs", 400, "OPTIONS sip:b SIP/2.0\r\n" SOUND CALL "CSeq: 1 OPTIONS\r\n\r\n" },
		{ "two lengths", 400,
		  "OPTIONS sip:b SIP/2.0\r\n" SOUND
		  "CSeq: 1 OPTIONS\r\nl: 0\r\nContent-Length: 0\r\n\r\n" },
		{ "a negative length", 400,
		  "OPTIONS sip:b SIP/2.0\r\n" SOUND "CSeq: 1 OPTIONS\r\nl: -9\r\n\r\n" },
		{ "a length beyond the datagram", 400,
		  "OPTIONS sip:b SIP/2.0\r\n" SOUND "CSeq: 1 OPTIONS\r\nl: 9\r\n\r\nabc" },
		{ "CSeq of 2^32", 400,
		  "OPTIONS sip:b SIP/2.0\r\n" SOUND "CSeq: 4294967296 OPTIONS\r\n\r\n" },
		{ "CSeq of another method", 400,
		  "OPTIONS sip:b SIP/2.0\r\n" SOUND "CSeq: 1 INVITE\r\n\r\n" },
		{ "a method nobody knows", 501, "WINK sip:b SIP/2.0\r\n" SOUND "CSeq: 1 WINK\r\n\r\n" },
		{ "a scheme nobody knows", 416,
		  "OPTIONS moo:b SIP/2.0\r\n" SOUND "CSeq: 1 OPTIONS\r\n\r\n" },
		{ "an extension", 420,
		  "OPTIONS sip:b SIP/2.0\r\n" SOUND "Require: 100rel\r\nCSeq: 1 OPTIONS\r\n\r\n" },
		{ "a body that is no SDP", 415,
		  "INVITE sip:b SIP/2.0\r\n" SOUND "CSeq: 1 INVITE\r\nc: text/plain\r\nl: 2\r\n\r\nhi" },
		{ "who cannot read SDP", 406,
		  "INVITE sip:b SIP/2.0\r\n" SOUND "CSeq: 1 INVITE\r\nAccept: text/plain\r\n\r\n" },
		{ "an ACK is never answered", -1, "ACK sip:b SIP/2.0\r\n" SOUND "CSeq: 1 BYE\r\n\r\n" },
		{ "a response of status 42949", -1, "SIP/2.0 42949 OK\r\n" SOUND "CSeq: 1 INVITE\r\n\r\n" },
		{ "no Via, nowhere to answer", -1,
		  "OPTIONS sip:b SIP/2.0\r\n" FROM TO CALL "CSeq: 1 OPTIONS\r\n\r\n" },
		{ "a keep-alive", -1, "\r\n\r\n" },
		{ "STUN", -1, "\x01\x01\x01\x01\x01\x01\x01" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		struct guard_verdict v = judge(CASES[i].message);
		int got = v.say == GUARD_PASS ? 0 : v.say == GUARD_DROP ? -1 : v.status;

		if (got != CASES[i].status)
			fail_msg("%s: %d, not %d (%s)", CASES[i].because, got, CASES[i].status,
			         v.why ? v.why : "");
	}
}

static void the_answer_names_the_message_and_its_way_back(void **state)
{
	static const char MESSAGE[] =
		"WINK sip:b SIP/2.0\r\nv: SIP/2.0/UDP h.example.com:5077;rport;branch=1, SIP/2.0/TCP "
		"far\r\n" FROM TO CALL "CSeq: 7 WINK\r\n\r\n";
	struct guard_verdict v = judge(MESSAGE);
	struct guard_answer answer;

	(void)state;
	assert_true(guard_answer(&v, text_of(MESSAGE), "t1", "203.0.113.9", 4444, &answer));
	answer.bytes[answer.length] = 0;
	assert_non_null(strstr(answer.bytes, "SIP/2.0 501 Not Implemented\r\n"));
	assert_non_null(strstr(answer.bytes, ";rport=4444;branch=1;received=203.0.113.9\r\n"));
	assert_non_null(strstr(answer.bytes, "Via: SIP/2.0/TCP far\r\n"));
	assert_non_null(strstr(answer.bytes, "To: <sip:b@example.com>;tag=t1\r\n"));
	assert_non_null(strstr(answer.bytes, "CSeq: 7 WINK\r\n"));
	assert_non_null(strstr(answer.bytes, "Allow: INVITE"));
	assert_int_equal(answer.port, 0);
}

static void what_follows_the_body_is_not_part_of_the_message(void **state)
{
	static const char MESSAGE[] = "OPTIONS sip:b SIP/2.0\r\n" SOUND
								  "CSeq: 1 OPTIONS\r\nl: 3\r\n\r\nabcINVITE sip:x SIP/2.0\r\n";
	struct guard_verdict v = judge(MESSAGE);

	(void)state;
	assert_int_equal(v.say, GUARD_PASS);
	assert_int_equal(v.length, strstr(MESSAGE, "INVITE") - MESSAGE);
}

static void damaged_messages_never_crash_it(void **state)
{
	static const char MESSAGE[] =
		"INVITE sip:b@h;x=\"y\" SIP/2.0\r\nVia: SIP/2.0/UDP [::1]:5090;branch=a;rport\r\n"
		"From: \"A \\\" a\" <sip:a@h>;tag=1\r\nTo: <sip:b@h>\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\n"
		"Contact: <sip:a@h>, \"x\" <sip:b@h>;q=1\r\nRequire: a\r\n b\r\nl: 4\r\n\r\nv=0\n";
	struct random dice;

	(void)state;
	random_seed(&dice, 4475);
	for (int round = 0; round < 40000; round++) {
		size_t length = (size_t)random_between(&dice, 0, sizeof(MESSAGE) - 1);
		char *copy = malloc(length + 1); /* exactly as long as it is, for ASan */
		struct guard_verdict v;

		assert_non_null(copy);
		memcpy(copy, MESSAGE, length);
		for (int hit = 0; hit < 3 && length; hit++)
			copy[random_between(&dice, 0, (int64_t)length - 1)] =
				"\r\n\t \",;<>:\\\0a%=?"[random_between(&dice, 0, 15)];
		v = guard_judge(copy, length, round % 2);
		if (v.say == GUARD_REFUSE) {
			struct guard_answer answer;

			(void)guard_answer(&v, (text){ copy, length }, "t", "192.0.2.1", 1, &answer);
		} else if (v.say == GUARD_PASS) {
			assert_true(v.length <= length);
		}
		free(copy);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_form_gets_its_answer),
		cmocka_unit_test(the_answer_names_the_message_and_its_way_back),
		cmocka_unit_test(what_follows_the_body_is_not_part_of_the_message),
		cmocka_unit_test(damaged_messages_never_crash_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
