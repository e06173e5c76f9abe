// SPDX-License-Identifier: Apache-2.0
/* RTP out, at 50 packets a second. */
#include "phones/mouth.h"

#include "base/random.h"
#include "phones/tone.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define KEY_BEATS 5     /* pressed for 100 ms */
#define BETWEEN_BEATS 4 /* and a rest after it */
#define GREETING_SECONDS 12
#define MOST_HZ 4000

struct sound_box {
	uint8_t *tones[MOST_HZ]; /* by frequency */
	uint8_t silence[SOUND_FRAME];
	uint8_t *voicemail;
	size_t voicemail_frames;
};

struct sound_box *sound_box_open(void)
{
	struct sound_box *box = calloc(1, sizeof *box);

	must(box != NULL);
	memset(box->silence, 0xff, sizeof box->silence);
	return box;
}

void sound_box_close(struct sound_box *box)
{
	if (!box)
		return;
	for (int i = 0; i < MOST_HZ; i++)
		free(box->tones[i]);
	free(box->voicemail);
	free(box);
}

struct sound sound_tone(struct sound_box *box, int hz)
{
	must(hz > 0 && hz < MOST_HZ);
	if (!box->tones[hz]) {
		box->tones[hz] = malloc(SAMPLE_RATE);
		must(box->tones[hz] != NULL);
		tone_second(hz, box->tones[hz]);
	}
	return (struct sound){ box->tones[hz], SAMPLE_RATE / SOUND_FRAME, true };
}

struct sound sound_silence(struct sound_box *box)
{
	return (struct sound){ box->silence, 1, true };
}

/* Four syllables a second of three gliding formants: no single tone, no prompt, no key. */
static int babble(unsigned at)
{
	double t = (double)at / SAMPLE_RATE, loud = fabs(sin(2.0 * M_PI * 2.0 * t));
	double glide = 1.0 + 0.2 * sin(2.0 * M_PI * 0.7 * t);

	return (int)lrint(loud * (2500.0 * sin(2.0 * M_PI * 140.0 * t) +
	                          2000.0 * sin(2.0 * M_PI * 560.0 * glide * t) +
	                          1200.0 * sin(2.0 * M_PI * 2310.0 * glide * t)));
}

struct sound sound_voicemail(struct sound_box *box)
{
	const unsigned speech = GREETING_SECONDS * SAMPLE_RATE, all = speech + SAMPLE_RATE / 2;

	if (!box->voicemail) {
		box->voicemail = malloc(all);
		must(box->voicemail != NULL);
		box->voicemail_frames = all / SOUND_FRAME;
		for (unsigned i = 0; i < all; i++)
			box->voicemail[i] = tone_to_ulaw(
				i < speech ? babble(i)
						   : (int)lrint(9000.0 * sin(2.0 * M_PI * 1000.0 * i / SAMPLE_RATE)));
	}
	return (struct sound){ box->voicemail, box->voicemail_frames, false };
}

void mouth_init(struct mouth *mouth, int fd, const struct sockaddr_in *to)
{
	uint64_t dice = random_secret_u64();

	*mouth = (struct mouth){ .fd = fd,
		                     .to = *to,
		                     .sequence = (uint16_t)dice,
		                     .stamp = (uint32_t)(dice >> 16),
		                     .source = (uint32_t)(dice >> 32) };
}

bool mouth_press(struct mouth *mouth, const char *keys, enum key_way way)
{
	size_t waiting = strlen(mouth->keys), more = strlen(keys);

	if (waiting + more + 1 > sizeof mouth->keys)
		return false;
	memcpy(mouth->keys + waiting, keys, more + 1);
	mouth->way = way;
	return true;
}

static void send_packet(struct mouth *mouth, uint8_t type, uint32_t stamp, const uint8_t *payload,
                        size_t length)
{
	uint8_t packet[12 + 1600];
	uint8_t marker = mouth->started ? 0 : 0x80;

	if (length > sizeof packet - 12)
		return;
	packet[0] = 0x80;
	packet[1] = marker | type;
	packet[2] = (uint8_t)(mouth->sequence >> 8);
	packet[3] = (uint8_t)mouth->sequence;
	for (unsigned i = 0; i < 4; i++) {
		packet[4 + i] = (uint8_t)(stamp >> (24 - 8 * i));
		packet[8 + i] = (uint8_t)(mouth->source >> (24 - 8 * i));
	}
	memcpy(packet + 12, payload, length);
	mouth->started = true;
	mouth->sequence++;
	mouth->packets++;
	(void)sendto(mouth->fd, packet, 12 + length, MSG_DONTWAIT, (const struct sockaddr *)&mouth->to,
	             sizeof mouth->to);
}

static void send_event(struct mouth *mouth, bool end)
{
	static const char KEYS[] = "0123456789*#ABCD";
	const char *key = strchr(KEYS, mouth->keys[0]);
	unsigned long_now = (mouth->phase + (end ? 0 : 1)) * FRAME_SAMPLES;
	uint8_t event[4] = { key && *key ? (uint8_t)(key - KEYS) : 0, (uint8_t)(end ? 0x8a : 0x0a),
		                 (uint8_t)(long_now >> 8), (uint8_t)long_now };

	if (mouth->phase == 0) {
		mouth->event_stamp = mouth->stamp;
		mouth->started = false; /* so the marker is set */
	}
	send_packet(mouth, mouth->event_type, mouth->event_stamp, event, sizeof event);
}

static void send_frame(struct mouth *mouth, const uint8_t frame[SOUND_FRAME])
{
	uint8_t alaw[SOUND_FRAME];

	if (mouth->type == 8) {
		for (int i = 0; i < SOUND_FRAME; i++)
			alaw[i] = tone_to_alaw(tone_from_ulaw(frame[i]));
		frame = alaw;
	}
	send_packet(mouth, mouth->type, mouth->stamp, frame, SOUND_FRAME);
}

static void send_sound(struct mouth *mouth)
{
	static const uint8_t QUIET[SOUND_FRAME] = { [0 ... SOUND_FRAME - 1] = 0xff };
	const struct sound *sound = &mouth->sound;

	if (!sound->bytes)
		return;
	if (mouth->frame >= sound->frames && sound->again)
		mouth->frame = 0;
	if (mouth->frame < sound->frames)
		send_frame(mouth, sound->bytes + mouth->frame++ * SOUND_FRAME);
	else
		send_frame(mouth, QUIET);
}

/* One beat of the key being pressed. True: it stood for the sound. */
static bool key_beat(struct mouth *mouth)
{
	bool in_band = mouth->way == KEY_IN_BAND || mouth->event_type == 0;
	unsigned phase = mouth->phase;
	bool spoke = true;

	if (phase < KEY_BEATS && in_band) {
		uint8_t frame[SOUND_FRAME];

		for (unsigned i = 0; i < SOUND_FRAME; i++)
			frame[i] = tone_to_ulaw(tone_of_key(mouth->keys[0], phase * SOUND_FRAME + i));
		send_frame(mouth, frame);
	} else if (phase < KEY_BEATS) {
		send_event(mouth, false);
	} else if (phase == KEY_BEATS && !in_band) {
		for (int i = 0; i < 3; i++)
			send_event(mouth, true);
	} else {
		spoke = false;
	}
	if (++mouth->phase >= KEY_BEATS + BETWEEN_BEATS) {
		mouth->phase = 0;
		memmove(mouth->keys, mouth->keys + 1, strlen(mouth->keys));
	}
	return spoke;
}

void mouth_beat(struct mouth *mouth)
{
	must(mouth->fd >= 0);
	if (mouth->keys[0] == 0 || !key_beat(mouth))
		send_sound(mouth);
	mouth->stamp += SOUND_FRAME;
}

void mouth_echo(struct mouth *mouth, uint8_t type, const uint8_t *payload, size_t length)
{
	send_packet(mouth, type, mouth->stamp, payload, length);
}
