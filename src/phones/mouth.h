// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What one handset sends: a 20 ms packet of its sound at each beat, and its keys.
 *
 * Belongs to one handset, on the loop's thread. Sounds are whole frames of µ-law owned by the sound
 * box, which outlives all mouths. A packet the kernel does not take is lost, as on a real line.
 */
#include "base/err.h"

#include <netinet/in.h>

#define SOUND_FRAME 160
#define MOUTH_KEYS 32

struct sound {
	const uint8_t *bytes; /* NULL: send nothing at all */
	size_t frames;
	bool again; /* from the start at its end; else silence follows */
};

struct sound_box;

struct sound_box *sound_box_open(void);
void sound_box_close(struct sound_box *box);
struct sound sound_tone(struct sound_box *box, int hz); /* made once for each frequency */
struct sound sound_silence(struct sound_box *box);
struct sound sound_voicemail(struct sound_box *box); /* 12 s like speech, a beep, then silence */

enum key_way { KEY_RFC4733, KEY_IN_BAND };

struct mouth {
	int fd;
	struct sockaddr_in to;
	struct sound sound;
	size_t frame;
	uint16_t sequence;
	uint32_t stamp, source;
	uint8_t type, event_type; /* payload types; event 0: the peer takes none */
	bool started;
	char keys[MOUTH_KEYS]; /* still to press */
	enum key_way way;
	unsigned phase; /* beats into the first of them */
	uint32_t event_stamp;
	uint64_t packets;
};

void mouth_init(struct mouth *mouth, int fd, const struct sockaddr_in *to);
/* False: too many keys wait already. */
NODISCARD bool mouth_press(struct mouth *mouth, const char *keys, enum key_way way);
void mouth_beat(struct mouth *mouth);
void mouth_echo(struct mouth *mouth, uint8_t type, const uint8_t *payload, size_t length);
