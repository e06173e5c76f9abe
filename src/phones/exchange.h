// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The simulated network behind one trunk: a SIP socket, and a handset for every call that comes in.
 *
 * Everything belongs to the loop's thread. The exchange finds the handset a datagram is for; what
 * the handset does is in handset.h. Limits are members of exchange_config; beyond them a call gets
 * 503. Opening says what went wrong by an err; afterwards wrong datagrams are counted and dropped.
 */
#include "phones/habits.h"
#include "phones/journal.h"
#include "phones/loop.h"
#include "phones/mouth.h"
#include "phones/prompt_book.h"

#include <netinet/in.h>

struct handset;
struct message;

struct exchange_config {
	struct sockaddr_in listen;
	uint16_t rtp_low, rtp_high;
	size_t most_handsets;
	bool whole_invites; /* write each INVITE as it came into the journal */
	span lost_after;    /* an answered call without a packet for so long ends itself */
};

#define EXCHANGE_BEATS 10 /* groups of handsets that send together, 2 ms apart */

struct exchange {
	struct exchange_config config;
	char host[INET_ADDRSTRLEN];
	struct loop *loop;
	struct journal *journal;
	struct prompt_book *book;
	struct habits *habits;
	struct sound_box *sounds;
	int sip_fd;
	struct loop_watch sip;
	struct handset **table; /* by Call-ID */
	size_t handsets;
	uint16_t next_port;
	struct handset *beats[EXCHANGE_BEATS];
	size_t beat_count[EXCHANGE_BEATS], beating;
	struct loop_timer beat;
	mono beat_due;
	unsigned beat_turn;
	uint64_t calls, answered, talked, malformed, strays, peak;
};

struct exchange_parts {
	struct loop *loop;
	struct journal *journal;
	struct prompt_book *book;
	struct habits *habits;
	struct sound_box *sounds;
};

NODISCARD enum err exchange_open(const struct exchange_config *config,
                                 const struct exchange_parts *parts, struct exchange **out);
void exchange_close(struct exchange *exchange); /* drops all handsets without a word */
void exchange_send(struct exchange *exchange, const struct sockaddr_in *to, const char *at,
                   size_t length);
/* NULL: nobody has this call. */
struct handset *exchange_find(struct exchange *exchange, text call_id);
/* Walks all: start with NULL. Nothing may end in between. */
struct handset *exchange_next(struct exchange *exchange, const struct handset *after);
/* An RTP socket and its port. ERR_FULL: none is free. */
NODISCARD enum err exchange_rtp(struct exchange *exchange, int *fd, uint16_t *port);
void exchange_add(struct exchange *exchange, struct handset *handset);
void exchange_remove(struct exchange *exchange, struct handset *handset);
void exchange_beat_join(struct exchange *exchange, struct handset *handset);
void exchange_beat_leave(struct exchange *exchange, struct handset *handset);
