// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The HTTP surface: loops that parse and reply, everything else done by lanes, readers and the slow
 * pool.
 *
 * One thread owns it (opens, closes); http_events_nudge may be called from any. Each loop has its
 * own listening socket (SO_REUSEPORT) and its own evhttp; nothing of libevent is touched by another
 * thread. Close it before the lanes and readers stop: it waits for what they still owe it. Times
 * are spans, sizes bytes. It says no with ERR_CONFIG (an address, certificate or pattern that
 * cannot be used; the log says which), ERR_DENIED or ERR_BUSY (the address), and towards clients
 * with problem.h.
 */
#include <sys/types.h>

#include "adapter/http/route.h"
#include "port/clock.h"
#include "port/work.h"

struct http;
struct seal;

/* One row of /readyz. */
struct http_check {
	const char *name; /* "store", "trunk main" */
	bool ok;
	instant since;   /* of this being so; NEVER: unknown */
	const char *fix; /* what to do when it is not; NULL */
};

struct http_config {
	const char *listen;       /* "127.0.0.1:8080", "[::]:443"; NULL: none */
	const char *admin_listen; /* /metrics, /healthz, /readyz: "127.0.0.1:9090"; NULL: none */
	const char *socket_path;  /* local administration, root or our own user: operator; NULL: none */
	const char
		*public_url; /* "https://calls.example": where browsers find us; NULL: plain http here */
	const char *tls_certificate, *tls_key; /* PEM files for direct TLS; NULL: plain */
	const char
		*trusted_proxies; /* "127.0.0.1,::1": whose X-Forwarded-For is believed; NULL: nobody's */

	bool demo; /* "?as=NAME" signs in: only where every trunk is simulated, on loopback */
	const char *demo_phones; /* control socket of the simulated phones; NULL: none */

	int loops;
	size_t header_most, body_most;
	int connections_most, connections_per_address;
	int in_flight_most;                         /* requests being worked on, a loop */
	int streams_most;                           /* event streams, all loops together */
	int account_streams_most;                   /* of them, of one account and loop */
	int visitor_streams_most;                   /* of them, of people who are not signed in */
	size_t stream_behind_most;                  /* bytes a watcher may be behind */
	int calls_per_address, calls_per_principal; /* a minute; 0: no limit */
	span request_time; /* from connecting until the whole first request is here */
	span idle_time;    /* keep-alive: until the whole next request is here */
	span stream_life;  /* then a watcher has to come again, and to prove again who it is */
	span heartbeat;    /* of event streams */
	span drain_time;   /* http_close waits so long for running requests */
	span event_poll;   /* how often events are looked for without a nudge */
	span key_life;     /* idempotency keys are kept so long */

	const struct api *api;
	const struct seal *seal; /* for what must be read again; NULL: no second factors */
	struct work_port work;
	const struct clock_port *clock;
	/* Fills at most `most`; called on a loop, must not wait. */
	size_t (*checks)(void *ctx, struct http_check *out, size_t most);
	void *checks_ctx;
	const struct status_source *status; /* handed to each request; NULL: none */
};

void http_config_default(struct http_config *config);

NODISCARD enum err http_open(const struct http_config *config, struct http **out);
/* Stops taking connections, lets running requests finish (bounded by drain_time), ends streams. */
void http_close(struct http *http);
/* Something was committed that watchers may want to see: look soon. */
void http_events_nudge(struct http *http);
/* The port in use (listen with port 0, for tests). */
int http_port(const struct http *http);
int http_admin_port(const struct http *http);

/* The generated tables with the real people behind them; keep it as long as the server. */
struct api http_api(void);
/* The OpenAPI document, embedded at build. */
text api_document(void);
