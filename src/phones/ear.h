// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What one handset hears: its RTP stream told as lines of prompts, tones of other handsets, other
 * sounds and keys.
 *
 * Belongs to one handset, on the loop's thread. Each thing heard is told once when it is over (a
 * tone also when it begins), with both ends in UTC. Packets that are no RTP of ours are counted and
 * dropped; nothing fails.
 */
#include "base/time.h"
#include "phones/prompt_book.h"
#include "phones/tone.h"

enum ear_kind {
	EAR_LINE,       /* a line of a prompt, from its first to its last frame */
	EAR_LINE_CUT,   /* it began like `line` (or another of the same beginning) and broke off */
	EAR_TONE_BEGAN, /* a single tone for 100 ms */
	EAR_TONE,       /* it is over */
	EAR_SOUND,      /* neither: speech that is not in the cache, ringback, noise */
	EAR_KEY         /* RFC 4733 */
};

struct ear_heard {
	enum ear_kind kind;
	const struct prompt_line *line;
	int hz;
	char key;
	instant from, to;
	span missing;  /* of a tone: the sum of its gaps over 60 ms */
	unsigned gaps; /* and how many */
};

struct ear_stretch { /* of tone or other sound */
	bool on, told;
	double hz_sum;
	unsigned frames, strangers; /* of another kind, in a row */
	instant from, to;
	span missing;
	unsigned gaps;
};

#define EAR_MISSED 16 /* frames that wait for their line to appear in the book */

struct ear {
	void (*heard)(void *ctx, const struct ear_heard *heard);
	void *ctx;
	struct prompt_book *book;
	uint8_t event_type;
	bool in_line;
	struct prompt_place place;
	const struct prompt_line *whole; /* ended, unless the next frame shows a longer one */
	instant line_from;
	struct ear_stretch tone, sound;
	uint8_t missed[EAR_MISSED][BOOK_FRAME];
	unsigned missed_count, missed_turn;
	instant missed_from;
	bool started;
	uint8_t loud[BOOK_FRAME], loud_type; /* the last frame */
	uint16_t next_sequence;
	uint32_t source, event_stamp;
	mono last; /* packet */
	instant last_utc;
	uint64_t packets, silent, lost, odd;
	span longest_gap;
};

void ear_init(struct ear *ear, struct prompt_book *book, uint8_t event_type);
/*
 * A datagram that came at `at`. Gives its G.711 payload (NULL: none) and its type for who wants to
 * echo it.
 */
const uint8_t *ear_packet(struct ear *ear, instant at, const uint8_t *packet, size_t length,
                          size_t *payload_length, uint8_t *type);
/* Every 20 ms: notices that nothing comes any more. */
void ear_tick(struct ear *ear, mono now);
/* A line of speech is being said right now. */
bool ear_in_speech(const struct ear *ear);
/* How loud it is right now: 0 silence to 100 as loud as a line can be. */
int ear_level(const struct ear *ear, mono now);
/* The call is over: tells what was still going on. */
void ear_done(struct ear *ear);
