// SPDX-License-Identifier: Apache-2.0
#include "adapter/sip/ban.h"

#include "base/hash.h"

#include <stdlib.h>

#define BUCKETS 1024
#define WAYS 4

struct suspect {
	uint32_t address; /* 0: free */
	unsigned failures, bans, messages;
	mono window, second, until, seen;
};

struct bans {
	unsigned failures_most, messages_most;
	span window, first, most;
	struct suspect suspects[BUCKETS][WAYS];
};

struct bans *bans_open(const struct sip_config *config)
{
	struct bans *bans = calloc(1, sizeof(*bans));

	must(bans != NULL);
	bans->failures_most = config->ban_after;
	bans->messages_most = config->strangers_per_second;
	bans->window = config->ban_window;
	bans->first = config->ban_first;
	bans->most = config->ban_most;
	return bans;
}

void bans_close(struct bans *bans)
{
	free(bans);
}

/* Banned ones are kept longest, then those seen last. */
static bool is_more_needed(const struct suspect *a, const struct suspect *b, mono now)
{
	bool a_banned = mono_before(now, a->until);
	bool b_banned = mono_before(now, b->until);

	return a_banned != b_banned ? a_banned : mono_before(b->seen, a->seen);
}

static struct suspect *find(struct bans *bans, uint32_t address, mono now)
{
	struct suspect *bucket = bans->suspects[hash_number(address) % BUCKETS];
	struct suspect *least = &bucket[0];

	must(address != 0);
	for (int i = 0; i < WAYS; i++) {
		if (bucket[i].address == address) {
			bucket[i].seen = now;
			return &bucket[i];
		}
		if (bucket[i].address == 0 ||
		    (least->address != 0 && is_more_needed(least, &bucket[i], now)))
			least = &bucket[i];
	}
	*least = (struct suspect){ .address = address, .window = now, .second = now, .seen = now };
	return least;
}

bool bans_has(struct bans *bans, uint32_t address, mono now)
{
	return mono_before(now, find(bans, address, now)->until);
}

bool bans_fail(struct bans *bans, uint32_t address, mono now)
{
	struct suspect *s = find(bans, address, now);
	int64_t length = bans->first.us;

	if (!span_less(mono_since(now, s->window), bans->window)) {
		s->window = now;
		s->failures = 0;
	}
	if (++s->failures < bans->failures_most)
		return false;
	for (unsigned i = 0; i < s->bans && length < bans->most.us; i++)
		length *= 2;
	if (length > bans->most.us)
		length = bans->most.us;
	s->bans++;
	s->failures = 0;
	s->until = mono_add(now, (span){ length });
	return true;
}

bool bans_flood(struct bans *bans, uint32_t address, mono now)
{
	struct suspect *s = find(bans, address, now);

	if (!span_less(mono_since(now, s->second), SECONDS(1))) {
		s->second = now;
		s->messages = 0;
	}
	return ++s->messages > bans->messages_most;
}
