// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The session description of a call, as much as a telephone has: one audio stream of G.711 and its keys.
 *
 * Values only, any thread. An offer without audio we can speak is ERR_UNSUPPORTED, a garbled one ERR_MALFORMED.
 */
#include "base/text.h"

#include <netinet/in.h>

struct offer {
	struct sockaddr_in to;
	uint8_t type;        /* 0 PCMU or 8 PCMA: the first of them in the offer */
	uint8_t event_type;  /* telephone-event; 0: none */
	bool sends, listens; /* the peer, by its direction */
	bool rtcp_mux;
};

NODISCARD enum err offer_read(text sdp, struct offer *out);
#define OFFER_ANSWER_CHARS 512
/* The answer for an RTP socket on `host`:`port`. */
void offer_answer(const struct offer *offer, const char *host, uint16_t port, unsigned version,
                  char out[OFFER_ANSWER_CHARS]);
