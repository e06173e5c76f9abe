// SPDX-License-Identifier: Apache-2.0
/*
 * The life of a leg: dialing, ringing, answered, joined, ended. The same for every kind of phone.
 */
#include "domain/call/leg.h"

#define WORD(name, word) word,
const char *const LEG_WORDS[] = { LEG_STATES(WORD) NULL };
const char *const SCENE_WORDS[] = { SCENES(WORD) NULL };
#undef WORD

static const struct {
	enum leg_state in;
	enum leg_event on;
	enum leg_state to;
} MOVES[] = {
	{ LEG_DIALING, LEG_ON_RINGING, LEG_RINGING }, { LEG_DIALING, LEG_ON_ANSWERED, LEG_ANSWERED },
	{ LEG_DIALING, LEG_ON_ENDED, LEG_ENDED },     { LEG_RINGING, LEG_ON_ANSWERED, LEG_ANSWERED },
	{ LEG_RINGING, LEG_ON_ENDED, LEG_ENDED },     { LEG_ANSWERED, LEG_ON_JOINED, LEG_JOINED },
	{ LEG_ANSWERED, LEG_ON_ENDED, LEG_ENDED },    { LEG_JOINED, LEG_ON_PARTED, LEG_ANSWERED },
	{ LEG_JOINED, LEG_ON_ENDED, LEG_ENDED },
};

bool leg_after(const struct leg *leg, enum leg_event on, instant now, struct leg *after)
{
	must(instant_is_set(now));
	for (size_t i = 0; i < COUNT(MOVES); i++) {
		if (MOVES[i].in != leg->state || MOVES[i].on != on)
			continue;
		*after = *leg;
		after->state = MOVES[i].to;
		if (on == LEG_ON_RINGING)
			after->ringing_at = now;
		if (on == LEG_ON_ANSWERED)
			after->answered_at = now;
		if (on == LEG_ON_ENDED)
			after->ended_at = now;
		return true;
	}
	return false;
}
