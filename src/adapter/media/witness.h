// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * How long both sides of a joined call were provably there: the clock a call is paid by (SETTLED
 * 13, 24).
 *
 * Time counts for a side from one of its packets to the next one when they are less than `gap`
 * apart; it counts for the call where it counts for both sides. So what witness_certain says is
 * always proved by packets on both sides of it: it never goes back, never exceeds the limit, and
 * never counts time after a side's last packet. When a packet waited for its reader, nobody heard
 * it before it was read, and it proves nothing after it came: a run of packets begins when its
 * first was read and lasts until its last arrived. Pure: whoever owns it hands in the time, which
 * must not go backwards (of arrivals: those of one side). It cannot fail.
 */
#include "base/time.h"

struct witness_side {
	mono begun, last; /* of the present run of packets */
	bool heard;       /* there was a packet at all */
	bool runs;        /* [begun, last] may count */
	bool held;        /* on hold: its packets prove nothing */
	bool quiet;       /* told so */
};

struct witness {
	span gap, already, limit;
	mono joined, from;
	struct witness_side side[2];
	span folded; /* of runs that are over */
	mono until;  /* nothing after it counts; 0: no end yet */
	bool muted;  /* a prompt sounds instead of the other side */
	bool limited;
	bool limit_told;
};

struct witness_terms {
	span gap;
	mono from;    /* nothing before it counts; 0: from the join */
	span already; /* counted before */
	span limit;
};

void witness_start(struct witness *w, const struct witness_terms *terms, mono now);
/* A packet came. True: the side had been quiet and is back. */
bool witness_packet(struct witness *w, unsigned side, mono arrived, mono now);
/* A prompt is never billed: time begins again with the next packet after it. */
void witness_mute(struct witness *w, bool muted);
/* The talk ended at this moment: what came after it is taken back. The last word before the end. */
void witness_end(struct witness *w, mono at);
void witness_hold(struct witness *w, unsigned side, bool held);
/* A new limit. When the meter stood at the old one, time begins again now. */
void witness_limit(struct witness *w, span limit, mono now);
span witness_certain(const struct witness *w);
/* True once each time the limit is reached. */
bool witness_limit_news(struct witness *w);
/* True once each time the side has been without packets for `gap`. */
bool witness_quiet_news(struct witness *w, unsigned side, mono now);
