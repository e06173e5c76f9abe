// SPDX-License-Identifier: Apache-2.0
/* Setting up a desk, and the two lists that are carried out after COMMIT. */
#include "domain/desk.h"

#include "base/random.h"

const char *const ACTOR_WORDS[] = { "system", "customer", "advisor", "operator", NULL };

static uint64_t draw_secret(void *from)
{
	(void)from;
	return random_secret_u64();
}

void desk_init(struct desk *desk, struct tx *tx, const struct rules *rules, struct ids *ids)
{
	must(desk && tx && rules);
	*desk = (struct desk){
		.tx = tx, .arena = tx->arena, .rules = rules, .ids = ids, .draw = draw_secret
	};
	desk->orders_end = &desk->orders;
}

struct order *desk_order(struct desk *desk, enum order_kind kind, call_id call, leg_id leg)
{
	struct order_item *item = ARENA_NEW(desk->arena, struct order_item);

	must(desk->orders_end);
	item->order.kind = kind;
	item->order.call = call.n;
	item->order.leg = leg.n;
	item->order.lane = desk->lane;
	*desk->orders_end = item;
	desk->orders_end = &item->next;
	return &item->order;
}

void desk_wake(struct desk *desk, advisor_id advisor)
{
	must(advisor.n != 0);
	for (struct wake_item *wake = desk->wakes; wake; wake = wake->next) {
		if (wake->advisor.n == advisor.n)
			return;
	}

	struct wake_item *wake = ARENA_NEW(desk->arena, struct wake_item);

	wake->advisor = advisor;
	wake->next = desk->wakes;
	desk->wakes = wake;
}
