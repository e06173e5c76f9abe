// SPDX-License-Identifier: Apache-2.0
/* The operations on events: a page of the past, and the beginnings of streams. */
#include "adapter/http/events.h"

#include <string.h>

#include "adapter/http/exchange.h"
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/stream.h"
#include "base/arena.h"
#include "http_sql.h"

#define BACKLOG_MOST \
	1000 /* events a stream begins with; whoever missed more comes again for the rest */

static const struct column EVENT[] = {
	COLUMN_ID(struct event, id),         COLUMN_NUM(struct event, number),
	COLUMN_AT(struct event, at),         COLUMN_CHARS(struct event, kind),
	COLUMN_CHARS(struct event, subject), COLUMN_ID(struct event, advisor),
	COLUMN_ID(struct event, customer),   COLUMN_BOOL(struct event, is_public),
	COLUMN_TEXT(struct event, data),     COLUMN_END
};

void events_json(struct json *j, const struct event *event)
{
	json_object(j);
	json_put_id(j, "id", ID_OF_event, event->id.n);
	json_put_number(j, "number", event->number);
	json_put_instant(j, "at", event->at);
	json_put_chars(j, "kind", event->kind);
	json_put_chars(j, "subject", event->subject);
	json_key(j, "data");
	json_raw(j, event->data);
	json_end(j);
}

text events_line(struct arena *arena, const struct event *event)
{
	struct text_buf line;
	struct json j;

	text_buf_init(&line, arena);
	json_init(&j, &line);
	events_json(&j, event);
	return text_buf_text(&line);
}

enum err api_event_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const text asked = query_text(rq, "kind");
	const struct arg before = NUM(rq->cursor ? rq->cursor : INT64_MAX);
	const struct arg kind = TEXT_ARG(asked.at ? asked : TEXT_LITERAL(""));
	const size_t most = (size_t)rq->limit + 1;
	struct rows rows;

	if (request_has_role(rq, ROLE_OPERATOR))
		TRY(tx_all(desk->tx, &SQL_http_event_page, ARGS(before, kind, NUM(most)), EVENT,
		           sizeof(struct event), most, &rows));
	else
		TRY(tx_all(desk->tx, &SQL_http_event_page_of,
		           ARGS(before, kind, NUM(most), NUM(rq->who.account)), EVENT, sizeof(struct event),
		           most, &rows));
	const struct event *event = rows.at;
	size_t shown = rows.count > (size_t)rq->limit ? (size_t)rq->limit : rows.count;
	struct json *j = reply_list(reply);

	for (size_t i = 0; i < shown; i++)
		events_json(j, &event[i]);
	return reply_list_end(reply, shown < rows.count ? event[shown - 1].number : 0);
}

static bool is_for(const struct reply *reply, const struct event *event)
{
	const struct request *rq = reply->rq;

	if (reply->stream_public)
		return event->is_public;
	return event->is_public || request_has_role(rq, ROLE_OPERATOR) ||
	       (rq->who.account &&
	        (event->customer.n == rq->who.account || event->advisor.n == rq->who.account));
}

static enum err write_backlog(struct desk *desk, struct reply *reply, int64_t after)
{
	struct rows rows;

	TRY(event_after(desk->tx, after, BACKLOG_MOST, &rows));
	const struct event *event = rows.at;

	reply->stream_from = after;
	for (size_t i = 0; i < rows.count; i++) {
		if (is_for(reply, &event[i]))
			frame_write(&reply->body, &event[i], events_line(reply->arena, &event[i]));
		reply->stream_from = event[i].number;
	}
	return OK;
}

enum err api_line_stream(struct desk *desk, const struct request *rq, struct reply *reply)
{
	reply->stream_public = true;
	return api_event_stream(desk, rq, reply);
}

static void begin_stream(struct reply *reply, int64_t newest)
{
	reply->status = 200;
	reply->streams = true;
	reply->content_type = "text/event-stream";
	text_buf_init(&reply->body, reply->arena);
	reply->stream_from = reply->stream_begins = newest;
}

/* Nothing of the past: whoever comes asks for the whole board anyway. */
enum err api_wall_stream(struct desk *desk, const struct request *rq, struct reply *reply)
{
	int64_t newest = 0;

	(void)rq;
	TRY(event_newest(desk->tx, &newest));
	begin_stream(reply, newest);
	reply->stream_wall = true;
	return OK;
}

/* Runs on a reader; the loop turns the reply into a stream and goes on from `stream_from`. */
enum err api_event_stream(struct desk *desk, const struct request *rq, struct reply *reply)
{
	int64_t oldest = 0, newest = 0;

	TRY(event_oldest(desk->tx, &oldest));
	TRY(event_newest(desk->tx, &newest));
	begin_stream(reply, newest);
	if (rq->last_event < 0)
		return OK;
	/* Too old, or of another database: what was missed cannot be shown. */
	if (rq->last_event + 1 < oldest || rq->last_event > newest) {
		text_buf_print(&reply->body, "id: %lld\nevent: resync\ndata: {}\n\n", (long long)newest);
		return OK;
	}
	reply->stream_begins = rq->last_event;
	return write_backlog(desk, reply, rq->last_event);
}
