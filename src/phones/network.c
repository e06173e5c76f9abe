// SPDX-License-Identifier: Apache-2.0
/* The trunk's socket, the table of calls, RTP ports and the beat. */
#include "phones/network.h"

#include "base/hash.h"
#include "phones/handset.h"
#include "phones/message.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define TABLE 65536
#define READ_AT_ONCE 64
#define SOCKET_BYTES (4 << 20)
#define BEAT_STEP MILLISECONDS(2)

void network_send(struct network *network, const struct sockaddr_in *to, const char *at,
                  size_t length)
{
	(void)sendto(network->sip_fd, at, length, MSG_DONTWAIT, (const struct sockaddr *)to,
	             sizeof *to);
}

static struct handset **bucket(struct network *network, text call_id)
{
	return &network->table[hash_number(hash_bytes(call_id.at, call_id.length)) % TABLE];
}

struct handset *network_find(struct network *network, text call_id)
{
	struct handset *h = *bucket(network, call_id);

	while (h && !text_is(call_id, h->call_id))
		h = h->next;
	return h;
}

struct handset *network_next(struct network *network, const struct handset *after)
{
	size_t at = 0;

	if (after && after->next)
		return after->next;
	if (after)
		at = (size_t)(bucket(network, text_of(after->call_id)) - network->table) + 1;
	while (at < TABLE && !network->table[at])
		at++;
	return at < TABLE ? network->table[at] : NULL;
}

void network_add(struct network *network, struct handset *handset)
{
	struct handset **place = bucket(network, text_of(handset->call_id));

	handset->next = *place;
	*place = handset;
	network->handsets++;
	network->calls++;
	if (network->handsets > network->peak)
		network->peak = network->handsets;
}

void network_remove(struct network *network, struct handset *handset)
{
	struct handset **place = bucket(network, text_of(handset->call_id));

	while (*place && *place != handset)
		place = &(*place)->next;
	must(*place == handset);
	*place = handset->next;
	network->handsets--;
}

/* --- requests that belong to no call --- */

static void answer_alone(struct network *network, const struct message *m, unsigned code,
                         const struct sockaddr_in *peer)
{
	char buffer[8192], address[INET_ADDRSTRLEN];
	struct message_out out = { .at = buffer, .room = sizeof buffer };
	struct message_reply reply = { .code = code,
		                           .to_tag = "phones",
		                           .extra = "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO\r\n",
		                           .source_address = address,
		                           .source_port = ntohs(peer->sin_port) };

	must(inet_ntop(AF_INET, &peer->sin_addr, address, sizeof address) != NULL);
	if (message_write_reply(&out, m, &reply) == OK)
		network_send(network, peer, buffer, out.length);
}

static void take_request(struct network *network, const struct message *m, const char *datagram,
                         size_t length, const struct sockaddr_in *peer)
{
	struct handset *h = network_find(network, m->call_id);

	if (h) {
		handset_request(h, m);
	} else if (text_is(m->method, "ACK")) {
		return;
	} else if (m->to_tag.length > 0 || text_is(m->method, "CANCEL")) {
		answer_alone(network, m, 481, peer);
	} else if (text_is(m->method, "OPTIONS")) {
		answer_alone(network, m, 200, peer);
	} else if (!text_is(m->method, "INVITE")) {
		answer_alone(network, m, 405, peer);
	} else if (network->handsets >= network->config.most_handsets) {
		answer_alone(network, m, 503, peer);
	} else {
		handset_new(network, datagram, length, peer);
	}
}

static void take_datagram(struct network *network, char *datagram, size_t length,
                          const struct sockaddr_in *peer)
{
	struct message m;

	if (length < 16) /* keep-alive */
		return;
	if (message_read(datagram, length, &m) != OK) {
		network->malformed++;
		return;
	}
	if (m.is_request) {
		take_request(network, &m, datagram, length, peer);
		return;
	}
	struct handset *h = network_find(network, m.call_id);

	if (h && text_is(m.from_tag, h->tag))
		handset_response(h, &m);
	else
		network->strays++;
}

static void on_sip(void *ctx)
{
	struct network *network = ctx;
	char datagram[MESSAGE_MOST_BYTES];

	for (int i = 0; i < READ_AT_ONCE; i++) {
		struct sockaddr_in peer = { .sin_family = AF_INET };
		socklen_t size = sizeof peer;
		ssize_t n = recvfrom(network->sip_fd, datagram, sizeof datagram, MSG_DONTWAIT,
		                     (struct sockaddr *)&peer, &size);

		if (n < 0)
			return;
		take_datagram(network, datagram, (size_t)n, &peer);
	}
}

/* --- the beat --- */

static void beat_group(struct network *network, unsigned group, mono now)
{
	struct handset *h = network->beats[group];

	while (h) {
		struct handset *next = h->beat_next; /* it may leave */

		handset_beat(h, now);
		h = next;
	}
}

static void on_beat(void *ctx)
{
	struct network *network = ctx;
	mono now = reactor_now();

	if (mono_since(now, network->beat_due).us >
	    200000) /* we were stopped: do not send it all now */
		network->beat_due = now;
	while (!mono_before(now, network->beat_due)) {
		beat_group(network, network->beat_turn, now);
		network->beat_turn = (network->beat_turn + 1) % EXCHANGE_BEATS;
		network->beat_due = mono_add(network->beat_due, BEAT_STEP);
	}
	if (network->beating > 0)
		reactor_set_at(network->reactor, &network->beat, network->beat_due);
}

void network_beat_join(struct network *network, struct handset *handset)
{
	unsigned least = 0;

	must(handset->beat_place == NULL);
	for (unsigned i = 1; i < EXCHANGE_BEATS; i++)
		if (network->beat_count[i] < network->beat_count[least])
			least = i;
	handset->beat = least;
	handset->beat_next = network->beats[least];
	handset->beat_place = &network->beats[least];
	if (handset->beat_next)
		handset->beat_next->beat_place = &handset->beat_next;
	network->beats[least] = handset;
	network->beat_count[least]++;
	if (network->beating++ == 0) {
		network->beat_due = reactor_now();
		reactor_set_at(network->reactor, &network->beat, network->beat_due);
	}
}

void network_beat_leave(struct network *network, struct handset *handset)
{
	if (!handset->beat_place)
		return;
	*handset->beat_place = handset->beat_next;
	if (handset->beat_next)
		handset->beat_next->beat_place = handset->beat_place;
	handset->beat_place = NULL;
	network->beat_count[handset->beat]--;
	if (--network->beating == 0)
		reactor_clear(network->reactor, &network->beat);
}

/* --- ports --- */

static int bind_udp(const struct network *network, uint16_t port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		                      .sin_addr = network->config.listen.sin_addr,
		                      .sin_port = htons(port) };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd >= 0 && bind(fd, (struct sockaddr *)&at, sizeof at) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

enum err network_rtp(struct network *network, int *fd, uint16_t *port)
{
	unsigned ports = (unsigned)(network->config.rtp_high - network->config.rtp_low + 1) / 2;

	for (unsigned i = 0; i < ports; i++) {
		uint16_t one = network->next_port;

		network->next_port = (uint16_t)(one + 2);
		if (network->next_port >= network->config.rtp_high || network->next_port < one)
			network->next_port = network->config.rtp_low;
		int made = bind_udp(network, one);

		if (made < 0)
			continue;
		*fd = made;
		*port = one;
		return OK;
	}
	return ERR_FULL;
}

enum err network_open(const struct network_config *config, const struct network_parts *parts,
                      struct network **out)
{
	struct network *network = calloc(1, sizeof *network);
	int bytes = SOCKET_BYTES;

	must(network != NULL && config->rtp_low < config->rtp_high);
	network->config = *config;
	network->reactor = parts->reactor;
	network->journal = parts->journal;
	network->book = parts->book;
	network->habits = parts->habits;
	network->sounds = parts->sounds;
	network->table = calloc(TABLE, sizeof *network->table);
	must(network->table != NULL);
	network->next_port = config->rtp_low;
	network->sip = (struct reactor_watch){ .ready = on_sip, .ctx = network, .fd = -1 };
	network->beat = (struct reactor_timer){ .fire = on_beat, .ctx = network };
	must(inet_ntop(AF_INET, &config->listen.sin_addr, network->host, sizeof network->host) != NULL);
	network->sip_fd = bind_udp(network, ntohs(config->listen.sin_port));
	if (network->sip_fd < 0 ||
	    reactor_watch(network->reactor, &network->sip, network->sip_fd) != OK) {
		network_close(network);
		return ERR_BUSY;
	}
	(void)setsockopt(network->sip_fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
	*out = network;
	return OK;
}

void network_close(struct network *network)
{
	if (!network)
		return;
	for (struct handset *h; (h = network_next(network, NULL));)
		handset_free(h);
	reactor_unwatch(network->reactor, &network->sip);
	reactor_clear(network->reactor, &network->beat);
	if (network->sip_fd >= 0)
		close(network->sip_fd);
	free(network->table);
	free(network);
}
