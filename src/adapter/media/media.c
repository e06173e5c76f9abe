// SPDX-License-Identifier: Apache-2.0
/*
 * The phone thread's side: sockets are bound here, commands are sent to the thread that owns the
 * leg.
 */
#include "adapter/media/media.h"
#include "adapter/media/routes.h"
#include "adapter/media/thread.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/meter.h"
#include "base/random.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define RTCP_RECEIVE_BYTES 4096
#define PHONE_BOX 2 /* label "media" of MAILBOX_FULL */

struct media_config media_config_default(void)
{
	return (struct media_config){ .address = "127.0.0.1",
		                          .port_first = 20000,
		                          .port_last = 29999,
		                          .threads = 0,
		                          .legs_most = 4096,
		                          .send_silence = true,
		                          .gap = SECONDS(5),
		                          .probe = SECONDS(10),
		                          .lost = SECONDS(15),
		                          .probe_again = SECONDS(30),
		                          .latch = SECONDS(1),
		                          .meter_interval = SECONDS(1),
		                          .prompt_wait = SECONDS(5),
		                          .mailbox_most = 4096,
		                          .prompt_kib = 32768 };
}

static enum err check(const struct media_config *config)
{
	struct in_addr address;

	if (inet_pton(AF_INET, config->address, &address) != 1 || config->port_first % 2 != 0 ||
	    config->port_first < 1024 || config->port_last <= config->port_first ||
	    config->legs_most < 2 || config->mailbox_most < 16 || config->threads > THREADS_MOST ||
	    config->gap.us <= 0 || config->meter_interval.us <= 0 || config->probe.us <= 0 ||
	    !span_less(config->probe, config->lost))
		return ERR_CONFIG;
	return OK;
}

static unsigned cores(void)
{
	long online = sysconf(_SC_NPROCESSORS_ONLN);

	return online < 1 ? 1 : online > THREADS_MOST ? THREADS_MOST : (unsigned)online;
}

enum err media_open(const struct media_config *config, const struct news_sink *sink,
                    const struct media_listener *listener, const struct clock_port *clock,
                    struct speech *speech, struct media **out)
{
	struct media *media;
	enum err err = OK;

	TRY(check(config));
	media = calloc(1, sizeof(*media));
	must(media != NULL);
	media->config = *config;
	media->sink = *sink;
	media->listener = *listener;
	media->clock = clock;
	media->legs = routes_open(config->legs_most);
	media->calls = routes_open(config->legs_most);
	/* A random start, so that ports are not foretold from the order of calls. */
	media->next_port = (uint16_t)(random_secret_u64() % 16384);
	while (err == OK && media->count < (config->threads ? config->threads : cores()))
		err = thread_start(media, media->count++, speech);
	if (err != OK) {
		media_close(media);
		return err;
	}
	*out = media;
	return OK;
}

void media_close(struct media *media)
{
	if (!media)
		return;
	atomic_store(&media->stopping, true);
	for (unsigned i = 0; i < media->count; i++)
		thread_join(&media->threads[i]);
	for (unsigned i = 0; i < media->count; i++)
		thread_free(&media->threads[i]);
	routes_close(media->legs);
	routes_close(media->calls);
	free(media);
}

/* ---- sockets --------------------------------------------------------------------------- */
static int bind_port(const struct media *media, uint16_t port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(port) };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	must(inet_pton(AF_INET, media->config.address, &address.sin_addr) == 1);
	if (fd >= 0 && bind(fd, (const struct sockaddr *)&address, sizeof(address)) == 0)
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

/* An even port and the odd one above it. Tries each pair of the range once. */
static enum err bind_pair(struct media *media, struct leg *leg, uint16_t *port)
{
	unsigned first = media->config.port_first;
	unsigned pairs = (unsigned)(media->config.port_last - first + 1) / 2;
	int room = RTCP_RECEIVE_BYTES;

	for (unsigned i = 0; i < pairs; i++) {
		uint16_t even = (uint16_t)(first + 2 * (media->next_port++ % pairs));

		leg->rtp = bind_port(media, even);
		if (leg->rtp < 0 && errno == EMFILE)
			return ERR_FULL;
		if (leg->rtp < 0)
			continue;
		arrival_ask(leg->rtp);
		leg->rtcp = bind_port(media, (uint16_t)(even + 1));
		if (leg->rtcp >= 0) {
			(void)setsockopt(leg->rtcp, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
			*port = even;
			return OK;
		}
		close(leg->rtp);
		leg->rtp = -1;
	}
	return ERR_FULL;
}

static struct leg *leg_new(const struct media_leg *ask)
{
	struct leg *leg = calloc(1, sizeof(*leg));

	must(leg != NULL);
	leg->id = ask->leg;
	leg->call = ask->call;
	leg->lane = ask->lane;
	leg->sequence = MEDIA_SEQUENCE_FIRST;
	leg->rtp = leg->rtcp = -1;
	leg->remote.event_payload = -1;
	random_secret(&leg->out.ssrc, sizeof(leg->out.ssrc));
	random_secret(&leg->out.next_sequence, sizeof(leg->out.next_sequence));
	random_secret(&leg->out.timestamp, sizeof(leg->out.timestamp));
	leg->out.next_sequence &= 0x7FFF;
	return leg;
}

/* Gives the leg to its thread. From here on it is not ours. */
static enum err hand_over(struct media *media, struct leg *leg, unsigned to)
{
	struct mailbox *box = media->threads[to].box;
	struct command command = { .kind = COMMAND_OPEN, .leg = leg->id, .who = leg };

	if (!mailbox_reserve(box)) /* for its END */
		return ERR_FULL;
	if (!mailbox_put(box, &command)) {
		mailbox_unreserve(box);
		return ERR_FULL;
	}
	return OK;
}

enum err media_leg_open(struct media *media, const struct media_leg *ask, uint16_t *port)
{
	struct route route = { .id = ask->leg,
		                   .thread = (unsigned)(hash_number((uint64_t)ask->call) % media->count) };
	struct leg *leg;
	enum err err;

	must(ask->leg != 0 && routes_find(media->legs, ask->leg) == NULL);
	TRY(routes_add(media->legs, &route));
	leg = leg_new(ask);
	err = bind_pair(media, leg, port);
	if (err == OK)
		err = hand_over(media, leg, route.thread);
	if (err != OK) {
		routes_drop(media->legs, ask->leg);
		leg_free(leg);
		return err;
	}
	media->leg_count++;
	return OK;
}

/* ---- commands -------------------------------------------------------------------------- */
static enum err send_command(struct media *media, struct command *command)
{
	struct route *route = routes_find(media->legs, command->leg);

	if (!route)
		return ERR_NONE;
	if (mailbox_put(media->threads[route->thread].box, command))
		return OK;
	meter_add(METER_MAILBOX_FULL, PHONE_BOX, 1);
	return ERR_FULL;
}

enum err media_leg_remote(struct media *media, int64_t leg, const struct media_remote *remote)
{
	return send_command(media,
	                    &(struct command){ .kind = COMMAND_REMOTE, .leg = leg, .remote = *remote });
}

static enum err send_say(struct media *media, const struct order *order)
{
	struct command command = { .kind = COMMAND_SAY, .leg = order->leg, .call = order->call };
	struct order *copy = malloc(sizeof(*copy));
	enum err err;

	must(copy != NULL);
	*copy = *order;
	command.order = copy;
	err = send_command(media, &command);
	if (err != OK)
		free(copy);
	return err;
}

/*
 * Brings a leg to another thread; what is ordered for it from now on goes there and waits for it.
 */
static enum err send_leg(struct media *media, struct route *leg, unsigned to)
{
	struct mailbox *from = media->threads[leg->thread].box;
	struct mailbox *target = media->threads[to].box;
	struct command command = { .kind = COMMAND_MOVE, .leg = leg->id, .to = to };

	if (!mailbox_reserve(target)) /* for the leg itself */
		return ERR_FULL;
	if (!mailbox_reserve(target)) { /* for its END */
		mailbox_unreserve(target);
		return ERR_FULL;
	}
	if (!mailbox_put(from, &command)) {
		mailbox_unreserve(target);
		mailbox_unreserve(target);
		return ERR_FULL;
	}
	mailbox_unreserve(from);
	leg->thread = to;
	return OK;
}

static void leave_call(struct media *media, struct route *leg)
{
	if (leg->link)
		routes_drop(media->calls, leg->link);
	leg->link = 0;
}

static enum err send_join(struct media *media, const struct order *order)
{
	struct route *leg = routes_find(media->legs, order->leg);
	struct route *other = routes_find(media->legs, order->join.other);
	struct command command = { .kind = COMMAND_JOIN, .leg = order->leg, .call = order->call };

	if (!leg || !other || leg == other)
		return ERR_NONE;
	if (leg->thread != other->thread)
		TRY(send_leg(media, other, leg->thread));
	command.join.other = order->join.other;
	command.join.meter_from = order->join.meter_from;
	command.join.already = order->join.already;
	command.join.limit = order->join.limit;
	TRY(send_command(media, &command));
	leave_call(media, leg);
	leave_call(media, other);
	leg->link = other->link = order->call;
	return routes_add(media->calls, &(struct route){ .id = order->call, .link = order->leg });
}

/* PART and LIMIT name a call; one of its legs shows the way. */
static enum err send_to_call(struct media *media, const struct order *order)
{
	struct route *call = routes_find(media->calls, order->call);
	struct command command = { .kind = order->kind == ORDER_PART ? COMMAND_PART : COMMAND_LIMIT,
		                       .call = order->call };

	if (!call)
		return ERR_NONE;
	command.leg = call->link;
	if (order->kind == ORDER_LIMIT)
		command.limit = order->limit.limit;
	return send_command(media, &command);
}

enum err media_order(struct media *media, const struct order *order)
{
	switch (order->kind) {
	case ORDER_SAY: return send_say(media, order);
	case ORDER_JOIN: return send_join(media, order);
	case ORDER_PART:
	case ORDER_LIMIT: return send_to_call(media, order);
	case ORDER_KEY:
		return send_command(media, &(struct command){ .kind = COMMAND_KEY_JOINED,
		                                              .leg = order->leg,
		                                              .call = order->call,
		                                              .key = order->key.key });
	case ORDER_HANG_UP:
		must(order->hang_up.after_say);
		return send_command(media, &(struct command){ .kind = COMMAND_HANG_UP,
		                                              .leg = order->leg,
		                                              .call = order->call });
	case ORDER_RING:
	case ORDER_ORPHAN: break;
	}
	must(false);
	return ERR_UNSUPPORTED;
}

void media_leg_key(struct media *media, int64_t leg, char key)
{
	struct command command = { .kind = COMMAND_KEY, .leg = leg, .key = key };

	if (key_is_valid(key) && send_command(media, &command) == ERR_FULL)
		log_warn("media.key_lost", KV_ID(leg, leg));
}

void media_leg_alive(struct media *media, int64_t leg)
{
	struct command command = { .kind = COMMAND_ALIVE, .leg = leg };

	if (send_command(media, &command) == ERR_FULL)
		log_warn("media.alive_lost", KV_ID(leg, leg));
}

void media_leg_end(struct media *media, int64_t leg, enum leg_end end, uint16_t sip_code)
{
	struct route *route = routes_find(media->legs, leg);
	struct command command = { .kind = COMMAND_END, .leg = leg };

	must(end != LEG_NOT_ENDED && end < LEG_END_COUNT);
	if (!route)
		return;
	command.end.end = end;
	command.end.sip_code = sip_code;
	command.end.at = media->clock->tick(media->clock->ctx);
	mailbox_put_reserved(media->threads[route->thread].box, &command);
	leave_call(media, route);
	routes_drop(media->legs, leg);
	media->leg_count--;
}

size_t media_legs(const struct media *media)
{
	return media->leg_count;
}
