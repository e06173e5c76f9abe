// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The header of an RTP packet (RFC 3550), read and written. Pure; host byte order outside.
 * Says no with false: too short, wrong version, a length inside that lies, or RTCP on the same
 * port.
 */
#include "base/err.h"

#define RTP_HEADER 12
#define RTP_MOST 1500

struct rtp_packet {
	uint8_t payload_type;
	bool marker;
	uint16_t sequence;
	uint32_t timestamp;
	uint32_t ssrc;
	uint8_t *payload; /* inside the given bytes, at least RTP_HEADER after their begin */
	size_t length;
};

NODISCARD bool rtp_read(uint8_t *bytes, size_t length, struct rtp_packet *out);
/* Writes the 12 bytes before `packet->payload`'s content; out holds RTP_HEADER bytes. */
void rtp_write(const struct rtp_packet *packet, uint8_t *out);
