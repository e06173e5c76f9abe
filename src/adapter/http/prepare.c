// SPDX-License-Identifier: Apache-2.0
/*
 * From what came on the wire to a request a handler may see, in the order in which a client can
 * mend it.
 */
#include "adapter/http/exchange.h"

#include <string.h>

#include "adapter/http/form.h"
#include "adapter/http/router.h"
#include "adapter/http/urlencoded.h"
#include "adapter/http/web.h"
#include "base/arena.h"
#include "base/random.h"

#define REQUEST_ID_MOST 64
#define KEY_MOST 255

static bool refuse(struct exchange *x, enum problem problem, const char *detail)
{
	reply_problem(&x->reply, problem, detail);
	return false;
}

static bool is_plain(text chars)
{
	for (size_t i = 0; i < chars.length; i++) {
		char c = chars.at[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      c == '-' || c == '_' || c == '.'))
			return false;
	}
	return chars.length > 0;
}

/* Theirs when it cannot do harm in a log, else one of ours. */
static void name_request(struct exchange *x, text theirs)
{
	struct text_buf made;

	if (theirs.length <= REQUEST_ID_MOST && is_plain(theirs)) {
		x->rq.request_id = text_copy(x->arena, theirs);
		return;
	}
	text_buf_init(&made, x->arena);
	text_buf_print(&made, "%016llx", (unsigned long long)random_secret_u64());
	x->rq.request_id = text_buf_text(&made);
}

/* ---- where it comes from --------------------------------------------------------------- */
static bool is_trusted(const char *trusted, text address)
{
	text rest = text_of(trusted), one;

	while (rest.length) {
		text_cut(rest, ',', &one, &rest);
		if (text_same(text_trim(one), address))
			return true;
	}
	return false;
}

/* Only the last hop is believed: what stands before it, anybody can write. */
static text address_of(const struct exchange *x, const struct incoming *in)
{
	const char *trusted = x->surface->config->trusted_proxies;
	text chain = in->forwarded_for;

	if (!trusted || !chain.length || !is_trusted(trusted, in->peer))
		return in->peer;
	for (size_t i = chain.length; i > 0; i--) {
		if (chain.at[i - 1] != ',')
			continue;
		chain = (text){ chain.at + i, chain.length - i };
		break;
	}
	chain = text_trim(chain);
	return chain.length && chain.length < 64 ? chain : in->peer;
}

static bool take_allowance(struct exchange *x, const struct incoming *in, uint64_t who,
                           int a_minute)
{
	mono now = x->surface->config->clock->tick(x->surface->config->clock->ctx);
	struct allowance got = gate_take(x->surface->gate, who, a_minute, now);

	if (in->by_socket)
		return true;
	if (got.limit && (!x->allowance.limit || got.remaining < x->allowance.remaining))
		x->allowance = got;
	if (!a_minute || got.granted)
		return true;
	struct text_buf wait;

	x->allowance = got;
	reply_problem(&x->reply, PROBLEM_RATE, NULL);
	text_buf_init(&wait, x->arena);
	text_buf_print(&wait, "%lld", (long long)got.wait_s);
	reply_header(&x->reply, "Retry-After", text_buf_text(&wait));
	return false;
}

/*
 * The general limits; an operation's own one is taken later, so that a flood of others does not use
 * it up.
 */
static bool within_limits(struct exchange *x, const struct incoming *in)
{
	const struct http_config *config = x->surface->config;
	struct gate *gate = x->surface->gate;

	if (!take_allowance(x, in, gate_address(gate, x->rq.address), config->calls_per_address))
		return false;
	if (x->credential != CREDENTIAL_KEY && x->credential != CREDENTIAL_SESSION)
		return true;
	return take_allowance(x, in, gate_name(gate, text_of(x->rq.who.token_hash)),
	                      config->calls_per_principal);
}

static bool within_route_limit(struct exchange *x, const struct incoming *in)
{
	const struct route *route = x->rq.route;
	struct text_buf name;

	if (!route->calls_a_minute)
		return true;
	text_buf_init(&name, x->arena);
	text_buf_print(&name, "%s %016llx", route->operation,
	               (unsigned long long)gate_address(x->surface->gate, x->rq.address));
	return take_allowance(x, in, gate_name(x->surface->gate, text_buf_text(&name)),
	                      route->calls_a_minute);
}

/* ---- headers --------------------------------------------------------------------------- */
static bool media_is(text value, const char *type)
{
	text media, rest;

	text_cut(value, ';', &media, &rest);
	return text_same_fold(text_trim(media), text_of(type));
}

static bool accepts(text accept, const char *type)
{
	text one;

	if (!text_trim(accept).length)
		return true;
	while (accept.length) {
		text_cut(accept, ',', &one, &accept);
		text wanted = text_trim(one);

		if (media_is(wanted, type) || media_is(wanted, "*/*") ||
		    media_is(wanted, "application/problem+json") ||
		    (media_is(wanted, "application/*") && strncmp(type, "application/", 12) == 0) ||
		    (media_is(wanted, "text/*") && strncmp(type, "text/", 5) == 0))
			return true;
	}
	return false;
}

/* Quoted as in the draft, or bare. */
static bool read_key(struct exchange *x, text raw)
{
	text key = text_trim(raw);

	if (key.length >= 2 && key.at[0] == '"' && key.at[key.length - 1] == '"')
		key = (text){ key.at + 1, key.length - 2 };
	bool good = key.length >= 1 && key.length <= KEY_MOST;

	for (size_t i = 0; good && i < key.length; i++)
		good = key.at[i] >= 0x20 && key.at[i] < 0x7f;
	if (!good)
		return refuse(x, PROBLEM_KEY_FORM, NULL);
	x->rq.idempotency_key = text_copy(x->arena, key);
	return true;
}

static bool read_if_match(struct exchange *x, text raw)
{
	text tag = text_trim(raw);

	if (text_is(tag, "*")) {
		x->rq.if_match = IF_MATCH_ANY;
		return true;
	}
	if (tag.length >= 2 && tag.at[0] == '"' && tag.at[tag.length - 1] == '"')
		tag = (text){ tag.at + 1, tag.length - 2 };
	/* A tag we never gave can match nothing. */
	if (text_number(tag, 1, INT64_MAX, &x->rq.if_match) != OK)
		x->rq.if_match = INT64_MAX;
	return true;
}

static bool read_headers(struct exchange *x, const struct incoming *in)
{
	const struct route *route = x->rq.route;

	const char *gives = route->streams   ? "text/event-stream"
	                    : route->is_page ? "text/html"
	                                     : "application/json";

	if (!accepts(in->accept, gives))
		return refuse(x, PROBLEM_ACCEPT, NULL);
	if (in->idempotency_key.at && !read_key(x, in->idempotency_key))
		return false;
	if (route->idempotency == IDEMPOTENCY_REQUIRED && !in->idempotency_key.at)
		return refuse(x, PROBLEM_KEY_MISSING, NULL);
	if (in->if_match.at && !read_if_match(x, in->if_match))
		return false;
	if (route->if_match_required && !in->if_match.at)
		return refuse(x, PROBLEM_IF_MATCH, NULL);
	if (text_number(text_trim(in->last_event_id), 0, INT64_MAX, &x->rq.last_event) != OK)
		x->rq.last_event = -1;
	return true;
}

/* ---- body ------------------------------------------------------------------------------ */
static bool parse_json(struct exchange *x, const struct incoming *in)
{
	const char *why = NULL;

	if (!media_is(in->content_type, "application/json") &&
	    !media_is(in->content_type, "application/merge-patch+json"))
		return refuse(x, PROBLEM_MEDIA, NULL);
	x->rq.body = form_parse(in->body, x->arena, &why);
	return x->rq.body || refuse(x, PROBLEM_JSON, why);
}

static bool parse_form(struct exchange *x, const struct incoming *in, const struct form *body)
{
	if (!media_is(in->content_type, "application/x-www-form-urlencoded"))
		return refuse(x, PROBLEM_MEDIA, "A page takes what its form sends.");
	x->rq.body = urlencoded_read(in->body, body, x->arena);
	return x->rq.body || refuse(x, PROBLEM_REQUEST, "The form is not percent-encoded UTF-8.");
}

static bool read_body(struct exchange *x, const struct incoming *in)
{
	const struct route *route = x->rq.route;
	static const struct form NOTHING_TAKEN = { .types = FORM_OBJECT, .pattern = -1 };
	const struct form *body = route->body ? route->body : &NOTHING_TAKEN;
	struct faults faults = { .arena = x->arena };

	if (in->body.length == 0) {
		if (!route->body_required)
			return true;
		faults_add(&faults, "#", "required", "Send a JSON object.");
		reply_problem_faults(&x->reply, faults.at, faults.count);
		return false;
	}
	if (route->is_page ? !parse_form(x, in, body) : !parse_json(x, in))
		return false;
	form_check(x->surface->patterns, body, x->rq.body, &faults);
	if (faults.count)
		reply_problem_faults(&x->reply, faults.at, faults.count);
	return faults.count == 0;
}

static void take_fingerprint(struct exchange *x, const struct incoming *in)
{
	const text pieces[] = { in->method, in->path, in->query, in->body };

	if (x->rq.idempotency_key.at)
		crypt_hash_pieces(pieces, COUNT(pieces), x->fingerprint);
}

static struct routing find_page(const struct web *web, const struct incoming *in)
{
	const struct api pages = { .routes = web->routes, .route_count = web->route_count };

	return router_find(&pages, in->method, in->path);
}

/* A person with a browser, not a program that takes anything: that one is told as a problem. */
static bool wants_page(const struct incoming *in)
{
	text one, rest = in->accept;

	if (!text_is(in->method, "GET") && !text_is(in->method, "HEAD"))
		return false;
	while (rest.length) {
		text_cut(rest, ',', &one, &rest);
		if (text_starts(text_trim(one), "text/html"))
			return !text_starts(in->path, "/v1/");
	}
	return false;
}

static bool find_route(struct exchange *x, const struct incoming *in, struct routing *found)
{
	*found = router_find(x->surface->api, in->method, in->path);
	if (!found->route && !found->allowed && x->surface->api->web)
		*found = find_page(x->surface->api->web, in);
	if (!found->route && !found->allowed && x->surface->api->web && wants_page(in))
		found->route = x->surface->api->web->nowhere;
	x->rq.route = found->route;
	x->head = text_is(in->method, "HEAD");
	if (found->route)
		return true;
	if (!found->allowed)
		return refuse(x, PROBLEM_NO_ROUTE, NULL);
	reply_problem(&x->reply, PROBLEM_METHOD, NULL);
	reply_header(&x->reply, "Allow", router_allow(x->arena, found->allowed));
	return false;
}

bool exchange_prepare(struct exchange *x, const struct incoming *in)
{
	struct routing found;

	must(in->method.at && in->path.at);
	name_request(x, in->request_id);
	x->rq.address = text_copy(x->arena, address_of(x, in));
	if (!exchange_prepare_auth(x, in) || !within_limits(x, in))
		return false;
	if (!find_route(x, in, &found) || !within_route_limit(x, in))
		return false;
	if (!exchange_prepare_origin(x, in) || !read_headers(x, in))
		return false;
	if (!exchange_prepare_parameters(x, in, found.parts) || !read_body(x, in))
		return false;
	take_fingerprint(x, in);
	return true;
}
