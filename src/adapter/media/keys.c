// SPDX-License-Identifier: Apache-2.0
/* Telephone events: a press is told at its first packet, so a lost end costs nothing. */
#include "adapter/media/keys.h"

#include <string.h>

static const char KEYS[] = "0123456789*#ABCD";

bool key_is_valid(char key)
{
	return key != '\0' && strchr(KEYS, key) != NULL;
}

static void remember(struct keys *keys, const struct rtp_packet *packet)
{
	uint32_t length = (uint32_t)packet->payload[2] << 8 | packet->payload[3];

	keys->any = true;
	keys->ssrc = packet->ssrc;
	keys->timestamp = packet->timestamp;
	keys->goes_to = packet->timestamp + length;
	keys->event = packet->payload[0];
	keys->ended = packet->payload[1] & 0x80;
}

char keys_read(struct keys *keys, const struct rtp_packet *packet)
{
	int32_t newer;
	bool goes_on;

	if (packet->length < 4 || packet->payload[0] >= sizeof(KEYS) - 1)
		return 0;
	if (!keys->any || keys->ssrc != packet->ssrc) {
		remember(keys, packet);
		return KEYS[packet->payload[0]];
	}
	newer = (int32_t)(packet->timestamp - keys->timestamp);
	if (newer < 0)
		return 0;
	if (newer == 0) {
		/* Packets may be swapped: once ended stays ended. */
		packet->payload[1] |= keys->ended ? 0x80 : 0;
		remember(keys, packet);
		return 0;
	}
	goes_on =
		!keys->ended && keys->event == packet->payload[0] && packet->timestamp == keys->goes_to;
	remember(keys, packet);
	must(keys->event < sizeof(KEYS) - 1);
	return goes_on ? 0 : KEYS[keys->event];
}
