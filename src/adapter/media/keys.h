// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Keys a person pressed, out of RTP: telephone-event packets (RFC 4733), each press once.
 *
 * A sender repeats a press in many packets with one timestamp, and its end three times; a long
 * press may go on under a new timestamp that begins where the former ended. Pure; belongs to a leg.
 * A packet that tells no new press gives 0.
 */
#include "adapter/media/rtp.h"

struct keys {
	bool any;
	uint32_t ssrc;
	uint32_t timestamp; /* of the newest press */
	uint32_t goes_to;   /* timestamp up to which it lasted so far */
	uint8_t event;
	bool ended;
};

/* The key (0-9 * # A-D) of a press seen for the first time, else 0. */
char keys_read(struct keys *keys, const struct rtp_packet *packet);
bool key_is_valid(char key);
