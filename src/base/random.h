// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Randomness. random_secret comes from the kernel (getrandom) and is for tokens, tags and keys; it
 * cannot fail (no kernel randomness is a broken promise). `struct random` is a seeded xoshiro256**
 * for simulations and jitter.
 */
#include "base/err.h"

void random_secret(void *out, size_t bytes);
uint64_t random_secret_u64(void);

struct random {
	uint64_t s[4];
};
void random_seed(struct random *r, uint64_t seed);
uint64_t random_u64(struct random *r);
int64_t random_between(struct random *r, int64_t least, int64_t most); /* both included */
bool random_chance(struct random *r, int percent);
