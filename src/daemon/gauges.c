// SPDX-License-Identifier: Apache-2.0
#include "daemon/gauges.h"
#include "base/meter.h"
#include "daemon/gauges_data.h"
#include "daemon/sql.h"
#include "domain/event/event.h"
#include "port/store.h"

#include <stdio.h>
#include <string.h>

enum { EVENTS_MOST = 1000 };

static const char *const END_EVENTS[GAUGE_ENDS] = { "callback.completed", "callback.expired",
	                                                "callback.cancelled", "callback.unreachable",
	                                                "callback.no_funds",  "callback.withdrawn" };

enum result { TALKED, ADVISOR_MISSED, ADVISOR_DECLINED, CUSTOMER_MISSED, CUSTOMER_REFUSED, FAILED };

static const struct {
	const char *cause;
	enum result result;
} RESULTS[] = {
	{ "advisor_no_answer", ADVISOR_MISSED },    { "advisor_no_key", ADVISOR_MISSED },
	{ "advisor_declined", ADVISOR_DECLINED },   { "advisor_hung_up", ADVISOR_DECLINED },
	{ "advisor_busy", ADVISOR_MISSED },         { "customer_no_answer", CUSTOMER_MISSED },
	{ "customer_no_key", CUSTOMER_MISSED },     { "customer_busy", CUSTOMER_MISSED },
	{ "customer_hung_up", CUSTOMER_REFUSED },   { "customer_snoozed", CUSTOMER_REFUSED },
	{ "customer_cancelled", CUSTOMER_REFUSED }, { "opted_out", CUSTOMER_REFUSED },
};

static void count_call(struct gauge_look *look, const struct gauge_data *data)
{
	enum result result = FAILED;

	look->billed_seconds += data->billed_seconds;
	for (size_t i = 0; i < COUNT(RESULTS); i++)
		if (!strcmp(data->end_cause, RESULTS[i].cause))
			result = RESULTS[i].result;
	if (instant_is_set(data->bridged_at)) {
		result = TALKED;
		if (look->talk_count < GAUGE_TALKS_MOST)
			look->talks[look->talk_count++] = data->witnessed;
	}
	look->results[result]++;
}

static void count_event(struct gauge_look *look, const struct event *event)
{
	bool ended = !strcmp(event->kind, "call.ended");
	bool connected = !strcmp(event->kind, "callback.connected");
	struct gauge_data data;

	for (size_t i = 0; i < COUNT(END_EVENTS); i++)
		look->ends[i] += !strcmp(event->kind, END_EVENTS[i]);
	if (!ended && !connected)
		return;
	gauge_data_read(event->data, &data);
	if (ended)
		count_call(look, &data);
	else if (instant_is_set(data.requested_at) && look->wait_count < GAUGE_TALKS_MOST)
		look->waits[look->wait_count++] = instant_since(event->at, data.requested_at);
}

static enum err follow_events(struct gauges *g, struct tx *tx)
{
	struct rows rows;
	const struct event *events;

	TRY(event_after(tx, g->last_event, EVENTS_MOST, &rows));
	events = rows.at;
	for (size_t i = 0; i < rows.count; i++) {
		count_event(&g->found, &events[i]);
		g->found.last_event = events[i].number;
	}
	return OK;
}

static enum err see_backup(struct tx *tx, int64_t *at)
{
	struct value {
		char chars[32];
	} value;
	static const struct column VALUE[] = { COLUMN_CHARS(struct value, chars), COLUMN_END };
	enum err err = tx_one(tx, &SQL_gauge_backup, NO_ARGS, VALUE, &value);

	if (err == OK && text_number(text_of(value.chars), 0, INT64_MAX, at) != OK)
		*at = 0;
	return err == ERR_NONE ? OK : err;
}

static enum err see_state(struct gauge_look *look, struct tx *tx, instant now)
{
	static const struct column WAITING[] = { COLUMN_NUM(struct gauge_look, waiting.web),
		                                     COLUMN_NUM(struct gauge_look, waiting.phone),
		                                     COLUMN_END };
	static const struct column ADVISORS[] = { COLUMN_NUM(struct gauge_look, advisors.taking_calls),
		                                      COLUMN_NUM(struct gauge_look, advisors.reserved),
		                                      COLUMN_NUM(struct gauge_look, advisors.on_call),
		                                      COLUMN_NUM(struct gauge_look, advisors.wrap_up),
		                                      COLUMN_NUM(struct gauge_look, advisors.arrange_only),
		                                      COLUMN_NUM(struct gauge_look, advisors.away),
		                                      COLUMN_END };

	TRY(tx_one(tx, &SQL_gauge_waiting, NO_ARGS, WAITING, look));
	TRY(tx_one(tx, &SQL_gauge_advisors, ARGS(AT(now)), ADVISORS, look));
	TRY(tx_number(tx, &SQL_gauge_calls, NO_ARGS, &look->calls));
	return see_backup(tx, &look->backup_at);
}

static enum err run(struct desk *desk, struct work *work)
{
	static const struct column TRANSFERS[] = { COLUMN_NUM(struct gauge_look, transfers.count),
		                                       COLUMN_NUM(struct gauge_look, transfers.last),
		                                       COLUMN_END };
	struct gauges *g = (struct gauges *)work;

	memset(&g->found, 0, sizeof(g->found));
	g->found.last_event = g->last_event;
	TRY(see_state(&g->found, desk->tx, desk->now));
	if (!g->begun) {
		TRY(event_newest(desk->tx, &g->found.last_event));
		return tx_number(desk->tx, &SQL_gauge_last_transfer, NO_ARGS, &g->found.transfers.last);
	}
	TRY(tx_one(desk->tx, &SQL_gauge_transfers, ARGS(NUM(g->last_transfer)), TRANSFERS, &g->found));
	return follow_events(g, desk->tx);
}

static void set_gauges(const struct gauge_look *look)
{
	const int64_t advisors[] = { look->advisors.taking_calls, look->advisors.reserved,
		                         look->advisors.on_call,      look->advisors.wrap_up,
		                         look->advisors.arrange_only, look->advisors.away };

	meter_set(METER_CALLBACKS_WAITING, 0, look->waiting.web);
	meter_set(METER_CALLBACKS_WAITING, 1, look->waiting.phone);
	for (unsigned i = 0; i < COUNT(advisors); i++)
		meter_set(METER_ADVISORS, i, advisors[i]);
	meter_set(METER_CALLS_ACTIVE, 0, look->calls);
	meter_set(METER_BACKUP_LAST, 0, look->backup_at);
}

static void add_counters(const struct gauge_look *look)
{
	for (unsigned i = 0; i < GAUGE_ENDS; i++)
		meter_add(METER_CALLBACKS, i, look->ends[i]);
	for (unsigned i = 0; i < GAUGE_CALLS; i++)
		meter_add(METER_CALLS, i, look->results[i]);
	for (size_t i = 0; i < look->talk_count; i++)
		meter_observe(METER_CALL_TALK, 0, look->talks[i]);
	for (size_t i = 0; i < look->wait_count; i++)
		meter_observe(METER_CALLBACK_WAIT, 0, look->waits[i]);
	meter_add(METER_BILLED_SECONDS, 0, look->billed_seconds);
	meter_add(METER_LEDGER_ENTRIES, 0, look->transfers.count);
}

static void done(struct work *work, enum err outcome)
{
	struct gauges *g = (struct gauges *)work;

	if (outcome == OK) {
		set_gauges(&g->found);
		if (g->begun)
			add_counters(&g->found);
		g->begun = true;
		g->last_event = g->found.last_event;
		g->last_transfer = g->found.transfers.last;
	}
	atomic_store(&g->looking, false);
}

void gauges_init(struct gauges *gauges, struct work_port port)
{
	must(port.read != NULL);
	memset(gauges, 0, sizeof(*gauges));
	gauges->work = (struct work){ .run = run, .done = done };
	gauges->port = port;
}

void gauges_look(struct gauges *gauges)
{
	if (atomic_exchange(&gauges->looking, true))
		return;
	if (!gauges->port.read(gauges->port.ctx, &gauges->work))
		atomic_store(&gauges->looking, false);
}

enum err gauges_note_backup(struct tx *tx, instant now)
{
	char seconds[24];

	(void)snprintf(seconds, sizeof(seconds), "%lld", (long long)(now.us / 1000000));
	return tx_run(tx, &SQL_note_backup, ARGS(WORDS(seconds)), NULL);
}
