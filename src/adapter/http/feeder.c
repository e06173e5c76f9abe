// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/feeder.h"

#include <stdlib.h>
#include <string.h>

#include "adapter/http/events.h"
#include "adapter/http/http_inside.h"
#include "adapter/http/line_news.h"
#include "adapter/http/wall_news.h"
#include "base/log.h"

#define SWEEP_EVERY SECONDS(600)

struct feeder {
	struct work work;
	struct work sweep_work;
	struct http *http;
	struct batch *batch; /* being filled by the reader */
	int64_t last;        /* number of the last event given out; -1: not known yet */
	int64_t read_to;
	size_t read_count;
	struct line_news lines;
	struct wall_news wall;
	int64_t swept;
	enum err outcome;
	bool reading, again, sweeping, pacing;
	mono next_poll, next_sweep;
};

static struct feeder *of_work(struct work *work)
{
	return (struct feeder *)((char *)work - offsetof(struct feeder, work));
}

static struct feeder *of_sweep(struct work *work)
{
	return (struct feeder *)((char *)work - offsetof(struct feeder, sweep_work));
}

static mono tick(const struct feeder *f)
{
	return f->http->config.clock->tick(f->http->config.clock->ctx);
}

/* ---- on a reader ----------------------------------------------------------------------- */
static void empty_batch(struct feeder *f)
{
	if (f->batch)
		batch_drop(f->batch);
	f->batch = calloc(1, sizeof(*f->batch));
	must(f->batch);
}

static enum err read_events(struct desk *desk, struct work *work)
{
	struct feeder *f = of_work(work);
	struct rows rows;

	empty_batch(f);
	f->read_count = 0;
	if (f->last < 0)
		return event_newest(desk->tx, &f->read_to);
	f->read_to = f->last;
	TRY(event_after(desk->tx, f->last, BATCH_MOST, &rows));
	const struct event *event = rows.at;

	for (size_t i = 0; i < rows.count; i++) {
		f->batch->frames[f->batch->count++] =
			frame_make(&event[i], events_line(desk->tx->arena, &event[i]));
		f->read_to = event[i].number;
		line_news_note(&f->lines, &event[i]);
		wall_news_note(&f->wall, &event[i]);
	}
	f->read_count = rows.count;
	if (wall_news_is_due(&f->wall, desk->tick))
		wall_news_tell(&f->wall, desk, f->read_to, f->batch);
	if (!line_news_is_due(&f->lines, desk->tick))
		return OK;
	return line_news_tell(&f->lines, desk, f->read_to, f->batch);
}

static void read_done(struct work *work, enum err outcome)
{
	struct feeder *f = of_work(work);

	f->outcome = outcome;
	loop_tell_reserved(f->http->loops[0], NOTE_FED, f);
}

/* ---- on loop 0 ------------------------------------------------------------------------- */
static void read_more(struct feeder *f)
{
	const struct work_port *port = &f->http->config.work;

	f->next_poll = mono_add(tick(f), f->http->config.event_poll);
	if (!mailbox_reserve(f->http->loops[0]->box))
		return;
	f->work = (struct work){ .run = read_events, .done = read_done };
	f->again = false;
	f->reading = port->read(port->ctx, &f->work);
	if (!f->reading)
		mailbox_unreserve(f->http->loops[0]->box);
}

void feeder_look(struct feeder *f)
{
	atomic_store(&f->http->nudged, false);
	if (f->reading)
		f->again = true;
	else
		read_more(f);
}

static struct batch *copy_of(const struct batch *batch)
{
	struct batch *copy = malloc(sizeof(*copy));

	must(copy);
	*copy = *batch;
	for (size_t i = 0; i < copy->count; i++)
		frame_keep(copy->frames[i]);
	return copy;
}

/* A loop that takes nothing any more is ending; its watchers come again elsewhere. */
static void give_out(struct feeder *f)
{
	for (int i = 1; i < f->http->config.loops; i++) {
		struct batch *copy = copy_of(f->batch);

		if (!loop_tell(f->http->loops[i], NOTE_FRAMES, copy))
			batch_drop(copy);
	}
	streams_show(f->http->loops[0]->streams, f->batch);
	f->batch = NULL;
}

static void on_pace(evutil_socket_t fd, short what, void *feeder)
{
	struct feeder *f = feeder;

	(void)fd;
	(void)what;
	f->pacing = false;
	if (!f->http->loops[0]->draining)
		feeder_look(f);
}

/* Lines or the wallboard have moved, which is not told yet. */
static void look_later(struct feeder *f)
{
	const struct timeval pace = { 0, (suseconds_t)LINE_PACE.us };

	if (!f->pacing &&
	    event_base_once(f->http->loops[0]->base, -1, EV_TIMEOUT, on_pace, f, &pace) == 0)
		f->pacing = true;
}

void feeder_fed(struct feeder *f)
{
	must(f->reading);
	f->reading = false;
	if (f->outcome != OK) {
		log_warn("http.events_unread", KV_ERR(f->outcome));
		return;
	}
	bool full = f->read_count == BATCH_MOST;

	bool first = f->last < 0;

	f->last = f->batch->to = f->read_to;
	if (first || f->batch->count)
		give_out(f);
	if (full || f->again)
		read_more(f);
	else if (f->lines.count || f->wall.moved)
		look_later(f);
}

static enum err sweep(struct desk *desk, struct work *work)
{
	struct feeder *f = of_sweep(work);
	span life = f->http->config.key_life;

	return idempotency_sweep(desk, instant_add(desk->now, (span){ -life.us }), &f->swept);
}

static void sweep_done(struct work *work, enum err outcome)
{
	struct feeder *f = of_sweep(work);

	if (outcome != OK)
		log_warn("http.keys_unswept", KV_ERR(outcome));
	__atomic_store_n(&f->sweeping, false, __ATOMIC_RELEASE);
}

static void start_sweep(struct feeder *f)
{
	const struct work_port *port = &f->http->config.work;

	f->next_sweep = mono_add(tick(f), SWEEP_EVERY);
	if (__atomic_load_n(&f->sweeping, __ATOMIC_ACQUIRE))
		return;
	f->sweep_work = (struct work){ .run = sweep, .done = sweep_done };
	__atomic_store_n(&f->sweeping, true, __ATOMIC_RELEASE);
	if (!port->write(port->ctx, &f->sweep_work))
		__atomic_store_n(&f->sweeping, false, __ATOMIC_RELEASE);
}

void feeder_tick(struct feeder *f)
{
	mono now = tick(f);

	if (!f->reading && !mono_before(now, f->next_poll))
		read_more(f);
	if (!mono_before(now, f->next_sweep))
		start_sweep(f);
}

bool feeder_is_idle(const struct feeder *f)
{
	return !f->reading && !__atomic_load_n(&f->sweeping, __ATOMIC_ACQUIRE);
}

struct feeder *feeder_open(struct http *http)
{
	struct feeder *f = calloc(1, sizeof(*f));

	must(f);
	f->http = http;
	f->last = -1;
	f->next_poll = tick(f);
	f->next_sweep = mono_add(tick(f), SECONDS(60));
	return f;
}

void feeder_close(struct feeder *f)
{
	must(feeder_is_idle(f));
	if (f->batch)
		batch_drop(f->batch);
	free(f);
}
