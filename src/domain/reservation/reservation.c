// SPDX-License-Identifier: Apache-2.0
/*
 * Keeping an advisor for somebody, and calling at once. The row of the advisor holds it; the line's
 * alarm ends it.
 */
#include "domain/reservation/reservation.h"

#include "domain/account/account.h"
#include "domain/alarm/alarm.h"
#include "domain/listing/listing.h"

static void refuse(struct reservation_answer *answer, enum refusal why, const char *detail)
{
	must(why != GRANTED);
	answer->refused = why;
	answer->field = "listing";
	answer->detail = detail;
}

/* The listing with its advisor locked, read after the lock. ERR_NONE: there is none. */
static enum err lock_listing(struct desk *desk, listing_id id, struct listing *listing,
                             struct availability *a)
{
	TRY(listing_get(desk->tx, id, listing));
	TRY(availability_lock(desk, listing->advisor, a));
	return listing_get(desk->tx, id, listing);
}

/* Free for this customer: idle with nobody waiting, or kept for this very customer. */
static enum err is_free_for(struct desk *desk, const struct availability *a, customer_id customer,
                            bool *is_free)
{
	int64_t waiting;

	if (availability_is_reserved_for(a, customer, desk->now)) {
		*is_free = a->intent == INTENT_TAKING_CALLS && !instant_before(desk->now, a->paused_until);
		return OK;
	}
	TRY(callback_line_length(desk->tx, a->advisor, &waiting));
	*is_free = waiting == 0 && availability_is_free(a, desk->now);
	return OK;
}

/* What keeps the listing from being reserved or called at all. */
static enum err check(struct desk *desk, const struct listing *listing, customer_id customer,
                      struct reservation_answer *answer)
{
	struct account advisor;

	TRY(account_get(desk->tx, advisor_account(listing->advisor), &advisor));
	if (listing->state != LISTING_OPEN || advisor.state != ACCOUNT_ACTIVE)
		refuse(answer, REFUSED_LISTING_CLOSED, NULL);
	else if (listing->advisor.n == customer.n)
		refuse(answer, REFUSED_OWN_LINE, NULL);
	return OK;
}

/* When a reservation made now would end: one that was made before keeps its end. */
static instant end_of(const struct desk *desk, const struct availability *a, customer_id customer)
{
	instant former = instant_add(a->reserved_at, desk->rules->reserve_ms);
	instant rested = instant_add(former, desk->rules->reserve_rest_ms);

	if (a->reserved_for.n == customer.n && instant_before(desk->now, rested))
		return former;
	return instant_add(desk->now, desk->rules->reserve_ms);
}

/* It still has the end it was given when it began. */
static bool may_extend(const struct desk *desk, const struct availability *a)
{
	instant first = instant_add(a->reserved_at, desk->rules->reserve_ms);

	return desk->rules->reserve_more_ms.us > 0 && !instant_before(first, a->reserved_until);
}

enum err reservation_make(struct desk *desk, customer_id customer, listing_id id,
                          struct reservation_answer *answer)
{
	struct availability a;
	struct listing listing;
	bool is_free;
	instant until;
	enum err err = lock_listing(desk, id, &listing, &a);

	*answer = (struct reservation_answer){ .refused = GRANTED };
	if (err == ERR_NONE) {
		refuse(answer, REFUSED_NOT_FOUND, NULL);
		return OK;
	}
	TRY(err);
	TRY(check(desk, &listing, customer, answer));
	if (answer->refused)
		return OK;
	TRY(is_free_for(desk, &a, customer, &is_free));
	until = end_of(desk, &a, customer);
	if (!is_free)
		refuse(answer, REFUSED_NOT_FREE, NULL);
	else if (!instant_before(desk->now, until))
		refuse(answer, REFUSED_LIMIT, "This advisor was kept for you a moment ago.");
	if (answer->refused)
		return OK;
	answer->reservation = (struct reservation){ listing.advisor, customer, id, until,
		                                        desk->rules->reserve_more_ms.us > 0 };
	if (availability_is_reserved_for(&a, customer, desk->now)) {
		answer->reservation.until = a.reserved_until;
		answer->reservation.may_extend = may_extend(desk, &a);
		return OK;
	}
	TRY(availability_reserve(desk, a.advisor, customer, until));
	return alarm_set_sooner(desk, ALARM_LINE, a.advisor.n, a.advisor, until);
}

enum err reservation_release(struct desk *desk, customer_id customer, advisor_id advisor,
                             bool *released)
{
	struct availability a;
	enum err err = availability_lock(desk, advisor, &a);

	*released = err == OK && availability_is_reserved_for(&a, customer, desk->now);
	if (err == ERR_NONE)
		return OK;
	TRY(err);
	return *released ? availability_unreserve(desk, advisor) : OK;
}

enum err reservation_extend(struct desk *desk, customer_id customer, advisor_id advisor,
                            struct reservation_answer *answer)
{
	struct availability a;
	enum err err = availability_lock(desk, advisor, &a);

	*answer = (struct reservation_answer){ .refused = GRANTED };
	if (err != OK && err != ERR_NONE)
		return err;
	if (err == ERR_NONE || !availability_is_reserved_for(&a, customer, desk->now))
		answer->refused = REFUSED_NOT_FOUND;
	else if (!may_extend(desk, &a))
		refuse(answer, REFUSED_LIMIT, "It was kept longer for you already.");
	if (answer->refused)
		return OK;
	instant until = instant_add(a.reserved_until, desk->rules->reserve_more_ms);

	answer->reservation = (struct reservation){ advisor, customer, { 0 }, until, false };
	return availability_reserve_longer(desk, advisor, until);
}

enum err reservation_take_back(struct desk *desk, advisor_id advisor,
                               struct reservation_answer *answer)
{
	struct availability a;
	instant from;
	enum err err = availability_lock(desk, advisor, &a);

	*answer = (struct reservation_answer){ .refused = GRANTED };
	if (err != OK && err != ERR_NONE)
		return err;
	if (err == ERR_NONE || availability_activity(&a, desk->now) != ACTIVITY_RESERVED) {
		answer->refused = REFUSED_NOT_FOUND;
		return OK;
	}
	from = instant_add(a.reserved_at, desk->rules->reserve_release_ms);
	if (!instant_before(desk->now, from))
		return availability_reserve_taken(desk, advisor);
	answer->reservation.until = from;
	answer->refused = REFUSED_LIMIT;
	answer->detail = "Give that customer a moment first.";
	return OK;
}

enum err reservation_call_now(struct desk *desk, const struct callback_ask *ask,
                              struct callback_answer *answer)
{
	struct callback_ask now = *ask;
	struct availability a;
	struct listing listing;
	bool is_free;
	enum err err = lock_listing(desk, ask->listing, &listing, &a);

	*answer = (struct callback_answer){ .refused = GRANTED };
	if (err == ERR_NONE) {
		answer->refused = REFUSED_NOT_FOUND;
		answer->field = "listing";
		return OK;
	}
	TRY(err);
	TRY(is_free_for(desk, &a, ask->customer, &is_free));
	if (!is_free && listing.advisor.n != ask->customer.n && listing.state == LISTING_OPEN) {
		answer->refused = REFUSED_NOT_FREE;
		answer->field = "listing";
		return OK;
	}
	now.at_once = is_free;
	return callback_request(desk, &now, answer);
}
