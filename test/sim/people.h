// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Who lives in the simulated day and what they want: advisors with shifts, customers who arrange,
 * change their minds and run out of money, an operator who credits and closes things, and a machine
 * that dies now and then. All from the seed.
 */
#include "world.h"

struct day {
	int advisors, customers, callbacks; /* about so many a day */
	int restarts;                       /* most in a day */
};

/* Makes the people and plans their whole day. */
void people_begin(struct world *world, const struct day *day);
/* No more arranging: every shift ends, so that everything runs out. */
void people_go_home(struct world *world);
