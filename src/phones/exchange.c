// SPDX-License-Identifier: Apache-2.0
/* The trunk's socket, the table of calls, RTP ports and the beat. */
#include "phones/exchange.h"

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

void exchange_send(struct exchange *exchange, const struct sockaddr_in *to, const char *at,
                   size_t length)
{
	(void)sendto(exchange->sip_fd, at, length, MSG_DONTWAIT, (const struct sockaddr *)to,
	             sizeof *to);
}

static struct handset **bucket(struct exchange *exchange, text call_id)
{
	return &exchange->table[hash_number(hash_bytes(call_id.at, call_id.length)) % TABLE];
}

struct handset *exchange_find(struct exchange *exchange, text call_id)
{
	struct handset *h = *bucket(exchange, call_id);

	while (h && !text_is(call_id, h->call_id))
		h = h->next;
	return h;
}

struct handset *exchange_next(struct exchange *exchange, const struct handset *after)
{
	size_t at = 0;

	if (after && after->next)
		return after->next;
	if (after)
		at = (size_t)(bucket(exchange, text_of(after->call_id)) - exchange->table) + 1;
	while (at < TABLE && !exchange->table[at])
		at++;
	return at < TABLE ? exchange->table[at] : NULL;
}

void exchange_add(struct exchange *exchange, struct handset *handset)
{
	struct handset **place = bucket(exchange, text_of(handset->call_id));

	handset->next = *place;
	*place = handset;
	exchange->handsets++;
	exchange->calls++;
	if (exchange->handsets > exchange->peak)
		exchange->peak = exchange->handsets;
}

void exchange_remove(struct exchange *exchange, struct handset *handset)
{
	struct handset **place = bucket(exchange, text_of(handset->call_id));

	while (*place && *place != handset)
		place = &(*place)->next;
	must(*place == handset);
	*place = handset->next;
	exchange->handsets--;
}

/* --- requests that belong to no call --- */

static void answer_alone(struct exchange *exchange, const struct message *m, unsigned code,
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
		exchange_send(exchange, peer, buffer, out.length);
}

static void take_request(struct exchange *exchange, const struct message *m, const char *datagram,
                         size_t length, const struct sockaddr_in *peer)
{
	struct handset *h = exchange_find(exchange, m->call_id);

	if (h) {
		handset_request(h, m);
	} else if (text_is(m->method, "ACK")) {
		return;
	} else if (m->to_tag.length > 0 || text_is(m->method, "CANCEL")) {
		answer_alone(exchange, m, 481, peer);
	} else if (text_is(m->method, "OPTIONS")) {
		answer_alone(exchange, m, 200, peer);
	} else if (!text_is(m->method, "INVITE")) {
		answer_alone(exchange, m, 405, peer);
	} else if (exchange->handsets >= exchange->config.most_handsets) {
		answer_alone(exchange, m, 503, peer);
	} else {
		handset_new(exchange, datagram, length, peer);
	}
}

static void take_datagram(struct exchange *exchange, char *datagram, size_t length,
                          const struct sockaddr_in *peer)
{
	struct message m;

	if (length < 16) /* keep-alive */
		return;
	if (message_read(datagram, length, &m) != OK) {
		exchange->malformed++;
		return;
	}
	if (m.is_request) {
		take_request(exchange, &m, datagram, length, peer);
		return;
	}
	struct handset *h = exchange_find(exchange, m.call_id);

	if (h && text_is(m.from_tag, h->tag))
		handset_response(h, &m);
	else
		exchange->strays++;
}

static void on_sip(void *ctx)
{
	struct exchange *exchange = ctx;
	char datagram[MESSAGE_MOST_BYTES];

	for (int i = 0; i < READ_AT_ONCE; i++) {
		struct sockaddr_in peer;
		socklen_t size = sizeof peer;
		ssize_t n = recvfrom(exchange->sip_fd, datagram, sizeof datagram, MSG_DONTWAIT,
		                     (struct sockaddr *)&peer, &size);

		if (n < 0)
			return;
		take_datagram(exchange, datagram, (size_t)n, &peer);
	}
}

/* --- the beat --- */

static void beat_group(struct exchange *exchange, unsigned group, mono now)
{
	struct handset *h = exchange->beats[group];

	while (h) {
		struct handset *next = h->beat_next; /* it may leave */

		handset_beat(h, now);
		h = next;
	}
}

static void on_beat(void *ctx)
{
	struct exchange *exchange = ctx;
	mono now = loop_now();

	if (mono_since(now, exchange->beat_due).us >
	    200000) /* we were stopped: do not send it all now */
		exchange->beat_due = now;
	while (!mono_before(now, exchange->beat_due)) {
		beat_group(exchange, exchange->beat_turn, now);
		exchange->beat_turn = (exchange->beat_turn + 1) % EXCHANGE_BEATS;
		exchange->beat_due = mono_add(exchange->beat_due, BEAT_STEP);
	}
	if (exchange->beating > 0)
		loop_set_at(exchange->loop, &exchange->beat, exchange->beat_due);
}

void exchange_beat_join(struct exchange *exchange, struct handset *handset)
{
	unsigned least = 0;

	must(handset->beat_place == NULL);
	for (unsigned i = 1; i < EXCHANGE_BEATS; i++)
		if (exchange->beat_count[i] < exchange->beat_count[least])
			least = i;
	handset->beat = least;
	handset->beat_next = exchange->beats[least];
	handset->beat_place = &exchange->beats[least];
	if (handset->beat_next)
		handset->beat_next->beat_place = &handset->beat_next;
	exchange->beats[least] = handset;
	exchange->beat_count[least]++;
	if (exchange->beating++ == 0) {
		exchange->beat_due = loop_now();
		loop_set_at(exchange->loop, &exchange->beat, exchange->beat_due);
	}
}

void exchange_beat_leave(struct exchange *exchange, struct handset *handset)
{
	if (!handset->beat_place)
		return;
	*handset->beat_place = handset->beat_next;
	if (handset->beat_next)
		handset->beat_next->beat_place = handset->beat_place;
	handset->beat_place = NULL;
	exchange->beat_count[handset->beat]--;
	if (--exchange->beating == 0)
		loop_clear(exchange->loop, &exchange->beat);
}

/* --- ports --- */

static int bind_udp(const struct exchange *exchange, uint16_t port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		                      .sin_addr = exchange->config.listen.sin_addr,
		                      .sin_port = htons(port) };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd >= 0 && bind(fd, (struct sockaddr *)&at, sizeof at) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

enum err exchange_rtp(struct exchange *exchange, int *fd, uint16_t *port)
{
	unsigned ports = (unsigned)(exchange->config.rtp_high - exchange->config.rtp_low + 1) / 2;

	for (unsigned i = 0; i < ports; i++) {
		uint16_t one = exchange->next_port;

		exchange->next_port = (uint16_t)(one + 2);
		if (exchange->next_port >= exchange->config.rtp_high || exchange->next_port < one)
			exchange->next_port = exchange->config.rtp_low;
		int made = bind_udp(exchange, one);

		if (made < 0)
			continue;
		*fd = made;
		*port = one;
		return OK;
	}
	return ERR_FULL;
}

enum err exchange_open(const struct exchange_config *config, const struct exchange_parts *parts,
                       struct exchange **out)
{
	struct exchange *exchange = calloc(1, sizeof *exchange);
	int bytes = SOCKET_BYTES;

	must(exchange != NULL && config->rtp_low < config->rtp_high);
	exchange->config = *config;
	exchange->loop = parts->loop;
	exchange->journal = parts->journal;
	exchange->book = parts->book;
	exchange->habits = parts->habits;
	exchange->sounds = parts->sounds;
	exchange->table = calloc(TABLE, sizeof *exchange->table);
	must(exchange->table != NULL);
	exchange->next_port = config->rtp_low;
	exchange->sip = (struct loop_watch){ .ready = on_sip, .ctx = exchange, .fd = -1 };
	exchange->beat = (struct loop_timer){ .fire = on_beat, .ctx = exchange };
	must(inet_ntop(AF_INET, &config->listen.sin_addr, exchange->host, sizeof exchange->host) !=
	     NULL);
	exchange->sip_fd = bind_udp(exchange, ntohs(config->listen.sin_port));
	if (exchange->sip_fd < 0 ||
	    loop_watch(exchange->loop, &exchange->sip, exchange->sip_fd) != OK) {
		exchange_close(exchange);
		return ERR_BUSY;
	}
	(void)setsockopt(exchange->sip_fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
	*out = exchange;
	return OK;
}

void exchange_close(struct exchange *exchange)
{
	if (!exchange)
		return;
	for (struct handset *h; (h = exchange_next(exchange, NULL));)
		handset_free(h);
	loop_unwatch(exchange->loop, &exchange->sip);
	loop_clear(exchange->loop, &exchange->beat);
	if (exchange->sip_fd >= 0)
		close(exchange->sip_fd);
	free(exchange->table);
	free(exchange);
}
