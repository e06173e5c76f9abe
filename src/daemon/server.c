// SPDX-License-Identifier: Apache-2.0
/* Opening the parts in order, and closing them in the other. */
#include "adapter/crypt/crypt.h"
#include "adapter/postgres/postgres.h"
#include "adapter/sqlite/sqlite.h"
#include "base/arena.h"
#include "base/log.h"
#include "daemon/serve.h"
#include "daemon/sealing.h"
#include "daemon/status.h"
#include "port/migrate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct store_driver *const DRIVERS[] = { &SQLITE_DRIVER, &POSTGRES_DRIVER, NULL };

static enum err prepare_store(struct server *s)
{
	struct arena *arena = arena_open(65536);
	struct migrate_report report;
	struct store *store = NULL;
	enum err err = parts_store(&s->config, false, &store);

	if (err == OK) {
		err = migrate_run(store, arena, &report);
		if (err == ERR_CONFIG)
			log_error("store.refused", KV_TEXT(reason, report.words));
		else if (err == OK)
			log_info("store.ready", KV_NUM(version, report.newest),
			         KV_NUM(count, report.pending_count));
		store_close(store);
	}
	if (err != OK && err != ERR_CONFIG)
		log_error("store.refused", KV_ERR(err));
	arena_close(arena);
	return err;
}

/*
 * Lanes go on for a moment after http and the phone are closed: what they still decide must find a
 * shut door, not freed memory. Whoever goes in is counted, and closing waits until nobody is
 * inside.
 */
static void tell_http(void *ctx)
{
	struct server *s = ctx;
	struct http *http;

	atomic_fetch_add(&s->visitors, 1);
	http = atomic_load(&s->http);
	if (http)
		http_events_nudge(http);
	atomic_fetch_sub(&s->visitors, 1);
}

static bool give_order(void *ctx, const struct order *order)
{
	struct server *s = ctx;
	bool taken = false;

	atomic_fetch_add(&s->visitors, 1);
	if (atomic_load(&s->takes_orders))
		taken = s->phone_port.order(s->phone_port.ctx, order);
	atomic_fetch_sub(&s->visitors, 1);
	return taken;
}

static void wait_for_visitors(struct server *s)
{
	const struct timespec moment = { .tv_nsec = 1000000 };

	while (atomic_load(&s->visitors) > 0)
		(void)nanosleep(&moment, NULL);
}

static enum err open_engine(struct server *s)
{
	const struct config *k = &s->config;
	struct engine_config config = {
		.drivers = DRIVERS,
		.store_url = config_store_url(k, s->store_url, sizeof(s->store_url)),
		.rules = &s->rules->rules,
		.numbers = number_book_port(s->numbers),
		.clock = clock_real(),
		.node_name = k->server_name,
		.lanes = (unsigned)k->store_lanes,
		.readers = (unsigned)k->store_readers,
		.slow_threads = (unsigned)k->server_slow_threads,
		.batch_most = (size_t)k->store_batch,
		.mailbox_most = (size_t)k->store_mailbox,
		.legs_most = (size_t)k->sip_legs,
		.read_deadline = MILLISECONDS(k->store_read_deadline_ms),
		.check_interval = MILLISECONDS(k->store_check_ms),
	};

	return engine_open(&config, &s->engine);
}

static enum err open_phone(struct server *s)
{
	struct speech_config speech = parts_speech(&s->config, &s->folders);
	struct media_config media = parts_media(&s->config);
	struct news_sink sink = engine_news_sink(s->engine);
	struct sip_config *sip = calloc(1, sizeof(*sip));
	enum err err;

	must(sip != NULL);
	err = parts_sip(&s->config, sip);
	if (err == OK)
		err = speech_open(&speech, &s->speech);
	if (err == OK)
		err = phone_open(sip, &media, &sink, clock_real(), s->speech, &s->phone);
	explicit_bzero(sip, sizeof(*sip));
	free(sip);
	return err;
}

static const char *joined(const struct config_list *list, char *out, size_t room)
{
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < list->count && used < room; i++)
		used += (size_t)snprintf(out + used, room - used, "%s%s", i ? "," : "", list->at[i]);
	return list->count ? out : NULL;
}

static const char *or_null(const char *chars)
{
	return chars[0] ? chars : NULL;
}

static void http_limits(const struct config *k, struct http_config *out)
{
	out->loops = (int)k->http_loops;
	out->header_most = (size_t)k->http_header_bytes;
	out->body_most = (size_t)k->http_body_bytes;
	out->connections_most = (int)k->http_connections;
	out->connections_per_address = (int)k->http_connections_per_address;
	out->in_flight_most = (int)k->http_in_flight;
	out->streams_most = (int)k->http_streams;
	out->account_streams_most = (int)k->http_streams_per_account;
	out->visitor_streams_most = (int)k->http_visitor_streams;
	out->stream_behind_most = (size_t)k->http_stream_behind_bytes;
	out->calls_per_address = (int)k->http_calls_per_address;
	out->calls_per_principal = (int)k->rules.api_rate_per_minute;
	out->request_time = MILLISECONDS(k->http_request_ms);
	out->stream_life = MILLISECONDS(k->http_stream_life_ms);
	out->heartbeat = MILLISECONDS(k->http_heartbeat_ms);
	out->idle_time = MILLISECONDS(k->http_idle_ms);
	out->drain_time = MILLISECONDS(k->http_drain_ms);
	out->event_poll = MILLISECONDS(k->http_event_poll_ms);
	out->key_life = k->rules.idempotency_ms;
}

static enum err open_http(struct server *s)
{
	const struct config *k = &s->config;
	struct http_config config;
	struct http *http;
	enum err err;

	s->status = status_of(s);

	http_config_default(&config);
	http_limits(k, &config);
	config.listen = or_null(k->http_listen);
	config.admin_listen = or_null(k->http_admin_listen);
	config.socket_path = config_socket(k, s->http_socket, sizeof(s->http_socket));
	config.demo = k->http_demo;
	config.demo_phones = or_null(k->http_demo_phones);
	config.public_url = or_null(k->server_public_url);
	config.tls_certificate = or_null(k->http_certificate_file);
	config.tls_key = or_null(k->http_key_file);
	config.trusted_proxies =
		joined(&k->http_trusted_proxies, s->http_proxies, sizeof(s->http_proxies));
	s->api = http_api();
	config.api = &s->api;
	config.work = engine_work_port(s->engine);
	config.clock = clock_real();
	config.checks = health_checks;
	config.checks_ctx = &s->health;
	config.status = &s->status;
	config.seal = &s->seal;
	err = http_open(&config, &http);
	if (err == OK)
		atomic_store(&s->http, http);
	return err;
}

/* Says which part would not open: the part itself has logged the reason. */
static enum err part(const char *name, enum err err)
{
	if (err != OK)
		log_error("daemon.part_failed", KV_TEXT(reason, name), KV_ERR(err));
	return err;
}

static enum err open_parts(struct server *s)
{
	TRY(part("crypt", crypt_init()));
	TRY(part("data directory", parts_data_dir(&s->config)));
	TRY(part("numbers", parts_numbers(&s->config, &s->numbers)));
	TRY(part("store", prepare_store(s)));
	TRY(part("seal", sealing_open(&s->config, &s->seal)));
	TRY(part("engine", open_engine(s)));
	TRY(part("telephone", open_phone(s)));
	s->phone_port = phone_port(s->phone);
	s->orders = (struct phone_port){ .ctx = s, .order = give_order };
	atomic_store(&s->takes_orders, true);
	health_init(&s->health, s->engine, s->phone);
	engine_on_events(s->engine, tell_http, s);
	TRY(part("engine start", engine_start(s->engine, &s->orders)));
	gauges_init(&s->gauges, engine_work_port(s->engine));
	(void)health_look(&s->health, clock_real()->utc(clock_real()->ctx), s->config.server_data_dir);
	return part("http", open_http(s));
}

const struct rules *server_keep_rules(struct server *s, const struct rules *rules)
{
	struct kept_rules *kept = malloc(sizeof(*kept));

	must(kept != NULL);
	*kept = (struct kept_rules){ .rules = *rules, .before = s->rules };
	s->rules = kept;
	return &kept->rules;
}

enum err server_open(struct server *s)
{
	enum err err;

	(void)server_keep_rules(s, &s->config.rules);
	s->started_at = clock_real()->utc(clock_real()->ctx);
	err = open_parts(s);
	if (err != OK)
		server_close(s);
	return err;
}

/* HTTP first (it waits for what lanes owe it), then the phones (their last words need the lanes),
 * then the lanes. */
void server_close(struct server *s)
{
	struct http *http = atomic_exchange(&s->http, NULL);

	atomic_store(&s->takes_orders, false);
	wait_for_visitors(s);
	if (http)
		http_close(http);
	if (s->phone)
		phone_close(s->phone);
	if (s->engine)
		engine_close(s->engine);
	if (s->speech)
		speech_close(s->speech);
	if (s->numbers)
		number_book_close(s->numbers);
	seal_close(&s->seal);
	while (s->rules) {
		struct kept_rules *before = s->rules->before;

		free(s->rules);
		s->rules = before;
	}
	s->phone = NULL;
	s->engine = NULL;
	s->speech = NULL;
	s->numbers = NULL;
}
