// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Where time comes from. The daemon hands in the real clocks; scenarios and the simulator hand in
 * their own. Any thread. `utc` never goes backwards inside one process (a stepped wall clock stands
 * still until it is passed).
 */
#include "base/time.h"

struct clock_port {
	void *ctx;
	instant (*utc)(void *ctx);
	mono (*tick)(void *ctx);
};

const struct clock_port *clock_real(void);
