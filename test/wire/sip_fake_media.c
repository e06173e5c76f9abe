// SPDX-License-Identifier: Apache-2.0
/*
 * Stands in for adapter/media where only the signalling is looked at: gives out ports, writes what
 * it was told as JSON lines, and says the last word. Everything runs on the phone thread.
 */
#include "adapter/media/media.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>

#define LEGS 65536

struct media {
	struct news_sink sink;
	const struct clock_port *clock;
	struct media_listener listener;
	struct media_config config;
	struct media_leg legs[LEGS]; /* by id; 0: free */
	uint16_t next_port;
	size_t open;
	bool quiet;
};

struct media_config media_config_default(void)
{
	return (struct media_config){
		.address = "127.0.0.1", .port_first = 20000, .port_last = 29999, .legs_most = 4000
	};
}

enum err media_open(const struct media_config *config, const struct news_sink *sink,
                    const struct media_listener *listener, const struct clock_port *clock,
                    struct speech *speech, struct media **out)
{
	struct media *m = calloc(1, sizeof(*m));

	(void)speech;
	must(m != NULL);
	*m = (struct media){ .sink = *sink,
		                 .clock = clock,
		                 .listener = *listener,
		                 .config = *config,
		                 .next_port = config->port_first,
		                 .quiet = getenv("SIP_PROBE_QUIET") != NULL };
	*out = m;
	return OK;
}

void media_close(struct media *media)
{
	must(media->open == 0);
	free(media);
}

static struct media_leg *find(struct media *media, int64_t leg)
{
	struct media_leg *l = &media->legs[leg % LEGS];

	return l->leg == leg && leg ? l : NULL;
}

enum err media_leg_open(struct media *media, const struct media_leg *ask, uint16_t *port)
{
	struct media_leg *l = &media->legs[ask->leg % LEGS];

	if (l->leg)
		return ERR_FULL;
	*l = *ask;
	*port = media->next_port;
	media->next_port =
		(uint16_t)(media->next_port + 2 > media->config.port_last ? media->config.port_first
	                                                              : media->next_port + 2);
	media->open++;
	return OK;
}

enum err media_leg_remote(struct media *media, int64_t leg, const struct media_remote *remote)
{
	char address[INET_ADDRSTRLEN];

	if (!find(media, leg))
		return ERR_NONE;
	inet_ntop(AF_INET, &remote->address.sin_addr, address, sizeof(address));
	if (!media->quiet)
		printf("{\"media\":\"remote\",\"leg\":%lld,\"address\":\"%s\",\"port\":%u,\"codec\":\"%s\","
		       "\"event_payload\":%d,\"they_send\":%s,\"they_hear\":%s}\n",
		       (long long)leg, address, ntohs(remote->address.sin_port),
		       remote->codec == MEDIA_PCMU ? "pcmu" : "pcma", remote->event_payload,
		       remote->they_send ? "true" : "false", remote->they_hear ? "true" : "false");
	return OK;
}

enum err media_order(struct media *media, const struct order *order)
{
	if (!media->quiet)
		printf("{\"media\":\"order\",\"leg\":%lld,\"kind\":%d}\n", (long long)order->leg,
		       (int)order->kind);
	if (order->kind == ORDER_HANG_UP)
		media->listener.said_and_hang_up(media->listener.ctx, order->leg);
	/* "~probe" and "~lost" let a test play the quiet peer. */
	if (order->kind == ORDER_SAY && text_is(text_of(order->say.name), "probe"))
		media->listener.probe(media->listener.ctx, order->leg);
	if (order->kind == ORDER_SAY && text_is(text_of(order->say.name), "lost"))
		media->listener.lost(media->listener.ctx, order->leg);
	return OK;
}

void media_leg_key(struct media *media, int64_t leg, char key)
{
	(void)media;
	printf("{\"media\":\"key\",\"leg\":%lld,\"key\":\"%c\"}\n", (long long)leg, key);
}

void media_leg_alive(struct media *media, int64_t leg)
{
	(void)media;
	printf("{\"media\":\"alive\",\"leg\":%lld}\n", (long long)leg);
}

void media_leg_end(struct media *media, int64_t leg, enum leg_end end, uint16_t sip_code)
{
	struct media_leg *l = find(media, leg);
	struct news news;

	if (!l)
		return;
	news = (struct news){ .kind = NEWS_ENDED,
		                  .leg = leg,
		                  .call = l->call,
		                  .lane = l->lane,
		                  .sequence = MEDIA_SEQUENCE_FIRST,
		                  .end = end,
		                  .sip_code = sip_code,
		                  .at = media->clock->utc(media->clock->ctx),
		                  .tick = media->clock->tick(media->clock->ctx) };
	l->leg = 0;
	media->open--;
	media->sink.last(media->sink.ctx, &news);
}

size_t media_legs(const struct media *media)
{
	return media->open;
}
