// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What the people on the phones were promised, kept by the phones alone: when they may be rung
 * again, what they must have heard before, how long they may rest. Told by handsets and people as
 * it happens; nothing is read from the store but which callback a call belongs to.
 */
#include "world.h"

struct promises;
void promises_open(struct world *world);
void promises_close(struct world *world);

/* A phone is rung for this callback. */
void promise_rings(struct world *world, bool customer, const char *number, int64_t callback);
/* How often the customer's phone was rung for it. */
int64_t promise_kept_rings(struct world *world, int64_t callback);
/* The customer did not take the call (no answer, busy, no key, hung up): D4. */
void promise_absent(struct world *world, int64_t callback);
void promise_snoozed(struct world *world, int64_t callback);
/* The process died while this customer's phone was rung: Q9. */
void promise_unknown(struct world *world, int64_t callback);
/* The customer asked that `other`, right behind, goes first, once. */
void promise_lets_pass(struct world *world, int64_t callback, int64_t other);
/*
 * Q1: a callback is dialed while these could have been, who asked earlier. Each of them must have
 * let it pass, straight or by way of others of them; with that its word is kept.
 */
void promise_in_turn(struct world *world, int64_t callback, const int64_t *overtaken, size_t count);
/* The advisor missed or declined (SETTLED 7); took one that did not end in a decline. */
void promise_missed(struct world *world, const char *advisor, bool pauses);
void promise_took(struct world *world, const char *advisor);
/* The advisor's phone is free after a talk: wrap-up. */
void promise_talked(struct world *world, const char *advisor);
/* The advisor becomes available by hand: misses, pause and wrap-up are forgotten. */
void promise_available(struct world *world, const char *advisor);
