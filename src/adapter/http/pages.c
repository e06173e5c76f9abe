// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/pages.h"

#include <event2/buffer.h>
#include <stdio.h>
#include <string.h>

#include "adapter/http/coding.h"
#include "adapter/http/cookie.h"
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

static text header_of(struct evhttp_request *evrq, const char *name)
{
	return text_of(evhttp_find_header(evhttp_request_get_input_headers(evrq), name));
}

static void send_body(struct loop *loop, struct evhttp_request *evrq, const void *at, size_t length)
{
	char said[24];

	(void)snprintf(said, sizeof(said), "%zu", length);
	put(evhttp_request_get_output_headers(evrq), "Content-Length", said);
	if (evhttp_request_get_command(evrq) != EVHTTP_REQ_HEAD)
		(void)evbuffer_add_reference(loop->scratch, at, length, NULL, NULL);
}

/* The page with its colours said in the first tag, so that nothing is drawn in others before. */
static void send_themed(struct loop *loop, struct evhttp_request *evrq, const struct web_file *file,
                        const char *theme)
{
	static const char OPEN[] = "<html";
	const unsigned char *tag = memmem(file->raw, file->raw_length, OPEN, sizeof(OPEN) - 1);
	char said[40], length[24];
	size_t head;

	must(tag);
	head = (size_t)(tag - file->raw) + sizeof(OPEN) - 1;
	int more = snprintf(said, sizeof(said), " data-theme=\"%s\"", theme);

	(void)snprintf(length, sizeof(length), "%zu", file->raw_length + (size_t)more);
	put(evhttp_request_get_output_headers(evrq), "Content-Length", length);
	if (evhttp_request_get_command(evrq) == EVHTTP_REQ_HEAD)
		return;
	(void)evbuffer_add(loop->scratch, file->raw, head);
	(void)evbuffer_add(loop->scratch, said, (size_t)more);
	(void)evbuffer_add(loop->scratch, file->raw + head, file->raw_length - head);
}

static void send_form(struct loop *loop, struct evhttp_request *evrq, const struct web_file *file,
                      enum coding coding)
{
	if (coding != CODING_PLAIN)
		put(evhttp_request_get_output_headers(evrq), "Content-Encoding", CODING_WORDS[coding]);
	if (coding == CODING_BROTLI)
		send_body(loop, evrq, file->brotli, file->brotli_length);
	else if (coding == CODING_GZIP)
		send_body(loop, evrq, file->packed, file->packed_length);
	else
		send_body(loop, evrq, file->raw, file->raw_length);
}

/* Each form has a tag of its own: a cache must not take one for the other. */
static bool put_tag(struct evhttp_request *evrq, const struct web_file *file, const char *form)
{
	char tag[64];

	(void)snprintf(tag, sizeof(tag), "\"%s%s%s\"", file->etag, form ? "-" : "", form ? form : "");
	put(evhttp_request_get_output_headers(evrq), "ETag", tag);
	return coding_has_tag(header_of(evrq, "If-None-Match"), text_of(tag));
}

static enum coding coding_of(struct evhttp_request *evrq, const struct web_file *file)
{
	unsigned forms = 1u << CODING_PLAIN | (file->packed ? 1u << CODING_GZIP : 0u) |
	                 (file->brotli ? 1u << CODING_BROTLI : 0u);

	return coding_best(header_of(evrq, "Accept-Encoding"), forms);
}

static void send_file(struct loop *loop, struct evhttp_request *evrq, const struct web_file *file)
{
	struct evkeyvalq *headers = evhttp_request_get_output_headers(evrq);
	bool secure = loop->http->surface.secure;
	bool is_page = strncmp(file->type, "text/html", 9) == 0;
	const char *theme = is_page ? cookie_theme(header_of(evrq, "Cookie")) : NULL;
	enum coding coding = theme ? CODING_PLAIN : coding_of(evrq, file);
	bool known;

	if (is_page) {
		pages_headers(headers, &loop->http->surface);
	} else {
		put_always(headers, secure);
		put(headers, "Cache-Control", file->lasts ? YEAR : "no-cache");
	}
	put(headers, "Content-Type", file->type);
	if (file->packed)
		put(headers, "Vary", is_page ? "Accept-Encoding, Cookie" : "Accept-Encoding");
	known = put_tag(evrq, file, theme ? theme : coding ? CODING_WORDS[coding] : NULL);
	if (!known && theme)
		send_themed(loop, evrq, file, theme);
	else if (!known)
		send_form(loop, evrq, file, coding);
	evhttp_send_reply(evrq, known ? 304 : 200, NULL, loop->scratch);
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
