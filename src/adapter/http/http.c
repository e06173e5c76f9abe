// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/http.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapter/http/cookie.h"
#include "adapter/http/form.h"
#include "adapter/http/http_inside.h"
#include "adapter/http/listener.h"
#include "adapter/http/tls.h"
#include "base/log.h"

#define GATE_PLACES 65536

void http_config_default(struct http_config *config)
{
	*config = (struct http_config){
		.listen = "127.0.0.1:8080",
		.admin_listen = "127.0.0.1:9090",
		.loops = 2,
		.header_most = 16384,
		.body_most = 65536,
		.connections_most = 4096,
		.connections_per_address = 256,
		.in_flight_most = 1024,
		.streams_most = 2048,
		.account_streams_most = 100,
		.visitor_streams_most = 1024,
		.stream_behind_most = 65536,
		.calls_per_address = 1200,
		.calls_per_principal = 1200,
		.request_time = SECONDS(20),
		.idle_time = SECONDS(60),
		.stream_life = MINUTES(5),
		.heartbeat = SECONDS(15),
		.drain_time = SECONDS(10),
		.event_poll = SECONDS(1),
		.key_life = HOURS(24),
		.clock = clock_real(),
	};
}

static enum err check_config(const struct http_config *config)
{
	bool fits = config->loops >= 1 && config->loops <= LOOPS_MOST && config->api &&
	            config->api->people && config->clock && config->work.read && config->work.write &&
	            config->work.slow && config->header_most >= 1024 && config->in_flight_most >= 1 &&
	            config->connections_most >= 1 && !config->tls_certificate == !config->tls_key;

	if (!fits)
		log_error("http.config_wrong",
		          KV_TEXT(reason, "a limit is out of bounds or a part is missing"));
	return fits ? OK : ERR_CONFIG;
}

static enum err furnish(struct http *http)
{
	struct http_config *config = &http->config;

	http->patterns = patterns_open(config->api->patterns);
	if (!http->patterns) {
		log_error("http.config_wrong", KV_TEXT(reason, "a pattern of the API does not compile"));
		return ERR_CONFIG;
	}
	if (config->tls_certificate)
		TRY(tls_open(config->tls_certificate, config->tls_key, &http->tls));
	http->surface = (struct surface){
		.config = config,
		.api = config->api,
		.patterns = http->patterns,
		.gate = gate_open(GATE_PLACES),
		.site = text_of(config->public_url ? config->public_url : ""),
	};
	http->surface.secure = http->tls || text_starts(http->surface.site, "https://");
	http->surface.cookie_name = http->surface.secure ? COOKIE_NAME_SECURE : COOKIE_NAME_PLAIN;
	return OK;
}

static enum err listen_at(struct http *http, struct loop *loop, enum door_kind kind,
                          const char *address)
{
	int *port = kind == DOOR_ADMIN ? &http->admin_port : &http->port;
	int fd = -1;
	enum err err = kind == DOOR_SOCKET ? listener_unix(address, &fd)
	                                   : listener_inet(address, *port, &fd, port);

	if (err != OK) {
		log_error("http.cannot_listen", KV_TEXT(reason, address), KV_ERR(err));
		return err;
	}
	http->has_socket = http->has_socket || kind == DOOR_SOCKET;
	loop_listen(loop, kind, fd, kind == DOOR_PUBLIC ? http->tls : NULL);
	return OK;
}

static enum err open_doors(struct http *http)
{
	const struct http_config *config = &http->config;

	for (int i = 0; config->listen && i < config->loops; i++)
		TRY(listen_at(http, http->loops[i], DOOR_PUBLIC, config->listen));
	if (config->admin_listen)
		TRY(listen_at(http, http->loops[0], DOOR_ADMIN, config->admin_listen));
	if (config->socket_path)
		TRY(listen_at(http, http->loops[0], DOOR_SOCKET, config->socket_path));
	return OK;
}

static enum err start(struct http *http)
{
	TRY(furnish(http));
	http->feeder = feeder_open(http);
	for (int i = 0; i < http->config.loops; i++)
		http->loops[i] = loop_open(http, i);
	TRY(open_doors(http));
	for (int i = 0; i < http->config.loops; i++)
		TRY(loop_start(http->loops[i]));
	return OK;
}

static void free_all(struct http *http)
{
	for (int i = 0; i < http->config.loops; i++)
		if (http->loops[i])
			loop_close(http->loops[i]);
	if (http->feeder)
		feeder_close(http->feeder);
	if (http->surface.gate)
		gate_close(http->surface.gate);
	if (http->tls)
		tls_close(http->tls);
	if (http->patterns)
		patterns_close(http->patterns);
	if (http->has_socket)
		(void)unlink(http->config.socket_path);
	free(http);
}

enum err http_open(const struct http_config *config, struct http **out)
{
	TRY(check_config(config));
	struct http *http = calloc(1, sizeof(*http));

	must(http);
	http->config = *config;
	enum err err = start(http);

	if (err != OK) {
		free_all(http);
		return err;
	}
	/* Streams can begin as soon as the feeder knows where it stands. */
	http_events_nudge(http);
	log_info("http.listening", KV_TEXT(listens, config->listen ? config->listen : "-"),
	         KV_NUM(count, config->loops));
	*out = http;
	return OK;
}

static bool is_drained(const struct http *http)
{
	for (int i = 0; i < http->config.loops; i++)
		if (!atomic_load(&http->loops[i]->drained))
			return false;
	return true;
}

void http_close(struct http *http)
{
	const struct clock_port *clock = http->config.clock;
	mono until = mono_add(clock->tick(clock->ctx), http->config.drain_time);

	for (int i = 0; i < http->config.loops; i++)
		while (!loop_tell(http->loops[i], NOTE_DRAIN, NULL))
			usleep(1000);
	while (!is_drained(http)) {
		if (!mono_before(clock->tick(clock->ctx), until)) {
			/*
			 * What a lane still holds comes back to us: nothing may be freed, and the process ends
			 * anyway.
			 */
			log_error("http.undrained");
			return;
		}
		usleep(10000);
	}
	free_all(http);
}

void http_events_nudge(struct http *http)
{
	if (atomic_exchange(&http->nudged, true))
		return;
	/* A full mailbox: the poll will find it. */
	if (!loop_tell(http->loops[0], NOTE_NUDGE, NULL))
		atomic_store(&http->nudged, false);
}

int http_port(const struct http *http)
{
	return http->port;
}

int http_admin_port(const struct http *http)
{
	return http->admin_port;
}
