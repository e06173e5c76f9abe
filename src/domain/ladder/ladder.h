// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The ladder of a call: what the telephone, the people and the ledger did, on one time line, for
 * operators.
 *
 * Reads what call/ and money/ wrote; on a reader. Numbers are given in full here: whoever shows
 * them masks them. Marks are call_marks of domain/call. The SIP messages themselves come from the
 * telephone masked already and are kept on a lane.
 */
#include "domain/money/money.h"

#define LADDER_LEGS_MOST 20
#define LADDER_TRANSFERS_MOST 200

struct ladder_leg {
	leg_id id;
	char side[12], number[PHONE_NUMBER_CHARS], state[12];
	instant created_at, ringing_at, answered_at, ended_at;
	char end_cause[20];
	int32_t sip_code; /* of the final answer; 0: none, or not told */
	char trunk[40];
	char sip_call_id[80];
};

struct ladder {
	struct rows legs;      /* of struct ladder_leg */
	struct rows transfers; /* of struct transfer, oldest first */
};
NODISCARD enum err ladder_of(struct tx *tx, call_id call, struct ladder *out);

/* A leg of nobody's call (a spoken code, a test call) has no ladder: nothing is kept. */
NODISCARD enum err capture_keep(struct desk *desk, const struct capture *capture);

struct captured_leg {
	leg_id id;
	char side[12];
	int32_t left_out;
	text messages; /* JSON array */
};
NODISCARD enum err capture_of(struct tx *tx, call_id call, struct rows *out);
/* Those kept longer than capture_keep_ms, so many at once. */
NODISCARD enum err capture_forget(struct desk *desk, int64_t most);
