// SPDX-License-Identifier: Apache-2.0
#include "adapter/sip/offer.h"

#include "base/random.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TOP "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n"

static const struct offer_side US = {
	.address = "127.0.0.1", .port = 20000, .id = 5, .version = 1, .pcmu = true, .pcma = true
};

static void our_offer_is_g711_and_keys_without_comfort_noise(void **state)
{
	char sdp[OFFER_CHARS];
	struct offer_seen seen;

	(void)state;
	assert_true(offer_write(&US, sdp) == strlen(sdp));
	assert_non_null(strstr(sdp, "m=audio 20000 RTP/AVP 0 8 101\r\n"));
	assert_null(strstr(sdp, "CN/8000"));
	assert_int_equal(offer_read(sdp, strlen(sdp), &US, &seen), OK);
	assert_int_equal(seen.remote.event_payload, 101);
	assert_int_equal(ntohs(seen.remote.address.sin_port), 20000);
}

static void what_they_say_is_read_as_meant(void **state)
{
	static const struct {
		const char *because;
		enum err err;
		const char *sdp;
		int codec, event;
		bool sends, hears;
	} CASES[] = {
		{ "the plain case", OK,
		  TOP "m=audio 4000 RTP/AVP 8 96\r\na=rtpmap:96 telephone-event/8000\r\n", MEDIA_PCMA, 96,
		  true, true },
		{ "their first common codec wins", OK, TOP "m=audio 4000 RTP/AVP 18 0 8\r\n", MEDIA_PCMU,
		  -1, true, true },
		{ "hold", OK, TOP "m=audio 4000 RTP/AVP 0\r\na=sendonly\r\n", MEDIA_PCMU, -1, true, false },
		{ "hold for the session", OK, TOP "a=inactive\r\nm=audio 4000 RTP/AVP 0\r\n", MEDIA_PCMU,
		  -1, false, false },
		{ "hold in the old way", OK, "v=0\r\nc=IN IP4 0.0.0.0\r\nm=audio 4000 RTP/AVP 0\r\n",
		  MEDIA_PCMU, -1, true, false },
		{ "bare line feeds", OK, "v=0\nc=IN IP4 1.2.3.4\nm=audio 4000 RTP/AVP 0\n", MEDIA_PCMU, -1,
		  true, true },
		{ "nothing in common", ERR_UNSUPPORTED, TOP "m=audio 4000 RTP/AVP 18\r\n", 0, 0, 0, 0 },
		{ "sound refused", ERR_UNSUPPORTED, TOP "m=audio 0 RTP/AVP 0\r\n", 0, 0, 0, 0 },
		{ "encrypted only", ERR_UNSUPPORTED, TOP "m=audio 4000 RTP/SAVP 0\r\n", 0, 0, 0, 0 },
		{ "a port of 2^32 is not port 0", ERR_MALFORMED, TOP "m=audio 17000 RTP/AVP 4294967296\r\n",
		  0, 0, 0, 0 },
		{ "a port beyond the range", ERR_MALFORMED, TOP "m=audio 4294967296 RTP/AVP 0\r\n", 0, 0, 0,
		  0 },
		{ "a multicast group", ERR_UNSUPPORTED,
		  "v=0\r\nc=IN IP4 224.1.1.1\r\nm=audio 4000 RTP/AVP 0\r\n", 0, 0, 0, 0 },
		{ "no address", ERR_UNSUPPORTED, "v=0\r\nm=audio 4000 RTP/AVP 0\r\n", 0, 0, 0, 0 },
		{ "no words at all", ERR_MALFORMED, "hello", 0, 0, 0, 0 },
		{ "nothing", ERR_MALFORMED, "", 0, 0, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		struct offer_seen seen;
		enum err err = offer_read(CASES[i].sdp, strlen(CASES[i].sdp), &US, &seen);

		if (err != CASES[i].err)
			fail_msg("%s: %s", CASES[i].because, err_words(err));
		if (err != OK)
			continue;
		if ((int)seen.remote.codec != CASES[i].codec ||
		    seen.remote.event_payload != CASES[i].event ||
		    seen.remote.they_send != CASES[i].sends || seen.remote.they_hear != CASES[i].hears)
			fail_msg("%s: read otherwise", CASES[i].because);
	}
}

static void an_answer_mirrors_the_offer_and_refuses_video_in_its_place(void **state)
{
	static const char OFFER[] = TOP "m=video 5000 RTP/AVP 31\r\nm=audio 4000 RTP/AVP 8 97\r\n"
									"a=rtpmap:97 telephone-event/8000\r\na=sendonly\r\n";
	struct offer_seen seen;
	char answer[OFFER_CHARS];

	(void)state;
	assert_int_equal(offer_read(OFFER, strlen(OFFER), &US, &seen), OK);
	offer_answer(&US, &seen, answer);
	assert_non_null(strstr(answer, "m=video 0 RTP/AVP 31\r\nm=audio 20000 RTP/AVP 8 97\r\n"));
	assert_non_null(strstr(answer, "a=recvonly\r\n"));
}

static void damaged_descriptions_never_crash_it(void **state)
{
	static const char OFFER[] =
		TOP "m=video 5000/2 RTP/AVP 31\r\nm=audio 4000 RTP/AVP 8 97 0\r\n"
			"c=IN IP4 10.0.0.1/127\r\na=rtpmap:97 telephone-event/8000\r\na=sendonly\r\n";
	struct random dice;

	(void)state;
	random_seed(&dice, 3264);
	for (int round = 0; round < 40000; round++) {
		size_t length = (size_t)random_between(&dice, 0, sizeof(OFFER) - 1);
		char *copy = malloc(length + 1);
		struct offer_seen seen;
		char answer[OFFER_CHARS];

		assert_non_null(copy);
		memcpy(copy, OFFER, length);
		for (int hit = 0; hit < 4 && length; hit++)
			copy[random_between(&dice, 0, (int64_t)length - 1)] =
				"\r\n =:/m0a9c-"[random_between(&dice, 0, 11)];
		if (offer_read(copy, length, &US, &seen) == OK)
			assert_true(offer_answer(&US, &seen, answer) < OFFER_CHARS);
		free(copy);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_offer_is_g711_and_keys_without_comfort_noise),
		cmocka_unit_test(what_they_say_is_read_as_meant),
		cmocka_unit_test(an_answer_mirrors_the_offer_and_refuses_video_in_its_place),
		cmocka_unit_test(damaged_descriptions_never_crash_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
