// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/demo.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "adapter/http/demo_order.h"
#include "adapter/http/http_inside.h"

#define LINE_MOST 65536
#define HEARD_BEHIND_MOST 262144
#define ANSWER_S 2
#define ENTRY "/demo/as/"
#define DEMO_HOST "demo.localhost"
#define NAME_MOST 40
#define PLACE_MOST 80

/* One connection to the handsets, for one request of a page. */
struct wire {
	struct loop *loop;
	struct evhttp_request *evrq;
	struct bufferevent *bev;
	bool stays; /* a stream of what is heard */
};

/* ---- answers that are known at once ---------------------------------------------------- */
static void done(struct loop *loop, struct evhttp_request *evrq)
{
	struct evhttp_connection *evcon = evhttp_request_get_connection(evrq);
	struct conn *conn =
		evcon ? guard_find(loop->guard, evhttp_connection_get_bufferevent(evcon)) : NULL;

	if (conn)
		conn_read_again(conn);
}

static void send_json(struct loop *loop, struct evhttp_request *evrq, int status, text body)
{
	struct evkeyvalq *headers = evhttp_request_get_output_headers(evrq);
	char length[24];

	(void)snprintf(length, sizeof(length), "%zu", body.length);
	(void)evhttp_add_header(headers, "Content-Length", length);
	(void)evhttp_add_header(headers, "Content-Type",
	                        status < 300 ? "application/json" : "application/problem+json");
	(void)evhttp_add_header(headers, "Cache-Control", "no-store");
	(void)evhttp_add_header(headers, "X-Content-Type-Options", "nosniff");
	if (evhttp_request_get_command(evrq) != EVHTTP_REQ_HEAD)
		(void)evbuffer_add(loop->scratch, body.at, body.length);
	done(loop, evrq);
	evhttp_send_reply(evrq, status, NULL, loop->scratch);
	evbuffer_drain(loop->scratch, evbuffer_get_length(loop->scratch));
}

static void refuse(struct loop *loop, struct evhttp_request *evrq, int status, const char *title)
{
	char body[200];
	int length = snprintf(body, sizeof(body), "{\"status\":%d,\"title\":\"%s\"}", status, title);

	must(length > 0 && (size_t)length < sizeof(body));
	send_json(loop, evrq, status, (text){ body, (size_t)length });
}

/* ---- "?as=NAME" ------------------------------------------------------------------------ */
static bool is_name(text name)
{
	for (size_t i = 0; i < name.length; i++) {
		char c = name.at[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
			return false;
	}
	return name.length > 0 && name.length <= NAME_MOST;
}

/* Letters that need no quoting in an address; the app's own addresses have no others. */
static bool is_place(text path)
{
	for (size_t i = 0; i < path.length; i++) {
		char c = path.at[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      c == '-' || c == '_' || c == '/'))
			return false;
	}
	return path.length > 0 && path.length <= PLACE_MOST && path.at[0] == '/';
}

static text as_of(text query)
{
	text pair, name, value;

	while (query.length) {
		text_cut(query, '&', &pair, &query);
		if (text_cut(pair, '=', &name, &value) && text_is(name, "as"))
			return value;
	}
	return NO_TEXT;
}

/*
 * Three people in one browser need three cookies, and a cookie belongs to a host: browsers that
 * know that every name under "localhost" is this machine are sent to a host of that person's own.
 * All of them are of one site, demo.localhost, whose page may show them side by side.
 */
static bool has_own_hosts(struct evhttp_request *evrq, text host)
{
	const char *agent = evhttp_find_header(evhttp_request_get_input_headers(evrq), "User-Agent");

	if (!text_starts(host, "127.0.0.1") && !text_starts(host, "localhost"))
		return false;
	return agent && (strstr(agent, "Chrome/") || strstr(agent, "Firefox/"));
}

static text port_of(text host)
{
	for (size_t i = host.length; i > 0; i--)
		if (host.at[i - 1] == ':')
			return (text){ host.at + i - 1, host.length - i + 1 };
	return TEXT_LITERAL("");
}

static void send_to(struct loop *loop, struct evhttp_request *evrq, const char *at)
{
	struct evkeyvalq *headers = evhttp_request_get_output_headers(evrq);

	(void)evhttp_add_header(headers, "Location", at);
	(void)evhttp_add_header(headers, "Cache-Control", "no-store");
	done(loop, evrq);
	evhttp_send_reply(evrq, 303, NULL, NULL);
}

static void enter(struct loop *loop, struct evhttp_request *evrq, const struct incoming *in,
                  text name)
{
	char place[PLACE_MOST * 3 + 1], at[PLACE_MOST * 3 + 200];
	text port = port_of(in->host);
	size_t used = 0;

	/* The place is one part of the address that signs in, so its slashes are quoted. */
	for (size_t i = 0; i < in->path.length; i++)
		if (in->path.at[i] == '/')
			used += (size_t)snprintf(place + used, sizeof(place) - used, "%%2F");
		else
			place[used++] = in->path.at[i];
	place[used] = '\0';
	if (has_own_hosts(evrq, in->host))
		(void)snprintf(at, sizeof(at), "http://%.*s." DEMO_HOST "%.*s" ENTRY "%.*s/%s",
		               (int)name.length, name.at, (int)(port.length < 8 ? port.length : 0), port.at,
		               (int)name.length, name.at, place);
	else
		(void)snprintf(at, sizeof(at), ENTRY "%.*s/%s", (int)name.length, name.at, place);
	send_to(loop, evrq, at);
}

/* The page of all people stands at the site that their hosts belong to. */
static void enter_stage(struct loop *loop, struct evhttp_request *evrq, text host)
{
	text port = port_of(host);
	char at[80];

	(void)snprintf(at, sizeof(at), "http://" DEMO_HOST "%.*s/demo",
	               (int)(port.length < 8 ? port.length : 0), port.at);
	send_to(loop, evrq, at);
}

/* ---- the handsets ---------------------------------------------------------------------- */
static void drop(struct wire *w)
{
	w->loop->in_flight--;
	bufferevent_free(w->bev);
	free(w);
}

static void finish(struct wire *w, int status, text body)
{
	struct loop *loop = w->loop;
	struct evhttp_request *evrq = w->evrq;

	if (status < 300)
		send_json(loop, evrq, status, body);
	else
		refuse(loop, evrq, status, "The simulated phones do not answer.");
	drop(w);
}

/* The page has gone; evhttp has let go of the connection, ending the request gives back the rest.
 */
static void on_page_gone(struct evhttp_connection *evcon, void *arg)
{
	struct wire *w = arg;

	(void)evcon;
	evhttp_request_free(w->evrq);
	drop(w);
}

static struct bufferevent *page_of(const struct wire *w)
{
	return evhttp_connection_get_bufferevent(evhttp_request_get_connection(w->evrq));
}

/* The stream ends as if the page had left, which brings on_page_gone. */
static void end_stream(struct wire *w)
{
	struct conn *conn = guard_find(w->loop->guard, page_of(w));

	(void)bufferevent_disable(w->bev, EV_READ);
	if (conn)
		conn_end(conn);
}

static void show(struct wire *w, const char *line, size_t length)
{
	struct evbuffer *out = w->loop->scratch;

	evbuffer_add(out, "data: ", 6);
	evbuffer_add(out, line, length);
	evbuffer_add(out, "\n\n", 2);
	evhttp_send_reply_chunk(w->evrq, out);
	evbuffer_drain(out, evbuffer_get_length(out));
}

static void on_line(struct bufferevent *bev, void *arg)
{
	struct wire *w = arg;
	struct evbuffer *got = bufferevent_get_input(bev);
	size_t length;
	char *line;

	while ((line = evbuffer_readln(got, &length, EVBUFFER_EOL_LF))) {
		if (!w->stays) {
			finish(w, 200, (text){ line, length });
			free(line);
			return;
		}
		show(w, line, length);
		free(line);
	}
	if (evbuffer_get_length(got) > LINE_MOST && !w->stays)
		finish(w, 502, NO_TEXT);
	else if (w->stays &&
	         evbuffer_get_length(bufferevent_get_output(page_of(w))) > HEARD_BEHIND_MOST)
		end_stream(w);
}

static void on_wire_event(struct bufferevent *bev, short what, void *arg)
{
	struct wire *w = arg;

	if (what & BEV_EVENT_CONNECTED)
		return;
	if (!w->stays) {
		finish(w, what & BEV_EVENT_TIMEOUT ? 504 : 502, NO_TEXT);
	} else if ((what & BEV_EVENT_TIMEOUT) && !w->loop->draining) {
		/* Nothing was heard for a while: a look at whether the server is to stop. */
		(void)bufferevent_enable(bev, EV_READ);
	} else {
		end_stream(w);
	}
}

static bool reach(struct wire *w, const char *order)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	const struct timeval patience = { w->stays ? 1 : ANSWER_S, 0 };

	if (text_into(text_of(w->loop->http->config.demo_phones), at.sun_path, sizeof(at.sun_path)) !=
	    OK)
		return false;
	w->bev = bufferevent_socket_new(w->loop->base, -1, BEV_OPT_CLOSE_ON_FREE);
	must(w->bev);
	bufferevent_setcb(w->bev, on_line, NULL, NULL, w);
	/* The callbacks come later, from the loop: a page that is refused here still has its request.
	 */
	if (bufferevent_socket_connect(w->bev, (struct sockaddr *)&at, sizeof(at)) < 0) {
		bufferevent_free(w->bev);
		return false;
	}
	bufferevent_setcb(w->bev, on_line, NULL, on_wire_event, w);
	bufferevent_set_timeouts(w->bev, &patience, NULL);
	(void)bufferevent_enable(w->bev, EV_READ | EV_WRITE);
	return bufferevent_write(w->bev, order, strlen(order)) == 0;
}

static void begin_stream(struct wire *w)
{
	struct evkeyvalq *headers = evhttp_request_get_output_headers(w->evrq);
	struct evhttp_connection *evcon = evhttp_request_get_connection(w->evrq);
	struct conn *conn = guard_find(w->loop->guard, evhttp_connection_get_bufferevent(evcon));
	const struct timeval patience = { 30, 0 };

	(void)evhttp_add_header(headers, "Content-Type", "text/event-stream");
	(void)evhttp_add_header(headers, "Cache-Control", "no-store");
	if (conn)
		conn_stream(conn);
	evhttp_connection_set_closecb(evcon, on_page_gone, w);
	evhttp_send_reply_start(w->evrq, 200, NULL);
	bufferevent_set_timeouts(page_of(w), NULL, &patience);
}

static void order(struct loop *loop, struct evhttp_request *evrq, const char *line, bool stays)
{
	struct wire *w = calloc(1, sizeof(*w));

	must(w && line[0]);
	*w = (struct wire){ .loop = loop, .evrq = evrq, .stays = stays };
	if (loop->draining || loop->in_flight >= loop->http->config.in_flight_most || !reach(w, line)) {
		free(w);
		refuse(loop, evrq, 502, "The simulated phones do not answer.");
		return;
	}
	loop->in_flight++;
	if (stays)
		begin_stream(w);
}

/* ---- which of them --------------------------------------------------------------------- */
static bool ends(text all, text with)
{
	return all.length > with.length &&
	       text_same((text){ all.at + all.length - with.length, with.length }, with);
}

/* A page of ours on this machine: no other site may ring, and none may pretend to be us by name. */
static bool is_own_page(const struct incoming *in)
{
	text name, port;

	text_cut(in->host, ':', &name, &port);
	if (!text_is(name, "127.0.0.1") && !text_is(name, "localhost") &&
	    !ends(name, TEXT_LITERAL(".localhost")))
		return false;
	return !in->fetch_site.at || text_is(in->fetch_site, "same-origin") ||
	       text_is(in->fetch_site, "none");
}

static void handsets(struct loop *loop, struct evhttp_request *evrq, const struct incoming *in)
{
	enum evhttp_cmd_type command = evhttp_request_get_command(evrq);
	char line[DEMO_ORDER_CHARS];

	if (!is_own_page(in)) {
		refuse(loop, evrq, 403, "Only the demo's own page may do this.");
	} else if (text_is(in->path, "/demo/handsets/heard") && command == EVHTTP_REQ_GET) {
		order(loop, evrq, "{\"cmd\":\"watch\",\"levels\":true}\n", true);
	} else if (text_is(in->path, "/demo/handsets") && command == EVHTTP_REQ_GET) {
		order(loop, evrq, "{\"cmd\":\"state\"}\n", false);
	} else if (text_is(in->path, "/demo/handsets") && command == EVHTTP_REQ_POST) {
		demo_order_read(in->body, line);
		if (line[0])
			order(loop, evrq, line, false);
		else
			refuse(loop, evrq, 400,
			       "A handset answers, hangs up, or gets keys; robots have a speed from 1 to 100.");
	} else {
		refuse(loop, evrq, 404, "There is no such address.");
	}
}

bool demo_answer(struct loop *loop, struct evhttp_request *evrq, const struct incoming *in)
{
	const struct http_config *config = &loop->http->config;
	text name;

	if (text_starts(in->path, "/demo/handsets")) {
		if (config->demo && config->demo_phones)
			handsets(loop, evrq, in);
		else
			refuse(loop, evrq, 404, "There is no such address.");
		return true;
	}
	if (!config->demo || evhttp_request_get_command(evrq) != EVHTTP_REQ_GET ||
	    text_starts(in->path, "/v1/"))
		return false;
	if (text_is(in->path, "/demo") && has_own_hosts(evrq, in->host)) {
		enter_stage(loop, evrq, in->host);
		return true;
	}
	name = as_of(in->query);
	if (!is_name(name) || !is_place(in->path))
		return false;
	enter(loop, evrq, in, name);
	return true;
}
