// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/pages.h"

#include <event2/buffer.h>
#include <stdio.h>
#include <string.h>

#include "adapter/http/http_inside.h"
#include "adapter/http/router.h"
#include "adapter/http/web.h"

#define POLICY \
	"default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; " \
	"img-src 'self' data:; connect-src 'self'; media-src 'self' blob:; worker-src 'self'; " \
	"manifest-src 'self'; base-uri 'none'; form-action 'self'; " \
	"require-trusted-types-for 'script'; "
#define ALONE POLICY "frame-ancestors 'none'"
/* The demo's page of all people shows them in frames, each at a host of their own. */
#define TOGETHER \
	POLICY "frame-ancestors http://demo.localhost:*; frame-src http://*.demo.localhost:*"
#define YEAR "public, max-age=31536000, immutable"

/* The app draws whatever stands below these; the rest of the addresses is not there. */
static const char *const PLACES[] = { "account",    "signin",     "signup", "line",  "receipt",
	                                  "kit",        "pro",        "op",     "setup", "demo",
	                                  "help",       "c",          "l",      "a",     "mail",
	                                  "robots.txt", "sitemap.xml" };

static void put(struct evkeyvalq *headers, const char *name, const char *value)
{
	int bad = evhttp_add_header(headers, name, value);

	must(bad == 0);
}

static void put_always(struct evkeyvalq *headers, bool secure)
{
	put(headers, "X-Content-Type-Options", "nosniff");
	put(headers, "Cross-Origin-Resource-Policy", "same-origin");
	if (secure)
		put(headers, "Strict-Transport-Security", "max-age=31536000");
}

void pages_headers(struct evkeyvalq *headers, const struct surface *surface)
{
	put_always(headers, surface->secure);
	put(headers, "Cache-Control", "no-cache");
	put(headers, "Content-Security-Policy", surface->config->demo ? TOGETHER : ALONE);
	put(headers, "Permissions-Policy", "microphone=(self), camera=(), geolocation=()");
	put(headers, "Referrer-Policy", "same-origin");
	put(headers, "Cross-Origin-Opener-Policy", "same-origin");
}

static const struct web_file *find_file(const struct web *web, text path)
{
	size_t low = 0, high = web->file_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *name = web->files[middle].path;
		size_t length = strlen(name);
		size_t both = length < path.length ? length : path.length;
		int order = memcmp(name, path.at, both);

		if (order == 0 && length == path.length)
			return &web->files[middle];
		if (order < 0 || (order == 0 && length < path.length))
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static bool header_has(struct evhttp_request *evrq, const char *name, const char *word)
{
	const char *value = evhttp_find_header(evhttp_request_get_input_headers(evrq), name);

	return value && strstr(value, word);
}

static void send_body(struct loop *loop, struct evhttp_request *evrq, const void *at, size_t length)
{
	char said[24];

	(void)snprintf(said, sizeof(said), "%zu", length);
	put(evhttp_request_get_output_headers(evrq), "Content-Length", said);
	if (evhttp_request_get_command(evrq) != EVHTTP_REQ_HEAD)
		(void)evbuffer_add_reference(loop->scratch, at, length, NULL, NULL);
}

static void send_file(struct loop *loop, struct evhttp_request *evrq, const struct web_file *file)
{
	struct evkeyvalq *headers = evhttp_request_get_output_headers(evrq);
	bool secure = loop->http->surface.secure;
	int status = 200;

	if (strncmp(file->type, "text/html", 9) == 0) {
		pages_headers(headers, &loop->http->surface);
	} else {
		put_always(headers, secure);
		put(headers, "Cache-Control", file->lasts ? YEAR : "no-cache");
	}
	put(headers, "Content-Type", file->type);
	put(headers, "ETag", file->etag);
	if (file->packed)
		put(headers, "Vary", "Accept-Encoding");
	if (header_has(evrq, "If-None-Match", file->etag)) {
		status = 304;
	} else if (file->packed && header_has(evrq, "Accept-Encoding", "gzip")) {
		put(headers, "Content-Encoding", "gzip");
		send_body(loop, evrq, file->packed, file->packed_length);
	} else {
		send_body(loop, evrq, file->raw, file->raw_length);
	}
	evhttp_send_reply(evrq, status, NULL, loop->scratch);
	evbuffer_drain(loop->scratch, evbuffer_get_length(loop->scratch));
}

static void send_absent(struct loop *loop, struct evhttp_request *evrq)
{
	static const char WORDS[] = "This ringback was built without its web app: build it with "
								"./dev build where Node is, or use the API under /v1.\n";
	struct evkeyvalq *headers = evhttp_request_get_output_headers(evrq);

	pages_headers(headers, &loop->http->surface);
	put(headers, "Content-Type", "text/plain; charset=utf-8");
	send_body(loop, evrq, WORDS, sizeof(WORDS) - 1);
	evhttp_send_reply(evrq, 503, NULL, loop->scratch);
	evbuffer_drain(loop->scratch, evbuffer_get_length(loop->scratch));
}

static bool is_place(text path)
{
	text rest = path, first, after;

	if (text_is(path, "/"))
		return true;
	rest.at++;
	rest.length--;
	text_cut(rest, '/', &first, &after);
	for (size_t i = 0; i < COUNT(PLACES); i++)
		if (text_is(first, PLACES[i]))
			return true;
	return false;
}

/* A page whose head the store has to be asked for. */
static bool is_route(const struct web *web, text path)
{
	const struct api routes = { .routes = web->routes, .route_count = web->route_count };

	return router_find(&routes, TEXT_LITERAL("GET"), path).route != NULL;
}

bool pages_answer(struct loop *loop, struct evhttp_request *evrq, text path)
{
	const struct web *web = loop->http->surface.api->web;
	enum evhttp_cmd_type command = evhttp_request_get_command(evrq);

	if (!web || (command != EVHTTP_REQ_GET && command != EVHTTP_REQ_HEAD))
		return false;
	if (path.length == 0 || path.at[0] != '/')
		return false;
	const struct web_file *file = find_file(web, path);

	if (!file && !is_place(path))
		return false;
	if (!file && web->file_count && is_route(web, path))
		return false;
	if (!file)
		file = find_file(web, TEXT_LITERAL("/index.html"));
	if (file)
		send_file(loop, evrq, file);
	else
		send_absent(loop, evrq);
	return true;
}
