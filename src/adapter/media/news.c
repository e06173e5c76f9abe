// SPDX-License-Identifier: Apache-2.0
/*
 * News get their stamps here. When a lane is full they wait in a short list and keep their order;
 * the last word of a leg has a place of its own, and what was still unsaid about that leg is then
 * too late and dropped.
 */
#include "adapter/media/thread.h"
#include "base/log.h"
#include "base/meter.h"

#include <string.h>

#define UNSAID_MOST 256
#define MEDIA_BOX 0 /* label "lane" of MAILBOX_FULL */

static void stamp(struct media_thread *thread, struct leg *leg, struct news *news)
{
	const struct clock_port *clock = thread->media->clock;

	must(leg->sequence >= MEDIA_SEQUENCE_FIRST);
	news->leg = leg->id;
	news->call = leg->call;
	news->lane = leg->lane;
	news->sequence = leg->sequence++;
	news->at = clock->utc(clock->ctx);
	news->tick = thread->now;
	news->heard = leg->packets_in;
	news->sent = leg->packets_out;
}

void news_put(struct media_thread *thread, struct leg *leg, struct news *news)
{
	const struct news_sink *sink = &thread->media->sink;

	stamp(thread, leg, news);
	if (thread->unsaid_count == 0 && sink->put(sink->ctx, news))
		return;
	if (thread->unsaid_count == 0)
		meter_add(METER_MAILBOX_FULL, MEDIA_BOX, 1);
	/* The next interval says it better. */
	if (news->kind == NEWS_METER && !news->final)
		return;
	if (thread->unsaid_count == UNSAID_MOST) {
		log_error("media.news_lost", KV_ID(leg, leg->id), KV_ID(call, leg->call));
		return;
	}
	thread->unsaid[thread->unsaid_count++] = *news;
}

void news_retry(struct media_thread *thread)
{
	const struct news_sink *sink = &thread->media->sink;
	size_t done = 0;

	while (done < thread->unsaid_count && sink->put(sink->ctx, &thread->unsaid[done]))
		done++;
	thread->unsaid_count -= done;
	memmove(thread->unsaid, thread->unsaid + done, thread->unsaid_count * sizeof(*thread->unsaid));
}

void news_last(struct media_thread *thread, struct leg *leg, struct news *news)
{
	const struct news_sink *sink = &thread->media->sink;
	size_t kept = 0;

	for (size_t i = 0; i < thread->unsaid_count; i++)
		if (thread->unsaid[i].leg != leg->id)
			thread->unsaid[kept++] = thread->unsaid[i];
	thread->unsaid_count = kept;
	must(news->kind == NEWS_ENDED);
	stamp(thread, leg, news);
	sink->last(sink->ctx, news);
}
