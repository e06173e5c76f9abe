// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * How much one address or one principal may ask: open connections, and requests a minute.
 *
 * One gate is shared by all loops; its words are atomic, so there is no lock. Who asks is a keyed
 * hash, drawn anew at each start: nobody can choose an address that shares a place with a victim.
 * Places are few and fixed; when all a hash may use are taken by busier ones, two share the
 * stricter. An IPv6 client counts as its /64. Times are mono.
 */
#include "base/text.h"
#include "base/time.h"

struct gate;

struct gate *gate_open(size_t places); /* a power of two */
void gate_close(struct gate *gate);

/* The print of an address ("192.0.2.1", "2001:db8::1") or of any other name. */
uint64_t gate_address(const struct gate *gate, text address);
uint64_t gate_name(const struct gate *gate, text name);

/* Counts a connection. False: there are `most` already, none was counted. */
NODISCARD bool gate_enter(struct gate *gate, uint64_t who, int most);
void gate_leave(struct gate *gate, uint64_t who);

struct allowance {
	bool granted;
	int64_t limit;     /* a minute */
	int64_t remaining; /* at once, after this one */
	int64_t wait_s;    /* until one more fits; whole seconds, upward */
};

/* Takes one request of `a_minute`; a full minute's worth may come at once. 0 a minute: no limit. */
struct allowance gate_take(struct gate *gate, uint64_t who, int a_minute, mono now);
