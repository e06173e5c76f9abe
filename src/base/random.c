// SPDX-License-Identifier: Apache-2.0
/* The kernel's randomness for secrets; xoshiro256** (seeded by splitmix64) for what must repeat. */
#include "base/random.h"

#include "base/hash.h"

#include <errno.h>
#include <sys/random.h>

void random_secret(void *out, size_t bytes)
{
	unsigned char *at = out;

	must(out || !bytes);
	while (bytes > 0) {
		ssize_t got = getrandom(at, bytes, 0);

		must(got > 0 || errno == EINTR);
		if (got <= 0)
			continue;
		at += got;
		bytes -= (size_t)got;
	}
}

uint64_t random_secret_u64(void)
{
	uint64_t n;

	random_secret(&n, sizeof(n));
	return n;
}

void random_seed(struct random *r, uint64_t seed)
{
	must(r);
	for (size_t i = 0; i < COUNT(r->s); i++)
		r->s[i] = hash_number(seed + i * 0x9e3779b97f4a7c15u);
}

static uint64_t rotate(uint64_t n, int by)
{
	return (n << by) | (n >> (64 - by));
}

uint64_t random_u64(struct random *r)
{
	uint64_t *s = r->s;
	uint64_t result = rotate(s[1] * 5, 7) * 9;
	uint64_t shifted = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= shifted;
	s[3] = rotate(s[3], 45);
	return result;
}

int64_t random_between(struct random *r, int64_t least, int64_t most)
{
	must(least <= most);

	uint64_t choices = (uint64_t)most - (uint64_t)least + 1;

	if (choices == 0)
		return (int64_t)random_u64(r);

	/* Draws above the last whole multiple would favour the small numbers. */
	uint64_t unfair = (0 - choices) % choices;
	uint64_t drawn;

	do {
		drawn = random_u64(r);
	} while (drawn < unfair);
	return (int64_t)((uint64_t)least + drawn % choices);
}

bool random_chance(struct random *r, int percent)
{
	must(percent >= 0 && percent <= 100);
	return random_between(r, 0, 99) < percent;
}
