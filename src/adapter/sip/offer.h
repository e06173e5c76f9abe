// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Session descriptions: the offer we make, what the other side says, and our answer to a re-INVITE.
 *
 * Pure, any thread. One audio stream of G.711 with telephone-event; every other stream of an offer
 * is refused in its place. Comfort noise is never offered (SETTLED 24). It says no with
 * ERR_MALFORMED or ERR_UNSUPPORTED (nothing in common, IPv6, encrypted media); `out` is written
 * only on success.
 */
#include "adapter/media/media.h"

#define OFFER_EVENT_PAYLOAD 101
#define OFFER_CHARS 1200
#define OFFER_STREAMS_MOST 16

struct offer_side {
	const char *address;
	uint16_t port;
	int64_t id;       /* of the session, the same for the whole leg */
	unsigned version; /* rises with every description sent */
	bool pcmu, pcma;  /* which codecs we want */
};

struct offer_seen {
	struct media_remote remote;
	unsigned streams; /* media lines, for the answer */
	unsigned audio;   /* which one of them we take, from 0 */
	char kinds[OFFER_STREAMS_MOST][16];
	char protocols[OFFER_STREAMS_MOST][32];
	char formats[OFFER_STREAMS_MOST][16];
};

size_t offer_write(const struct offer_side *side, char out[OFFER_CHARS]);
NODISCARD enum err offer_read(const char *sdp, size_t length, const struct offer_side *side,
                              struct offer_seen *out);
size_t offer_answer(const struct offer_side *side, const struct offer_seen *seen,
                    char out[OFFER_CHARS]);
