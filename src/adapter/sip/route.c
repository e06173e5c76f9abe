// SPDX-License-Identifier: Apache-2.0
#include "adapter/sip/route.h"

#include <string.h>

/* Length of the longest prefix in the list that fits; -1: none. */
static int best_prefix(const char prefixes[][PHONE_NUMBER_CHARS], const char *number)
{
	int best = -1;

	for (size_t i = 0; i < TRUNK_PREFIXES_MOST && prefixes[i][0]; i++) {
		size_t length = strlen(prefixes[i]);

		if (strncmp(prefixes[i], number, length) == 0 && (int)length > best)
			best = (int)length;
	}
	return best;
}

/* -1: the trunk does not take the number. A denial must be at least as exact as the permission. */
static int fitness(const struct sip_trunk *trunk, const char *number)
{
	int allowed = trunk->prefixes[0][0] ? best_prefix(trunk->prefixes, number) : 0;
	int denied = best_prefix(trunk->deny_prefixes, number);

	return allowed >= 0 && denied < allowed ? allowed : denied >= 0 ? -1 : allowed;
}

size_t route_choose(const struct sip_config *config, const struct route_load *loads,
                    const char *number, unsigned out[TRUNKS_MOST])
{
	int rank[TRUNKS_MOST];
	size_t count = 0;

	must(config->trunk_count <= TRUNKS_MOST);
	for (unsigned i = 0; i < config->trunk_count; i++) {
		int fit = fitness(&config->trunks[i], number);
		size_t place = count;

		if (fit < 0 || loads[i].channels >= config->trunks[i].max_channels)
			continue;
		fit -= loads[i].down ? 1000 : 0;
		for (; place > 0 && rank[place - 1] < fit; place--) {
			rank[place] = rank[place - 1];
			out[place] = out[place - 1];
		}
		rank[place] = fit;
		out[place] = i;
		count++;
	}
	return count;
}
