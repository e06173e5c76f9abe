// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The simulated network behind one trunk: a SIP socket, and a handset for every call that comes in.
 *
 * Everything belongs to the loop's thread. The network finds the handset a datagram is for; what
 * the handset does is in handset.h. Limits are members of network_config; beyond them a call gets
 * 503. Opening says what went wrong by an err; afterwards wrong datagrams are counted and dropped.
 */
#include "phones/habits.h"
#include "phones/journal.h"
#include "phones/reactor.h"
#include "phones/mouth.h"
#include "phones/prompt_book.h"

#include <netinet/in.h>

struct handset;
struct message;

struct network_config {
	struct sockaddr_in listen;
	uint16_t rtp_low, rtp_high;
	size_t most_handsets;
	bool whole_invites; /* write each INVITE as it came into the journal */
	span lost_after;    /* an answered call without a packet for so long ends itself */
};

#define EXCHANGE_BEATS 10 /* groups of handsets that send together, 2 ms apart */

struct network {
	struct network_config config;
	char host[INET_ADDRSTRLEN];
	struct reactor *reactor;
	struct journal *journal;
	struct prompt_book *book;
	struct habits *habits;
	struct sound_box *sounds;
	int sip_fd;
	struct reactor_watch sip;
	struct handset **table; /* by Call-ID */
	size_t handsets;
	uint16_t next_port;
	struct handset *beats[EXCHANGE_BEATS];
	size_t beat_count[EXCHANGE_BEATS], beating;
	struct reactor_timer beat;
	mono beat_due;
	unsigned beat_turn;
	uint64_t calls, answered, talked, malformed, strays, peak;
};

struct network_parts {
	struct reactor *reactor;
	struct journal *journal;
	struct prompt_book *book;
	struct habits *habits;
	struct sound_box *sounds;
};

NODISCARD enum err network_open(const struct network_config *config,
                                const struct network_parts *parts, struct network **out);
void network_close(struct network *network); /* drops all handsets without a word */
void network_send(struct network *network, const struct sockaddr_in *to, const char *at,
                  size_t length);
/* NULL: nobody has this call. */
struct handset *network_find(struct network *network, text call_id);
/* Walks all: start with NULL. Nothing may end in between. */
struct handset *network_next(struct network *network, const struct handset *after);
/* An RTP socket and its port. ERR_FULL: none is free. */
NODISCARD enum err network_rtp(struct network *network, int *fd, uint16_t *port);
void network_add(struct network *network, struct handset *handset);
void network_remove(struct network *network, struct handset *handset);
void network_beat_join(struct network *network, struct handset *handset);
void network_beat_leave(struct network *network, struct handset *handset);
