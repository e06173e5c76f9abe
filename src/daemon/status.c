// SPDX-License-Identifier: Apache-2.0
#include "daemon/status.h"
#include "base/meter.h"

#ifndef RINGBACK_VERSION
#define RINGBACK_VERSION "0.1.0"
#endif

static bool all_well(struct server *s)
{
	struct http_check rows[HEALTH_ROWS_MOST];
	size_t count = health_checks(&s->health, rows, COUNT(rows));

	for (size_t i = 0; i < count; i++)
		if (!rows[i].ok)
			return false;
	return true;
}

static void write_checks(struct server *s, struct json *j)
{
	struct http_check rows[HEALTH_ROWS_MOST];
	size_t count = health_checks(&s->health, rows, COUNT(rows));

	json_key(j, "checks");
	json_array(j);
	for (size_t i = 0; i < count; i++) {
		json_object(j);
		json_put_chars(j, "name", rows[i].name);
		json_put_bool(j, "ok", rows[i].ok);
		json_put_instant(j, "since", rows[i].since);
		json_put_chars(j, "fix", rows[i].fix);
		json_end(j);
	}
	json_end(j);
}

static enum err write_status(void *ctx, struct desk *desk, struct json *j)
{
	struct server *s = ctx;
	struct engine_health e;

	engine_health(s->engine, &e);
	json_put_chars(j, "version", RINGBACK_VERSION);
	json_put_bool(j, "healthy", all_well(s));
	json_put_chars(j, "node", s->config.server_name);
	json_put_instant(j, "started_at", s->started_at);
	json_put_number(j, "up_seconds", span_seconds(instant_since(desk->now, s->started_at)));
	json_put_bool(j, "draining", e.draining);
	json_put_number(j, "phones_on_the_line", (int64_t)engine_live_legs(s->engine));
	json_put_number(j, "messages_waiting", (int64_t)e.lane_waiting);
	json_put_number(j, "messages_committed", (int64_t)e.committed);
	json_put_bool(j, "store_sound", e.store_is_sound);
	json_put_bool(j, "ledger_sound", e.ledger_is_sound);
	write_checks(s, j);
	return OK;
}

static void write_trunks(void *ctx, struct json *j)
{
	struct server *s = ctx;
	struct sip_trunk_status trunks[TRUNKS_MOST];
	size_t count = phone_trunks(s->phone, trunks, COUNT(trunks));

	for (size_t i = 0; i < count; i++) {
		const struct sip_trunk_status *t = &trunks[i];

		json_object(j);
		json_put_chars(j, "name", t->name);
		json_put_bool(j, "up", t->up);
		json_put_bool(j, "known", t->known);
		json_put_bool(j, "registered", t->enrolled);
		json_put_bool(j, "simulated", t->simulated);
		json_put_number(j, "channels", t->channels);
		json_put_number(j, "max_channels", t->max_channels);
		json_put_number(j, "round_trip_ms", span_ms(t->round_trip));
		json_put_instant(j, "since", t->since);
		json_put_chars(j, "why", t->why[0] ? t->why : NULL);
		json_end(j);
	}
}

static bool has_trunk(void *ctx, text name)
{
	struct server *s = ctx;
	struct sip_trunk_status trunks[TRUNKS_MOST];
	size_t count = phone_trunks(s->phone, trunks, COUNT(trunks));

	for (size_t i = 0; i < count; i++)
		if (text_is(name, trunks[i].name))
			return true;
	return false;
}

struct status_source status_of(struct server *server)
{
	must(server != NULL);
	return (struct status_source){ server, write_status, write_trunks, has_trunk };
}
