// SPDX-License-Identifier: Apache-2.0
/* What an availability means, decided from the row alone: UX.md's truth table, SETTLED 5. */
#include "domain/availability/availability.h"

#define WORD(name, word) word,
const char *const INTENT_WORDS[] = { INTENTS(WORD) NULL };
const char *const ACTIVITY_WORDS[] = { ACTIVITIES(WORD) NULL };
#undef WORD

enum activity availability_activity(const struct availability *a, instant now)
{
	must(a->advisor.n > 0);
	if (a->call.n) {
		text state = text_of(a->call_state);

		if (text_is(state, "bridged") || text_is(state, "paused"))
			return ACTIVITY_ON_CALL;
		/* The call is settled and the advisor is in the menu. */
		if (text_is(state, "ended"))
			return ACTIVITY_WRAPPING_UP;
		return ACTIVITY_DIALING;
	}
	if (instant_before(now, a->wrap_until))
		return ACTIVITY_WRAPPING_UP;
	return instant_before(now, a->reserved_until) ? ACTIVITY_RESERVED : ACTIVITY_IDLE;
}

bool availability_is_reserved_for(const struct availability *a, customer_id customer, instant now)
{
	must(customer.n > 0);
	return a->reserved_for.n == customer.n && availability_activity(a, now) == ACTIVITY_RESERVED;
}

bool availability_is_free(const struct availability *a, instant now)
{
	return a->intent == INTENT_TAKING_CALLS && availability_activity(a, now) == ACTIVITY_IDLE &&
	       !instant_before(now, a->paused_until);
}

span availability_wrap(const struct availability *a, const struct rules *rules)
{
	if (a->wrap.us < 0)
		return rules->wrap_up_ms;
	if (span_less(rules->wrap_up_most_ms, a->wrap))
		return rules->wrap_up_most_ms;
	return span_less(a->wrap, rules->wrap_up_least_ms) ? rules->wrap_up_least_ms : a->wrap;
}

const char *availability_button(const struct availability *a, int64_t waiting, instant now)
{
	must(waiting >= 0);
	if (availability_is_free(a, now) && !waiting)
		return "call_now";
	/* Switched off is switched off, whatever the advisor is doing: the web line refuses (F18). */
	if (a->callbacks_on)
		return "arrange";
	return a->appointments_on ? "appointment" : "mail";
}
