// SPDX-License-Identifier: Apache-2.0
/* What a loop makes of a request before anybody else sees it: addresses, proxies, keys, origins. */
#include "adapter/http/exchange.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "adapter/http/form.h"

static enum err handler(struct desk *desk, const struct request *rq, struct reply *reply)
{
	(void)desk;
	(void)rq;
	return reply_nothing(reply);
}

static const struct form ID_FORM = {
	.types = FORM_STRING, .format = FORMAT_ID, .id_kind = ID_OF_callback, .most = 40, .pattern = -1
};
static const struct field ID_FIELD[] = { { "callback", &ID_FORM, true } };
static const struct route ROUTES[] = {
	{ .method = "GET",
	  .path = "/v1/things",
	  .operation = "list",
	  .handler = handler,
	  .roles = ROLE_PUBLIC,
	  .is_list = true },
	{ .method = "DELETE",
	  .path = "/v1/things/{callback}",
	  .operation = "drop",
	  .handler = handler,
	  .roles = ROLE_CUSTOMER,
	  .writes = true,
	  .path_params = ID_FIELD,
	  .path_count = 1,
	  .idempotency = IDEMPOTENCY_ACCEPTED },
};
static const char *const NO_PATTERNS[] = { NULL };
static const struct api API = { .routes = ROUTES,
	                            .route_count = COUNT(ROUTES),
	                            .patterns = NO_PATTERNS };

struct bench {
	struct http_config config;
	struct surface surface;
	struct patterns *patterns;
	struct exchange *x;
};

static void begin(struct bench *b)
{
	http_config_default(&b->config);
	b->config.api = &API;
	b->config.trusted_proxies = "127.0.0.1, ::1";
	b->config.calls_per_address = 2;
	b->patterns = patterns_open(NO_PATTERNS);
	b->surface = (struct surface){ .config = &b->config,
		                           .api = &API,
		                           .patterns = b->patterns,
		                           .gate = gate_open(64),
		                           .site = TEXT_LITERAL("https://calls.example"),
		                           .secure = true,
		                           .cookie_name = "__Host-ringback" };
	b->x = exchange_open(&b->surface);
}

static void end(struct bench *b)
{
	exchange_close(b->x);
	gate_close(b->surface.gate);
	patterns_close(b->patterns);
}

static struct incoming get(const char *peer)
{
	return (struct incoming){ .method = TEXT_LITERAL("GET"),
		                      .path = TEXT_LITERAL("/v1/things"),
		                      .peer = text_of(peer) };
}

static bool prepare(struct bench *b, const struct incoming *in)
{
	exchange_clear(b->x);
	return exchange_prepare(b->x, in);
}

static void only_a_trusted_proxy_says_who_asks(void **state)
{
	static const struct {
		const char *peer, *said, *address;
	} CASES[] = {
		{ "192.0.2.7", "203.0.113.9", "192.0.2.7" },
		{ "127.0.0.1", "203.0.113.9", "203.0.113.9" },
		{ "127.0.0.1", "10.0.0.1, 203.0.113.9", "203.0.113.9" },
		{ "127.0.0.1", "", "127.0.0.1" },
		{ "127.0.0.1", NULL, "127.0.0.1" },
		{ "127.0.0.1", "203.0.113.9,", "127.0.0.1" },
	};
	struct bench b;

	(void)state;
	begin(&b);
	b.config.calls_per_address = 0;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		struct incoming in = get(CASES[i].peer);

		in.forwarded_for = text_of(CASES[i].said);
		assert_true(prepare(&b, &in));
		assert_true(text_is(b.x->rq.address, CASES[i].address));
	}
	end(&b);
}

static void the_third_of_two_calls_is_refused_with_when_to_come_again(void **state)
{
	struct bench b;
	struct incoming in = get("192.0.2.7"), other = get("192.0.2.8");

	(void)state;
	begin(&b);
	assert_true(prepare(&b, &in));
	assert_true(prepare(&b, &in));
	assert_false(prepare(&b, &in));
	assert_int_equal(b.x->reply.status, 429);
	assert_string_equal(b.x->reply.headers->name, "Retry-After");
	assert_true(prepare(&b, &other));
	in.by_socket = true;
	assert_true(prepare(&b, &in));
	end(&b);
}

static void a_cookie_may_write_from_our_own_site_only(void **state)
{
	static const struct {
		const char *origin, *site;
		bool may;
	} CASES[] = {
		{ "https://calls.example", NULL, true },
		{ "https://CALLS.example", "same-origin", true },
		{ NULL, "same-origin", true },
		{ NULL, NULL, false },
		{ "http://calls.example", NULL, false },
		{ "https://calls.example.evil", NULL, false },
		{ "null", "same-origin", false },
		{ "https://calls.example", "cross-site", false },
		{ "https://calls.example", "same-site", false },
	};
	struct bench b;
	char token[CRYPT_TOKEN_CHARS], cookie[128], id[ID_CHARS], path[64];

	(void)state;
	begin(&b);
	b.config.calls_per_address = 0;
	crypt_token_make("rb_sess_", token);
	snprintf(cookie, sizeof(cookie), "__Host-ringback=%s", token);
	snprintf(path, sizeof(path), "/v1/things/%s", id_format(ID_OF_callback, 7, id));
	for (size_t i = 0; i < COUNT(CASES); i++) {
		struct incoming in = get("192.0.2.7");

		in.method = TEXT_LITERAL("DELETE");
		in.path = text_of(path);
		in.cookie = text_of(cookie);
		in.origin = text_of(CASES[i].origin);
		in.fetch_site = text_of(CASES[i].site);
		assert_int_equal(prepare(&b, &in), CASES[i].may);
		assert_int_equal(b.x->reply.status, CASES[i].may ? 0 : 403);
	}
	end(&b);
}

static void keys_come_quoted_or_bare(void **state)
{
	static const struct {
		const char *said, *key;
	} CASES[] = {
		{ "abc", "abc" }, { "\"abc\"", "abc" }, { " abc ", "abc" },
		{ "\"", "\"" },   { "a b", "a b" },     { "\"\"", NULL },
		{ "", NULL },     { "a\x01", NULL },    { "\xc3\xa9", NULL },
	};
	struct bench b;

	(void)state;
	begin(&b);
	b.config.calls_per_address = 0;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		struct incoming in = get("192.0.2.7");

		in.idempotency_key = text_of(CASES[i].said);
		assert_int_equal(prepare(&b, &in), CASES[i].key != NULL);
		if (CASES[i].key)
			assert_true(text_is(b.x->rq.idempotency_key, CASES[i].key));
	}
	end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_a_trusted_proxy_says_who_asks),
		cmocka_unit_test(the_third_of_two_calls_is_refused_with_when_to_come_again),
		cmocka_unit_test(a_cookie_may_write_from_our_own_site_only),
		cmocka_unit_test(keys_come_quoted_or_bare),
	};

	if (crypt_init() != OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
