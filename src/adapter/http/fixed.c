// SPDX-License-Identifier: Apache-2.0
/* Answers that need neither lane nor reader: health, numbers, the document, what problems mean. */
#include <event2/buffer.h>
#include <stdio.h>

#include "adapter/http/coding.h"
#include "adapter/http/http_inside.h"
#include "adapter/http/problem_page.h"
#include "base/arena.h"
#include "base/hash.h"
#include "base/meter.h"

#define CHECKS_MOST 64

struct page {
	int status;
	const char *type;
	text body;
	bool is_kept; /* by caches: for everybody the same, until another version of us */
};

static void put(struct evkeyvalq *headers, const char *name, const char *value)
{
	int bad = evhttp_add_header(headers, name, value);

	must(bad == 0);
}

/* Whether the client has it already. */
static bool put_caching(struct evhttp_request *evrq, const struct page *page)
{
	struct evkeyvalq *headers = evhttp_request_get_output_headers(evrq);
	char tag[24];

	put(headers, "Cache-Control", page->is_kept ? "public, max-age=3600" : "no-store");
	if (!page->is_kept)
		return false;
	(void)snprintf(tag, sizeof(tag), "\"%016llx\"",
	               (unsigned long long)hash_bytes(page->body.at, page->body.length));
	put(headers, "ETag", tag);
	return coding_has_tag(
		text_of(evhttp_find_header(evhttp_request_get_input_headers(evrq), "If-None-Match")),
		text_of(tag));
}

static void send_page(struct loop *loop, struct evhttp_request *evrq, const struct page *page)
{
	struct evkeyvalq *headers = evhttp_request_get_output_headers(evrq);
	bool head = evhttp_request_get_command(evrq) == EVHTTP_REQ_HEAD;
	bool known = put_caching(evrq, page);
	char length[24];

	put(headers, "Content-Type", page->type);
	put(headers, "X-Content-Type-Options", "nosniff");
	if (loop->http->surface.secure)
		put(headers, "Strict-Transport-Security", "max-age=31536000");
	if (!known) {
		(void)snprintf(length, sizeof(length), "%zu", page->body.length);
		put(headers, "Content-Length", length);
	}
	if (!head && !known)
		evbuffer_add(loop->scratch, page->body.at, page->body.length);
	evhttp_send_reply(evrq, known ? 304 : page->status, NULL, loop->scratch);
}

/* The public door tells only whether; the admin's also which, since when, and what to do. */
static void write_ready(struct loop *loop, struct json *j, bool *ready, bool tell_all)
{
	const struct http_config *config = &loop->http->config;
	struct http_check checks[CHECKS_MOST];
	size_t count = config->checks ? config->checks(config->checks_ctx, checks, CHECKS_MOST) : 0;

	*ready = !loop->draining;
	for (size_t i = 0; i < count; i++)
		*ready = *ready && checks[i].ok;
	json_object(j);
	json_put_bool(j, "ready", *ready);
	for (size_t i = 0; tell_all && i < count; i++) {
		if (i == 0) {
			json_key(j, "checks");
			json_array(j);
		}
		json_object(j);
		json_put_chars(j, "name", checks[i].name);
		json_put_bool(j, "ok", checks[i].ok);
		json_put_instant(j, "since", checks[i].since);
		json_put_chars(j, "fix", checks[i].ok ? NULL : checks[i].fix);
		json_end(j);
		if (i + 1 == count)
			json_end(j);
	}
	json_end(j);
}

static void ready(struct loop *loop, struct evhttp_request *evrq, bool tell_all)
{
	struct arena *arena = arena_open(4096);
	struct page page = { .type = "application/json" };
	struct text_buf out;
	struct json j;
	bool is_ready = false;

	text_buf_init(&out, arena);
	json_init(&j, &out);
	write_ready(loop, &j, &is_ready, tell_all);
	page.status = is_ready ? 200 : 503;
	page.body = text_buf_text(&out);
	send_page(loop, evrq, &page);
	arena_close(arena);
}

static void metrics(struct loop *loop, struct evhttp_request *evrq)
{
	struct arena *arena = arena_open(65536);
	struct text_buf out;

	text_buf_init(&out, arena);
	meter_write(&out);
	send_page(loop, evrq,
	          &(struct page){ .status = 200,
	                          .type = "text/plain; version=0.0.4; charset=utf-8",
	                          .body = text_buf_text(&out) });
	arena_close(arena);
}

static void send_problems(struct loop *loop, struct evhttp_request *evrq)
{
	struct evkeyvalq *headers = evhttp_request_get_output_headers(evrq);
	struct arena *arena = arena_open(65536);
	struct text_buf out;

	text_buf_init(&out, arena);
	problem_page_write(&out);
	put(headers, "Content-Security-Policy",
	    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
	    "frame-ancestors 'none'");
	send_page(loop, evrq,
	          &(struct page){ .status = 200,
	                          .type = "text/html; charset=utf-8",
	                          .body = text_buf_text(&out),
	                          .is_kept = true });
	arena_close(arena);
}

bool fixed_answer(struct loop *loop, enum door_kind kind, struct evhttp_request *evrq, text path)
{
	enum evhttp_cmd_type command = evhttp_request_get_command(evrq);
	bool tell_all = kind != DOOR_PUBLIC;

	if (command != EVHTTP_REQ_GET && command != EVHTTP_REQ_HEAD)
		return false;
	if (text_is(path, "/healthz"))
		send_page(loop, evrq,
		          &(struct page){ 200, "application/json", TEXT_LITERAL("{\"ok\":true}"), false });
	else if (text_is(path, "/readyz"))
		ready(loop, evrq, tell_all);
	else if (text_is(path, "/metrics") && tell_all)
		metrics(loop, evrq);
	else if (text_is(path, "/openapi.json") && loop->http->surface.api->openapi.length)
		send_page(loop, evrq,
		          &(struct page){ 200, "application/json", loop->http->surface.api->openapi,
		                          false });
	else if (text_is(path, PROBLEM_PAGE_PATH))
		send_problems(loop, evrq);
	else if (text_is(path, PROBLEM_STYLE_PATH))
		send_page(loop, evrq,
		          &(struct page){ 200, "text/css; charset=utf-8", problem_page_style(), true });
	else
		return false;
	return true;
}
