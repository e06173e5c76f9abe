// SPDX-License-Identifier: Apache-2.0
/*
 * Between evhttp and an exchange: copies in what came, sends out what was answered. On the loop's
 * thread.
 */
#include <event2/buffer.h>
#include <event2/http.h>
#include <event2/http_struct.h>
#include <event2/keyvalq_struct.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "adapter/http/cookie.h"
#include "adapter/http/demo.h"
#include "adapter/http/http_inside.h"
#include "adapter/http/pages.h"
#include "base/log.h"
#include "base/meter.h"

#define UNUSED_MOST 256

static mono tick(const struct loop *loop)
{
	return loop->http->config.clock->tick(loop->http->config.clock->ctx);
}

/* ---- exchanges are used again ---------------------------------------------------------- */
static struct exchange *take_exchange(struct loop *loop)
{
	struct exchange *x = loop->unused;

	if (!x)
		return exchange_open(&loop->http->surface);
	loop->unused = x->next;
	loop->unused_count--;
	x->next = NULL;
	return x;
}

static void give_exchange(struct loop *loop, struct exchange *x)
{
	if (loop->unused_count >= UNUSED_MOST) {
		exchange_close(x);
		return;
	}
	exchange_clear(x);
	x->next = loop->unused;
	loop->unused = x;
	loop->unused_count++;
}

/* ---- in -------------------------------------------------------------------------------- */
static text method_of(struct evhttp_request *evrq)
{
	switch (evhttp_request_get_command(evrq)) {
	case EVHTTP_REQ_GET: return TEXT_LITERAL("GET");
	case EVHTTP_REQ_HEAD: return TEXT_LITERAL("HEAD");
	case EVHTTP_REQ_POST: return TEXT_LITERAL("POST");
	case EVHTTP_REQ_PUT: return TEXT_LITERAL("PUT");
	case EVHTTP_REQ_PATCH: return TEXT_LITERAL("PATCH");
	case EVHTTP_REQ_DELETE: return TEXT_LITERAL("DELETE");
	default: return TEXT_LITERAL("OTHER");
	}
}

static void read_address(struct evhttp_request *evrq, struct incoming *in)
{
	text all = text_of(evhttp_request_get_uri(evrq)), rest = all, before;

	/* The absolute form: what stands before the path is ours anyway. */
	if (text_starts(all, "http://") || text_starts(all, "https://")) {
		text_cut(all, '/', &before, &rest);
		text_cut(rest, '/', &before, &rest);
		if (text_cut(rest, '/', &before, &rest))
			rest = (text){ rest.at - 1, rest.length + 1 };
		else
			rest = TEXT_LITERAL("/");
	}
	text_cut(rest, '#', &rest, &before);
	text_cut(rest, '?', &in->path, &in->query);
}

static bool is_token(const char *name)
{
	for (; *name; name++)
		if (*name <= ' ' || *name == 0x7f || *name == ':')
			return false;
	return true;
}

/*
 * Whether a proxy in front must have seen the same borders as evhttp: if not, what follows may be
 * smuggled in.
 */
static bool framing_is_sound(struct evhttp_request *evrq)
{
	const struct evkeyvalq *headers = evhttp_request_get_input_headers(evrq);
	const struct evkeyval *h;
	int lengths = 0, codings = 0, hosts = 0;
	int64_t length;

	for (h = headers->tqh_first; h; h = h->next.tqe_next) {
		if (!is_token(h->key))
			return false;
		lengths += strcasecmp(h->key, "Content-Length") == 0;
		codings += strcasecmp(h->key, "Transfer-Encoding") == 0;
		hosts += strcasecmp(h->key, "Host") == 0;
		if (strcasecmp(h->key, "Content-Length") == 0 &&
		    text_number(text_of(h->value), 0, INT64_MAX, &length) != OK)
			return false;
	}
	/* RFC 9112, 3.2: from HTTP/1.1 on exactly one Host; without it our own address is a guess. */
	bool must_name_host = evrq->major > 1 || (evrq->major == 1 && evrq->minor >= 1);

	return lengths + codings <= 1 && hosts <= 1 && (hosts == 1 || !must_name_host);
}

static void read_headers(struct evhttp_request *evrq, struct incoming *in)
{
	struct evkeyvalq *h = evhttp_request_get_input_headers(evrq);

	in->host = text_of(evhttp_find_header(h, "Host"));
	in->origin = text_of(evhttp_find_header(h, "Origin"));
	in->fetch_site = text_of(evhttp_find_header(h, "Sec-Fetch-Site"));
	in->authorization = text_of(evhttp_find_header(h, "Authorization"));
	in->cookie = text_of(evhttp_find_header(h, "Cookie"));
	in->content_type = text_of(evhttp_find_header(h, "Content-Type"));
	in->accept = text_of(evhttp_find_header(h, "Accept"));
	in->asked_by = text_of(evhttp_find_header(h, "X-Asked-By"));
	in->idempotency_key = text_of(evhttp_find_header(h, "Idempotency-Key"));
	in->if_match = text_of(evhttp_find_header(h, "If-Match"));
	in->request_id = text_of(evhttp_find_header(h, "X-Request-Id"));
	in->forwarded_for = text_of(evhttp_find_header(h, "X-Forwarded-For"));
	in->last_event_id = text_of(evhttp_find_header(h, "Last-Event-ID"));
}

static void read_body(struct evhttp_request *evrq, struct incoming *in)
{
	struct evbuffer *body = evhttp_request_get_input_buffer(evrq);
	size_t length = evbuffer_get_length(body);

	if (length)
		in->body = (text){ (const char *)evbuffer_pullup(body, -1), length };
}

/* ---- out ------------------------------------------------------------------------------- */
static void put(struct evkeyvalq *headers, const char *name, const char *value)
{
	/* evhttp refuses a value with a line break in it; ours have none. */
	int bad = evhttp_add_header(headers, name, value);

	must(bad == 0);
}

static void put_limits(struct evkeyvalq *headers, const struct allowance *a)
{
	char line[96];

	if (!a->limit)
		return;
	(void)snprintf(line, sizeof(line), "\"default\";q=%lld;w=60", (long long)a->limit);
	put(headers, "RateLimit-Policy", line);
	(void)snprintf(line, sizeof(line), "\"default\";r=%lld;t=60", (long long)a->remaining);
	put(headers, "RateLimit", line);
}

static void put_data_headers(struct evkeyvalq *headers, bool secure)
{
	put(headers, "Cache-Control", "no-store");
	put(headers, "X-Content-Type-Options", "nosniff");
	put(headers, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
	put(headers, "Referrer-Policy", "no-referrer");
	if (secure)
		put(headers, "Strict-Transport-Security", "max-age=31536000");
}

static void put_headers(struct exchange *x, struct evkeyvalq *headers)
{
	const struct reply *reply = &x->reply;

	if (reply->content_type)
		put(headers, "Content-Type", reply->content_type);
	if (text_starts(text_of(reply->content_type), "text/html"))
		pages_headers(headers, x->surface);
	else
		put_data_headers(headers, x->surface->secure);
	put(headers, "X-Request-Id", text_terminated(x->arena, x->rq.request_id));
	if (reply->status == 401)
		put(headers, "WWW-Authenticate", "Bearer");
	put_limits(headers, &x->allowance);
	for (const struct reply_header *h = reply->headers; h; h = h->next)
		put(headers, h->name, text_terminated(x->arena, h->value));
	if (reply->cookie_token) {
		text cookie =
			cookie_write(x->arena, x->surface->secure, reply->cookie_token, reply->cookie_life);

		put(headers, "Set-Cookie", text_terminated(x->arena, cookie));
	}
}

static void count(const struct loop *loop, const struct exchange *x)
{
	int class = x->reply.status / 100;

	must(class >= 2 && class <= 5);
	meter_observe(METER_HTTP_DURATION, (unsigned)(class - 2), mono_since(tick(loop), x->began));
	if (x->reply.status >= 500)
		log_warn("http.failed", KV_NUM(status, x->reply.status),
		         KV_SPAN_TEXT(request_id, x->rq.request_id),
		         KV_TEXT(path, x->rq.route ? x->rq.route->path : ""), KV_ERR(x->outcome));
}

static struct conn *conn_of(struct loop *loop, struct evhttp_request *evrq)
{
	struct evhttp_connection *evcon = evhttp_request_get_connection(evrq);

	return evcon ? guard_find(loop->guard, evhttp_connection_get_bufferevent(evcon)) : NULL;
}

static void send_reply(struct loop *loop, struct exchange *x)
{
	struct evkeyvalq *headers = evhttp_request_get_output_headers(x->evrq);
	struct conn *conn = conn_of(loop, x->evrq);
	text body = text_buf_text(&x->reply.body);
	char length[24];

	put_headers(x, headers);
	if (loop->draining)
		put(headers, "Connection", "close");
	if (x->reply.status != 204) {
		(void)snprintf(length, sizeof(length), "%zu", body.length);
		put(headers, "Content-Length", length);
		if (!x->head)
			evbuffer_add(loop->scratch, body.at, body.length);
	}
	count(loop, x);
	evhttp_send_reply(x->evrq, x->reply.status, NULL, loop->scratch);
	/* The connection may be gone with this call; a guard's record never is. */
	if (conn)
		conn_read_again(conn);
	evbuffer_drain(loop->scratch, evbuffer_get_length(loop->scratch));
	give_exchange(loop, x);
}

/* ---- and between ----------------------------------------------------------------------- */
static void back(struct exchange *x)
{
	loop_tell_reserved(x->loop, NOTE_BACK, x);
}

struct touch {
	struct work work;
	struct loop *loop;
	char token_hash[80];
};

static enum err touch_run(struct desk *desk, struct work *work)
{
	struct touch *t = (struct touch *)work;

	return t->loop->http->surface.api->people->touch(desk, t->token_hash);
}

static void touch_done(struct work *work, enum err outcome)
{
	struct touch *t = (struct touch *)work;

	/* The next request will try again. */
	(void)outcome;
	loop_tell_reserved(t->loop, NOTE_TOUCH, t);
}

static void touch_session(struct loop *loop, const struct exchange *x)
{
	const struct work_port *port = &loop->http->config.work;

	if (!mailbox_reserve(loop->box))
		return;
	struct touch *t = calloc(1, sizeof(*t));

	must(t);
	t->work = (struct work){ .run = touch_run,
		                     .done = touch_done,
		                     .lane_key = (uint64_t)x->rq.who.account };
	t->loop = loop;
	memcpy(t->token_hash, x->rq.who.token_hash, sizeof(t->token_hash));
	loop->in_flight++;
	if (port->write(port->ctx, &t->work))
		// cppcheck-suppress memleak ; the lane has it now, and touch_done gives it back
		return;
	loop->in_flight--;
	mailbox_unreserve(loop->box);
	free(t);
}

static bool may_stream(struct loop *loop, struct exchange *x, struct conn *conn)
{
	if (!x->reply.streams || x->reply.status != 200 || x->head || !conn)
		return false;
	if (streams_have_room(loop->streams, x) && !loop->draining)
		return true;
	reply_init(&x->reply, &x->rq, x->arena);
	reply_problem(&x->reply, PROBLEM_BUSY, "There are as many event streams as are allowed.");
	reply_header(&x->reply, "Retry-After", TEXT_LITERAL("5"));
	return false;
}

void serve_back(struct loop *loop, struct exchange *x)
{
	loop->in_flight--;
	exchange_settle(x);
	if (x->touches && x->outcome == OK)
		touch_session(loop, x);
	struct conn *conn = conn_of(loop, x->evrq);

	if (may_stream(loop, x, conn)) {
		streams_begin(loop->streams, x, conn);
		give_exchange(loop, x);
		return;
	}
	send_reply(loop, x);
}

/* False: there is no way back for it, so it must not start. */
static bool start(struct loop *loop, struct exchange *x)
{
	if (loop->in_flight < loop->http->config.in_flight_most && mailbox_reserve(loop->box)) {
		loop->in_flight++;
		if (exchange_start(x))
			return true;
		loop->in_flight--;
		mailbox_unreserve(loop->box);
		meter_add(METER_MAILBOX_FULL, x->rq.route->writes ? 0 : 3, 1);
		return false;
	}
	reply_problem(&x->reply, PROBLEM_BUSY, NULL);
	reply_header(&x->reply, "Retry-After", TEXT_LITERAL("1"));
	return false;
}

static struct exchange *begin(struct loop *loop, struct evhttp_request *evrq)
{
	struct exchange *x = take_exchange(loop);

	x->evrq = evrq;
	x->loop = loop;
	x->back = back;
	x->began = tick(loop);
	x->rq.request_id = TEXT_LITERAL("-");
	return x;
}

static void refuse(struct loop *loop, struct evhttp_request *evrq, enum problem problem)
{
	struct exchange *x = begin(loop, evrq);

	reply_problem(&x->reply, problem, NULL);
	/* After a request nobody understands, the next one cannot be found. */
	if (problem == PROBLEM_REQUEST)
		reply_header(&x->reply, "Connection", TEXT_LITERAL("close"));
	send_reply(loop, x);
}

static void serve(const struct server *server, struct evhttp_request *evrq, struct incoming *in,
                  const struct conn *conn)
{
	struct exchange *x = begin(server->loop, evrq);

	read_headers(evrq, in);
	read_body(evrq, in);
	in->peer = conn ? text_of(conn->peer) : TEXT_LITERAL("");
	in->by_socket = conn && conn->is_admin;
	in->tls = server->door.tls != NULL;
	if (!exchange_prepare(x, in) || !start(server->loop, x))
		send_reply(server->loop, x);
}

static bool answer_demo(struct loop *loop, struct evhttp_request *evrq, struct incoming *in)
{
	if (!loop->http->config.demo && !text_starts(in->path, "/demo/handsets"))
		return false;
	read_headers(evrq, in);
	read_body(evrq, in);
	return demo_answer(loop, evrq, in);
}

void serve_request(struct evhttp_request *evrq, void *arg)
{
	struct server *server = arg;
	struct loop *loop = server->loop;
	struct conn *conn = conn_of(loop, evrq);
	struct incoming in = { .method = method_of(evrq) };

	if (conn)
		conn_work(conn);
	read_address(evrq, &in);
	if (!framing_is_sound(evrq)) {
		refuse(loop, evrq, PROBLEM_REQUEST);
	} else if (fixed_answer(loop, server->kind, evrq, in.path)) {
		if (conn)
			conn_read_again(conn);
	} else if (server->kind == DOOR_PUBLIC && answer_demo(loop, evrq, &in)) {
		return;
	} else if (server->kind == DOOR_PUBLIC && pages_answer(loop, evrq, in.path)) {
		if (conn)
			conn_read_again(conn);
	} else if (server->kind == DOOR_ADMIN) {
		refuse(loop, evrq, PROBLEM_NO_ROUTE);
	} else {
		serve(server, evrq, &in, conn);
	}
}
