// SPDX-License-Identifier: Apache-2.0
#include "adapter/sip/redact.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define ENDLESS 100000

/* What is kept of it, as terminated JSON in `arena`. */
static const char *kept(struct arena *arena, const char *message, size_t room)
{
	const struct redact_ask ask = { .sent = true, .at = { 1000000 }, .room = room };
	struct text_buf buf;
	struct head head;
	struct json j;

	text_buf_init(&buf, arena);
	json_init(&j, &buf);
	assert_int_equal(head_read(&head, message, strlen(message)), OK);
	redact(&head, &ask, arena, &j);
	return text_terminated(arena, text_buf_text(&buf));
}

static const char INVITE[] =
	"INVITE sip:+14155550123;phone-context=x@pbx.example:5070;user=phone SIP/2.0\r\n"
	"Via: SIP/2.0/UDP 203.0.113.10:5060;branch=z9hG4bK4711;rport=5062;received=198.51.100.7\r\n"
	"f: \"Sam W.\" <sip:+14155550199:secret@a.example;x=14155550123>;tag=77aa\r\n"
	"To: <tel:+1-415-555-0123>\r\n"
	"m: <sip:%2B14155550123@203.0.113.10>\r\n"
	"Call-ID: abc\r\nCSeq: 2 INVITE\r\n"
	"Authorization: Digest username=\"u\", nonce=\"n0nce\"\r\n"
	"Proxy-Authorization: Digest username=\"u\", response=\"r\"\r\n"
	"WWW-Authenticate: Digest nonce=\"n0nce\"\r\n"
	"P-Asserted-Identity: <tel:+14155550123>\r\n"
	"Warning: 399 x \"no route to (415) 555-0123 or 415.555.0123\"\r\n"
	"Content-Type: application/sdp\r\n\r\n"
	"v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\nc=IN IP4 192.0.2.7\r\nm=audio 20000 RTP/AVP 0 101\r\n"
	"a=rtpmap:101 telephone-event/8000\r\na=rtcp:20001 IN IP4 192.0.2.7\r\na=sendrecv\r\n";

static void nothing_secret_comes_through(void **state)
{
	static const char *const HIDDEN[] = { "4155550123", "555-0123", "555.0123", "Sam",    "secret",
		                                  "n0nce",      "Digest",   "Auth",     "Assert", "branch",
		                                  "192.0.2.7",  "20000",    "20001",    "%2B" };
	struct arena *arena = arena_open(4096);
	const char *words = kept(arena, INVITE, ENDLESS);

	(void)state;
	for (size_t i = 0; i < COUNT(HIDDEN); i++)
		if (strstr(words, HIDDEN[i]))
			fail_msg("%s is in %s", HIDDEN[i], words);
	arena_close(arena);
}

static void what_helps_to_find_a_fault_comes_through(void **state)
{
	static const char *const SEEN[] = {
		"\"start\":\"INVITE sip:+1415***0123@pbx.example:5070 SIP/2.0\"",
		"\"Via: SIP/2.0/UDP 203.0.113.10:5060;received=198.51.100.7;rport=5062\"",
		"\"From: <sip:+1415***0199@a.example>;tag=77aa\"",
		"\"To: <tel:+1415***0123>\"",
		"\"Contact: <sip:***@203.0.113.10>\"",
		"\"Call-ID: abc\"",
		"\"CSeq: 2 INVITE\"",
		"\"m=audio RTP/AVP 0 101\"",
		"\"a=rtpmap:101 telephone-event/8000\"",
		"\"a=sendrecv\"",
		"\"sent\":true",
		"\"cut\":false",
	};
	struct arena *arena = arena_open(4096);
	const char *words = kept(arena, INVITE, ENDLESS);

	(void)state;
	for (size_t i = 0; i < COUNT(SEEN); i++)
		if (!strstr(words, SEEN[i]))
			fail_msg("%s is not in %s", SEEN[i], words);
	arena_close(arena);
}

static void others_words_become_plain_ones(void **state)
{
	struct arena *arena = arena_open(4096);
	const char *words = kept(arena,
	                         "SIP/2.0 486 B\xffsy \x01 14155550123\r\nCall-ID: \xc3\x28\r\n"
	                         "To: nonsense\r\nReason: a\r\n\tb\r\n\r\n",
	                         ENDLESS);

	(void)state;
	assert_true(text_is_utf8(text_of(words)));
	assert_non_null(strstr(words, "SIP/2.0 486 B?sy   1415***0123"));
	assert_non_null(strstr(words, "To: <***>"));
	assert_non_null(strstr(words, "Call-ID: ?("));
	arena_close(arena);
}

static void what_finds_no_room_is_left_out_and_told_so(void **state)
{
	struct arena *arena = arena_open(4096);
	const char *words = kept(arena, INVITE, 120);

	(void)state;
	assert_non_null(strstr(words, "INVITE sip:"));
	assert_non_null(strstr(words, "\"cut\":true"));
	assert_null(strstr(words, "rtpmap"));
	assert_non_null(strstr(kept(arena, INVITE, 10), "\"start\":\"INVITE sip\""));
	arena_close(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_secret_comes_through),
		cmocka_unit_test(what_helps_to_find_a_fault_comes_through),
		cmocka_unit_test(others_words_become_plain_ones),
		cmocka_unit_test(what_finds_no_room_is_left_out_and_told_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
