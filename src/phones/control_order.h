// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * One command of the control socket, read from its JSON line.
 *
 * A value; any thread. What cannot be understood is ERR_MALFORMED with a sentence for whoever sent
 * it.
 */
#include "phones/behaviour.h"

enum control_verb {
	CONTROL_SET,
	CONTROL_ANSWER,
	CONTROL_REJECT,
	CONTROL_HANG_UP,
	CONTROL_VANISH,
	CONTROL_KEY,
	CONTROL_STATE,
	CONTROL_WAIT,
	CONTROL_WATCH,
	CONTROL_SPEED,
	CONTROL_RESET,
	CONTROL_END_ALL,
	CONTROL_QUIT
};

struct control_order {
	enum control_verb verb;
	char number[32];   /* or a pattern, with set */
	char call_id[160]; /* instead of the number */
	char keys[24];
	enum press_way way;
	unsigned code;
	char event[32];
	bool levels; /* with watch: how loud it is at each ear, several times a second */
	int speed;
	span timeout;
	struct behaviour_list behaviours;
};

NODISCARD enum err control_order_read(const char *json, size_t length, struct control_order *out,
                                      char why[BEHAVIOUR_WHY_CHARS]);
