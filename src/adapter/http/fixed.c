// SPDX-License-Identifier: Apache-2.0
/* Answers that need neither lane nor reader: health, numbers, the document. */
#include <event2/buffer.h>
#include <stdio.h>

#include "adapter/http/http_inside.h"
#include "base/arena.h"
#include "base/meter.h"

#define CHECKS_MOST 64

struct page {
	int status;
	const char *type;
	text body;
};

static void send_page(struct loop *loop, struct evhttp_request *evrq, const struct page *page)
{
	struct evkeyvalq *headers = evhttp_request_get_output_headers(evrq);
	bool head = evhttp_request_get_command(evrq) == EVHTTP_REQ_HEAD;
	char length[24];

	evhttp_add_header(headers, "Content-Type", page->type);
	evhttp_add_header(headers, "Cache-Control", "no-store");
	evhttp_add_header(headers, "X-Content-Type-Options", "nosniff");
	(void)snprintf(length, sizeof(length), "%zu", page->body.length);
	evhttp_add_header(headers, "Content-Length", length);
	if (!head)
		evbuffer_add(loop->scratch, page->body.at, page->body.length);
	evhttp_send_reply(evrq, page->status, NULL, loop->scratch);
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
	          &(struct page){ 200, "text/plain; version=0.0.4; charset=utf-8",
	                          text_buf_text(&out) });
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
		          &(struct page){ 200, "application/json", TEXT_LITERAL("{\"ok\":true}") });
	else if (text_is(path, "/readyz"))
		ready(loop, evrq, tell_all);
	else if (text_is(path, "/metrics") && tell_all)
		metrics(loop, evrq);
	else if (text_is(path, "/openapi.json") && loop->http->surface.api->openapi.length)
		send_page(loop, evrq,
		          &(struct page){ 200, "application/json", loop->http->surface.api->openapi });
	else
		return false;
	return true;
}
