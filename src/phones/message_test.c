// SPDX-License-Identifier: Apache-2.0
#include "phones/message.h"
#include "phones/terms.h"

#include "base/random.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char INVITE[] =
	"INVITE sip:+14155550132@127.0.0.1:5070 SIP/2.0\r\n"
	"Via: SIP/2.0/UDP 127.0.0.1:5060;rport;branch=z9hG4bK1\r\n"
	"v: SIP/2.0/UDP 10.0.0.1\r\n\t;branch=z9hG4bK0\r\n"
	"Record-Route: <sip:a;lr>\r\nRecord-Route: <sip:b;lr>\r\n"
	"f: \"Ringback, the line\" <sip:+14155550199@127.0.0.1;x=1>;tag=abc\r\n"
	"To: <sip:+14155550132@127.0.0.1>\r\n"
	"i: call-1@127.0.0.1\r\nCSeq: 7 INVITE\r\nm: <sip:127.0.0.1:5060>\r\nExpires: 9\r\n"
	"Content-Length: 4\r\n\r\nv=0\nbeyond";

static enum err read_copy(const char *chars, char buffer[4096], struct message *out)
{
	size_t length = strlen(chars);

	assert_true(length < 4096);
	memcpy(buffer, chars, length);
	return message_read(buffer, length, out);
}

static void an_invite_is_read_with_brief_names_and_folded_lines(void **state)
{
	char buffer[4096];
	struct message m;

	(void)state;
	assert_int_equal(read_copy(INVITE, buffer, &m), OK);
	assert_true(m.is_request && text_is(m.method, "INVITE") && m.cseq == 7 && m.expires == 9);
	assert_true(m.via_count == 2 && text_is(m.branch, "z9hG4bK1"));
	assert_true(m.route_count == 2 && text_is(m.routes[1], "<sip:b;lr>"));
	assert_true(text_is(m.from_tag, "abc") && m.to_tag.length == 0);
	assert_true(text_is(m.call_id, "call-1@127.0.0.1"));
	assert_true(text_is(m.body, "v=0\n"));
	assert_true(text_is(message_user(m.uri), "+14155550132"));
	assert_true(text_is(message_user(m.from), "+14155550199"));
	assert_true(text_is(message_display(m.from), "Ringback, the line"));
	assert_true(text_is(message_uri(m.contact), "sip:127.0.0.1:5060"));
}

static void an_answer_copies_what_it_must_and_tells_the_true_source(void **state)
{
	char buffer[4096], at[4096];
	struct message m;
	struct message_out out = { .at = at, .room = sizeof at };
	const struct message_reply reply = {
		.code = 180, .to_tag = "mine", .source_address = "127.0.0.9", .source_port = 6000
	};

	(void)state;
	assert_int_equal(read_copy(INVITE, buffer, &m), OK);
	assert_int_equal(message_write_reply(&out, &m, &reply), OK);
	assert_int_equal(strncmp(at, "SIP/2.0 180 Ringing\r\n", 21), 0);
	assert_non_null(
		strstr(at, "Via: SIP/2.0/UDP 127.0.0.1:5060;rport=6000;received=127.0.0.9;branch"));
	assert_true(strstr(at, "z9hG4bK1") < strstr(at, "z9hG4bK0"));
	assert_true(strstr(at, "<sip:a;lr>") < strstr(at, "<sip:b;lr>"));
	assert_non_null(strstr(at, "To: <sip:+14155550132@127.0.0.1>;tag=mine\r\n"));
	assert_non_null(strstr(at, "CSeq: 7 INVITE\r\n"));
	assert_non_null(strstr(at, "Content-Length: 0\r\n\r\n"));
}

static void an_answer_that_does_not_fit_is_refused(void **state)
{
	char buffer[4096], at[64];
	struct message m;
	struct message_out out = { .at = at, .room = sizeof at };
	const struct message_reply reply = { .code = 200, .source_address = "127.0.0.9" };

	(void)state;
	assert_int_equal(read_copy(INVITE, buffer, &m), OK);
	assert_int_equal(message_write_reply(&out, &m, &reply), ERR_LIMIT);
}

static void what_is_no_sip_is_malformed(void **state)
{
	static const struct {
		const char *because, *given;
	} CASES[] = {
		{ "no end of headers", "INVITE sip:a SIP/2.0\r\nVia: x\r\n" },
		{ "no version", "INVITE sip:a\r\nVia: x\r\n\r\n" },
		{ "no Via",
		  "OPTIONS sip:a SIP/2.0\r\nFrom: a\r\nTo: a\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\n\r\n" },
		{ "methods differ", "OPTIONS sip:a SIP/2.0\r\nVia: x\r\nFrom: a\r\nTo: a\r\nCall-ID: 1\r\n"
		                    "CSeq: 1 INVITE\r\n\r\n" },
		{ "longer than it is",
		  "OPTIONS sip:a SIP/2.0\r\nVia: x\r\nFrom: a\r\nTo: a\r\nCall-ID: 1\r\n"
		  "CSeq: 1 OPTIONS\r\nContent-Length: 9\r\n\r\n" },
		{ "a status out of range", "SIP/2.0 7000 No\r\n\r\n" },
		{ "a line without a colon", "OPTIONS sip:a SIP/2.0\r\nVia\r\n\r\n" },
	};
	char buffer[4096];
	struct message m;

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++)
		if (read_copy(CASES[i].given, buffer, &m) == OK)
			fail_msg("%s", CASES[i].because);
}

/* Reads, and walks through all that a handset would look at. */
static void try_message(char *at, size_t length)
{
	char answer[8192];
	struct message m;
	struct message_out out = { .at = answer, .room = sizeof answer };
	const struct message_reply reply = { .code = 200,
		                                 .to_tag = "t",
		                                 .source_address = "127.0.0.1" };

	if (message_read(at, length, &m) != OK)
		return;
	struct terms terms;

	(void)message_user(m.uri);
	(void)message_user(m.from);
	(void)message_display(m.from);
	(void)message_uri(m.contact);
	if (m.is_request && message_write_reply(&out, &m, &reply) == OK)
		assert_true(out.length < sizeof answer);
	if (terms_read(m.body, &terms) == OK)
		assert_true(terms.type == 0 || terms.type == 8);
}

static size_t read_vector(const char *folder, const char *name, char *out, size_t room)
{
	char path[1024];

	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "rbe");

	assert_non_null(file);
	size_t length = fread(out, 1, room, file);

	(void)fclose(file);
	return length;
}

/* Each in a block of its own size, so that a sanitizer sees one byte too far. */
static void try_exactly(const char *bytes, size_t length)
{
	char *exact = malloc(length ? length : 1);

	assert_non_null(exact);
	memcpy(exact, bytes, length);
	try_message(exact, length);
	free(exact);
}

static void torture_messages_whole_and_cut_anywhere_do_no_harm(void **state)
{
	const char *folder = getenv("SIP_TORTURE"); /* test/vectors/sip_torture.py filled it */
	DIR *dir = opendir(folder ? folder : "");
	char bytes[16384];
	int files = 0;

	(void)state;
	assert_non_null(dir);
	for (struct dirent *entry; (entry = readdir(dir));) {
		if (!strstr(entry->d_name, ".dat"))
			continue;
		size_t length = read_vector(folder, entry->d_name, bytes, sizeof bytes);

		for (size_t cut = 0; cut <= length; cut += cut < 40 ? 1 : 37)
			try_exactly(bytes, cut);
		try_exactly(bytes, length);
		files++;
	}
	(void)closedir(dir);
	assert_true(files >= 49);
}

static void bytes_changed_at_random_do_no_harm(void **state)
{
	struct random dice;
	char bytes[sizeof INVITE];

	(void)state;
	random_seed(&dice, 4475);
	for (int i = 0; i < 20000; i++) {
		memcpy(bytes, INVITE, sizeof INVITE);
		for (int64_t n = random_between(&dice, 1, 12); n > 0; n--)
			bytes[random_between(&dice, 0, sizeof INVITE - 2)] =
				"\r\n\t :;,<>\"=@\\0aZ\xff"[random_between(&dice, 0, 17)];
		try_exactly(bytes, (size_t)random_between(&dice, 1, sizeof INVITE - 1));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_invite_is_read_with_brief_names_and_folded_lines),
		cmocka_unit_test(an_answer_copies_what_it_must_and_tells_the_true_source),
		cmocka_unit_test(an_answer_that_does_not_fit_is_refused),
		cmocka_unit_test(what_is_no_sip_is_malformed),
		cmocka_unit_test(torture_messages_whole_and_cut_anywhere_do_no_harm),
		cmocka_unit_test(bytes_changed_at_random_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
