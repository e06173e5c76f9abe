// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What is being said to one leg, and whether we listen for a key afterwards: the small machine
 * behind ORDER_SAY.
 *
 * Belongs to a leg, on its media thread. It asks nobody: the owner hands in each line's clip when
 * it is there, and the time. A new SAY replaces the old one, whose token is never told again.
 * Everything counts in frames of 20 ms.
 */
#include "adapter/speech/speech.h"
#include "port/phone.h"

#define SAY_LINES_MOST 64

enum say_state { SAY_IDLE, SAY_PLAYING, SAY_LISTENING };

struct say {
	enum say_state state;
	int64_t token;
	span listen;
	bool barge, repeat;
	unsigned count;
	unsigned line;            /* playing, 0-based */
	struct speech_clip *clip; /* held while its line plays */
	size_t at;                /* in the clip */
	mono wait_since;          /* for the clip */
	mono listen_until;
	struct speech_line *lines; /* `count` of them, malloc */
};

/*
 * ERR_LIMIT: there were more lines; what fits is said. Nothing to say ends at once, as any other.
 */
NODISCARD enum err say_start(struct say *say, const struct order *order, mono now);
void say_stop(struct say *say); /* forgets everything, tells nothing */

/* Playing and the line at hand has no clip yet: ask for this one. NULL: nothing needed. */
const struct speech_line *say_wants(const struct say *say);
void say_give(struct say *say, struct speech_clip *clip); /* takes over one holder */
void say_skip(struct say *say, mono now);                 /* the line never came */

enum say_step { SAY_NOTHING, SAY_FRAME, SAY_WAITING, SAY_SAID };
/*
 * One frame of 20 ms further. `frame` points into the clip on SAY_FRAME. SAY_SAID: the last line
 * ended before.
 */
enum say_step say_next(struct say *say, mono now, const uint8_t **frame);
/* True once when the wait for a key is over. */
bool say_no_key(struct say *say, mono now);

/* A key was pressed. True: it counts, for `token`; then nothing plays or listens any more. */
bool say_key(struct say *say, bool joined, int64_t *token);
