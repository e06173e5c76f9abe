// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The terms of a call, its session description, as much as a telephone has: one audio stream of
 * G.711 and its keys.
 *
 * Values only, any thread. An offer without audio we can speak is ERR_UNSUPPORTED, a garbled one
 * ERR_MALFORMED.
 */
#include "base/text.h"

#include <netinet/in.h>

struct terms {
	struct sockaddr_in to;
	uint8_t type;        /* 0 PCMU or 8 PCMA: the first of them in the offer */
	uint8_t event_type;  /* telephone-event; 0: none */
	bool sends, listens; /* the peer, by its direction */
	bool rtcp_mux;
};

NODISCARD enum err terms_read(text sdp, struct terms *out);
#define TERMS_ANSWER_CHARS 512
/* The answer for an RTP socket on `host`:`port`. */
void terms_answer(const struct terms *offer, const char *host, uint16_t port, unsigned version,
                  char out[TERMS_ANSWER_CHARS]);
