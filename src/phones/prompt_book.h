// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What the daemon may say, as it keeps it in its prompt cache, so that a handset knows word for
 * word what it heard.
 *
 * One book serves all handsets, on the loop's thread. A cache file <hash>.ulaw holds whole 20 ms
 * frames that reach us byte for byte; <hash>.txt holds name, line, language and text. Lines are
 * sorted by their bytes (leading silence left out), so all lines that begin like the sound heard so
 * far are one range, and each frame narrows it. The book reads the folder again when it changed. A
 * missing folder or broken file is an empty page, not a failure.
 */
#include "base/err.h"
#include "base/time.h"

#define BOOK_FRAME 160

struct prompt_line {
	char *name;  /* of the prompt */
	char *words; /* what is said; begins with '~' when it is a sound */
	unsigned number;
	unsigned lead;   /* silent frames before `sound` */
	unsigned frames; /* of `sound` */
	uint8_t *sound;
};

struct prompt_book;

/* Where in the book a listener is: lines [low, high) agree with all frames heard, `at` of them. */
struct prompt_place {
	size_t low, high;
	unsigned at;
	unsigned turn; /* of the book when this was found; it settles anew after a change */
	const struct prompt_line *like; /* one of them */
};

struct prompt_book *prompt_book_open(const char *folder); /* NULL or "": stays empty */
void prompt_book_close(struct prompt_book *book);
/* Looks whether the folder changed, at most every 20 ms of `now`. True: there is more in it than
 * before. */
bool prompt_book_refresh(struct prompt_book *book, mono now);
unsigned prompt_book_turn(const struct prompt_book *book); /* rises when lines are added */
size_t prompt_book_count(const struct prompt_book *book);

bool prompt_frame_is_silent(const uint8_t frame[BOOK_FRAME]);
/* The first frame that is not silent. False: no line begins so. */
bool prompt_begin(const struct prompt_book *book, const uint8_t frame[BOOK_FRAME],
                  struct prompt_place *out);
/* The next one. False: no line goes on so (the place is left as it was). */
bool prompt_follow(const struct prompt_book *book, const uint8_t frame[BOOK_FRAME],
                   struct prompt_place *place);
/* Frames were lost on the way: goes on behind them if exactly `frame` fits there. */
bool prompt_skip(const struct prompt_book *book, const uint8_t frame[BOOK_FRAME], unsigned lost,
                 struct prompt_place *place);
/* A line that ends exactly here, or NULL. `others`: longer lines begin with it. */
const struct prompt_line *prompt_ended(const struct prompt_book *book,
                                       const struct prompt_place *place, bool *others);
