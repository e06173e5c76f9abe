// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Which trunks may carry a number, in the order in which they are tried (SETTLED 23).
 *
 * Pure, any thread. Longest matching prefix first, the configuration's order among equals; trunks
 * found down come after all others but are still tried, for what we know of them may be old. Full
 * and denied ones are left out.
 */
#include "adapter/sip/sip.h"

struct route_load {
	unsigned channels;
	bool down;
};

/* `loads` has one entry per trunk. Returns how many trunks were written to `out`; 0: nobody takes
 * it. */
size_t route_choose(const struct sip_config *config, const struct route_load *loads,
                    const char *number, unsigned out[TRUNKS_MOST]);
