// SPDX-License-Identifier: Apache-2.0
/*
 * RTP headers. Contributing sources, an extension and padding are stepped over; we never send any.
 */
#include "adapter/media/rtp.h"

#define VERSION 0x80
#define RTCP_FIRST \
	64 /* payload types 64 to 95 are RTCP's 192 to 223 without the marker bit (RFC 5761) */
#define RTCP_LAST 95

static uint32_t read_u32(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void write_u32(uint8_t *at, uint32_t value)
{
	at[0] = (uint8_t)(value >> 24);
	at[1] = (uint8_t)(value >> 16);
	at[2] = (uint8_t)(value >> 8);
	at[3] = (uint8_t)value;
}

bool rtp_read(uint8_t *bytes, size_t length, struct rtp_packet *out)
{
	size_t at = RTP_HEADER;
	size_t padding = 0;

	if (length < RTP_HEADER || (bytes[0] & 0xC0) != VERSION)
		return false;
	at += (size_t)(bytes[0] & 0x0F) * 4;
	if (bytes[0] & 0x10) {
		if (length < at + 4)
			return false;
		at += 4 + ((size_t)bytes[at + 2] << 8 | bytes[at + 3]) * 4;
	}
	if (at > length)
		return false;
	if (bytes[0] & 0x20) {
		padding = bytes[length - 1];
		if (padding == 0 || padding > length - at)
			return false;
	}
	out->payload_type = bytes[1] & 0x7F;
	if (out->payload_type >= RTCP_FIRST && out->payload_type <= RTCP_LAST)
		return false;
	out->marker = bytes[1] & 0x80;
	out->sequence = (uint16_t)(bytes[2] << 8 | bytes[3]);
	out->timestamp = read_u32(bytes + 4);
	out->ssrc = read_u32(bytes + 8);
	out->payload = bytes + at;
	out->length = length - at - padding;
	return true;
}

void rtp_write(const struct rtp_packet *packet, uint8_t *out)
{
	must(packet->payload_type < 128);
	out[0] = VERSION;
	out[1] = (uint8_t)((packet->marker ? 0x80 : 0) | packet->payload_type);
	out[2] = (uint8_t)(packet->sequence >> 8);
	out[3] = (uint8_t)packet->sequence;
	write_u32(out + 4, packet->timestamp);
	write_u32(out + 8, packet->ssrc);
}
