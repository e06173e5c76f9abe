// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A reservation: a free advisor is kept for one customer while the customer decides or tops up (D8,
 * F46).
 *
 * The line goes first (D22): it is made only while nobody waits, and is over after
 * rules->reserve_ms, with one extension by rules->reserve_more_ms, whatever happens, so it never
 * holds anybody back longer. Whoever comes
 * meanwhile arranges a call; when the one it was made for arranges or calls, the place in line is
 * that of the reservation. Runs on a lane with the advisor locked. It says no with a refusal.
 */
#include "domain/availability/availability.h"
#include "domain/callback/callback.h"

struct reservation {
	advisor_id advisor;
	customer_id customer;
	listing_id listing;
	instant until;
	bool may_extend; /* it was not kept longer yet */
};
struct reservation_answer {
	enum refusal refused;
	const char *field, *detail;
	struct reservation reservation;
};

/*
 * Doing it again keeps its end. Refuses NOT_FOUND, LISTING_CLOSED, OWN_LINE, NOT_FREE, LIMIT (it
 * was kept for you just now).
 */
NODISCARD enum err reservation_make(struct desk *desk, customer_id customer, listing_id listing,
                                    struct reservation_answer *answer);
/* *released false: there was none of this customer's. */
NODISCARD enum err reservation_release(struct desk *desk, customer_id customer, advisor_id advisor,
                                       bool *released);
/* Once, by rules->reserve_more_ms. Refuses NOT_FOUND (none of this customer's), LIMIT. */
NODISCARD enum err reservation_extend(struct desk *desk, customer_id customer, advisor_id advisor,
                                      struct reservation_answer *answer);
/*
 * The advisor does not wait for that customer any longer, from rules->reserve_release_ms on.
 * Refuses NOT_FOUND, LIMIT.
 */
NODISCARD enum err reservation_take_back(struct desk *desk, advisor_id advisor,
                                         struct reservation_answer *answer);
/* Joins the line and is dialed at once, or is refused: callback_request's refusals and NOT_FREE. */
NODISCARD enum err reservation_call_now(struct desk *desk, const struct callback_ask *ask,
                                        struct callback_answer *answer);
