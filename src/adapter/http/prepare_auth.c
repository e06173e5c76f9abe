// SPDX-License-Identifier: Apache-2.0
/*
 * What proves who asks, and whether a browser was sent here by a page of ours. Whose it is, a
 * reader or lane finds out.
 */
#include "adapter/http/cookie.h"
#include "adapter/http/exchange.h"

#include <string.h>

static bool refuse(struct exchange *x, enum problem problem)
{
	reply_problem(&x->reply, problem, NULL);
	return false;
}

static bool is_key(text token)
{
	return text_starts(token, "rb_live_") || text_starts(token, "rb_test_") ||
	       text_starts(token, "rb_wall_");
}

static void remember(struct exchange *x, enum credential credential, text token)
{
	_Static_assert(sizeof(x->rq.who.token_hash) >= CRYPT_HASH_CHARS, "room for the hash");
	x->credential = credential;
	crypt_hash(token, x->rq.who.token_hash);
}

static bool read_bearer(struct exchange *x, text header)
{
	text scheme, token;

	text_cut(text_trim(header), ' ', &scheme, &token);
	token = text_trim(token);
	if (!text_same_fold(scheme, TEXT_LITERAL("Bearer")) || !crypt_token_is_wellformed(token))
		return refuse(x, PROBLEM_TOKEN);
	remember(x, is_key(token) ? CREDENTIAL_KEY : CREDENTIAL_SESSION, token);
	return true;
}

bool exchange_prepare_auth(struct exchange *x, const struct incoming *in)
{
	text token;

	x->unattended = text_is(in->asked_by, "page");
	x->rq.theme = cookie_theme(in->cookie);
	if (in->authorization.at)
		return read_bearer(x, in->authorization);
	if (in->by_socket) {
		x->credential = CREDENTIAL_SOCKET;
		return true;
	}
	token = cookie_find(in->cookie, x->surface->cookie_name);
	if (!token.length)
		return true;
	x->by_cookie = true;
	/* What cannot be one of ours is like no cookie: a browser does not know how to mend it. */
	if (crypt_token_is_wellformed(token))
		remember(x, CREDENTIAL_SESSION, token);
	return true;
}

/* scheme://host[:port] of the Origin header against where we are reached. */
static bool is_own_origin(const struct exchange *x, const struct incoming *in)
{
	text site = x->surface->site, origin = in->origin;
	text host;

	if (site.length)
		return text_same_fold(origin, site);
	if (text_starts(origin, in->tls ? "https://" : "http://"))
		host = (text){ origin.at + (in->tls ? 8 : 7), origin.length - (in->tls ? 8 : 7) };
	else
		return false;
	return in->host.length && text_same_fold(host, in->host);
}

bool exchange_prepare_origin(struct exchange *x, const struct incoming *in)
{
	bool says_site = in->fetch_site.at != NULL, says_origin = in->origin.at != NULL;

	const struct route *route = x->rq.route;
	/* Pages are reached from anywhere; the one of them that writes is the demo's entry. */
	bool is_looked_at = route->is_page && !text_is(in->method, "POST");

	if (!route->writes || is_looked_at || in->authorization.at || in->by_socket)
		return true;
	if (says_site && !text_is(in->fetch_site, "same-origin") && !text_is(in->fetch_site, "none"))
		return refuse(x, PROBLEM_CROSS_SITE);
	if (says_origin && !is_own_origin(x, in))
		return refuse(x, PROBLEM_CROSS_SITE);
	if (x->by_cookie && !says_site && !says_origin)
		return refuse(x, PROBLEM_CROSS_SITE);
	return true;
}
