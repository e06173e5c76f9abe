// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/gate.h"

#include <arpa/inet.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/random.h"

#define TRIES 4 /* neighbouring places a hash may use */
#define MINUTE_US 60000000

/* A bucket is one word: when it will be full again (the generic cell rate algorithm). Owner and
 * word are written apart; what a race can lose is one request's count. */
struct place {
	_Atomic uint64_t who;
	_Atomic int64_t full_at;
};

struct gate {
	size_t mask;
	uint64_t key;
	_Atomic int *open;
	struct place places[];
};

struct gate *gate_open(size_t places)
{
	must(places > TRIES && (places & (places - 1)) == 0);
	struct gate *gate = calloc(1, sizeof(*gate) + places * sizeof(struct place));

	must(gate);
	gate->open = calloc(places, sizeof(*gate->open));
	must(gate->open);
	gate->mask = places - 1;
	gate->key = random_secret_u64();
	return gate;
}

void gate_close(struct gate *gate)
{
	free((void *)gate->open);
	free(gate);
}

static uint64_t keyed(const struct gate *gate, const void *at, size_t length)
{
	uint64_t n = hash_number(hash_bytes(at, length) ^ gate->key);

	return n ? n : 1;
}

uint64_t gate_name(const struct gate *gate, text name)
{
	return keyed(gate, name.at, name.length);
}

uint64_t gate_address(const struct gate *gate, text address)
{
	char chars[INET6_ADDRSTRLEN];
	struct in6_addr six;

	if (text_into(address, chars, sizeof(chars)) == OK && inet_pton(AF_INET6, chars, &six) == 1 &&
	    !IN6_IS_ADDR_V4MAPPED(&six))
		return keyed(gate, &six, 8);
	return keyed(gate, address.at, address.length);
}

bool gate_enter(struct gate *gate, uint64_t who, int most)
{
	_Atomic int *open = &gate->open[who & gate->mask];

	if (atomic_fetch_add(open, 1) < most)
		return true;
	atomic_fetch_sub(open, 1);
	return false;
}

void gate_leave(struct gate *gate, uint64_t who)
{
	int before = atomic_fetch_sub(&gate->open[who & gate->mask], 1);

	must(before > 0);
}

/* Its own place, else one nobody waits for, else its first. */
static struct place *place_of(struct gate *gate, uint64_t who, mono now)
{
	struct place *idle = NULL;

	for (size_t i = 0; i < TRIES; i++) {
		struct place *p = &gate->places[(who + i) & gate->mask];

		if (atomic_load(&p->who) == who)
			return p;
		if (!idle && atomic_load(&p->full_at) <= now.us)
			idle = p;
	}
	if (!idle)
		return &gate->places[who & gate->mask];
	atomic_store(&idle->who, who);
	atomic_store(&idle->full_at, 0);
	return idle;
}

struct allowance gate_take(struct gate *gate, uint64_t who, int a_minute, mono now)
{
	if (a_minute <= 0)
		return (struct allowance){ .granted = true };
	struct place *p = place_of(gate, who, now);
	int64_t each = MINUTE_US / a_minute;
	int64_t full_at = atomic_load(&p->full_at);
	struct allowance a = { .limit = a_minute };

	must(each > 0);
	for (;;) {
		int64_t from = full_at > now.us ? full_at : now.us;
		int64_t after = from + each;

		if (after - now.us > MINUTE_US) {
			a.wait_s = (after - now.us - MINUTE_US + 999999) / 1000000;
			return a;
		}
		if (atomic_compare_exchange_weak(&p->full_at, &full_at, after)) {
			a.granted = true;
			a.remaining = (MINUTE_US - (after - now.us)) / each;
			return a;
		}
	}
}
