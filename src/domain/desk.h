// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The desk a verb works at: everything it may touch while one message is handled.
 *
 * Made by the engine for each message (by a reader for each query), gone when the message is done.
 * The time on it stands still. Orders given and wakes asked for are carried out after COMMIT only,
 * and forgotten when the message is rolled back. Lock order: advisor, then customer (SETTLED 29); a
 * verb locks before it looks.
 */
#include "base/arena.h"
#include "domain/ids.h"
#include "domain/refusal.h"
#include "domain/rules.h"
#include "port/number.h"
#include "port/phone.h"
#include "port/store.h"

enum actor_kind { ACTOR_SYSTEM, ACTOR_CUSTOMER, ACTOR_ADVISOR, ACTOR_OPERATOR };
extern const char *const ACTOR_WORDS[]; /* "system", "customer", … NULL */

struct actor {
	enum actor_kind kind;
	int64_t account; /* 0 for the system */
};

struct order_item {
	struct order_item *next;
	struct order order;
};

struct wake_item {
	struct wake_item *next;
	advisor_id advisor;
};

struct desk {
	struct tx *tx;
	struct arena *arena;
	instant now;
	mono tick;
	const struct rules *rules;
	const struct number_port *numbers;
	struct ids *ids;
	uint64_t (*draw)(void *from); /* secrets: the kernel's, or a simulator's seed */
	void *draw_from;
	struct actor actor;
	uint16_t lane;
	int64_t node; /* fencing: which process writes, and under which token */
	int64_t token;
	bool paid_calls_stopped; /* a money check failed: begin no new paid call (SETTLED 20) */
	bool wrote_event;
	int64_t overtaken;  /* by a dial of this message, against their wish: told and counted */
	bool changed_rules; /* after COMMIT the engine hands out new ones */
	instant alarm_at;   /* the earliest alarm this message set; NEVER: none */
	struct order_item *orders, **orders_end;
	struct wake_item *wakes;
};

void desk_init(struct desk *desk, struct tx *tx, const struct rules *rules, struct ids *ids);
/* A zeroed order at the end of the list; the caller fills the rest. */
struct order *desk_order(struct desk *desk, enum order_kind kind, call_id call, leg_id leg);
/*
 * After this message, see whether this advisor can be given the next in line. Doubles are harmless.
 */
void desk_wake(struct desk *desk, advisor_id advisor);
