// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What an advisor earned and with whom, as the ledger and the calls tell it (F16, F18).
 *
 * Reads only; nothing is stored, so a sum here is the ledger's to the cent. Runs on a reader. Days
 * are those of the zone given; money is minor units. ERR_NONE is not used: an advisor
 * without calls has days without earnings.
 */
#include "base/zone.h"
#include "domain/desk.h"

#define EARNING_DAYS_MOST 92
#define EARNING_PARTS_MOST 200

struct earning_day {
	int64_t day; /* since 1970, of the zone */
	instant begins;
	int64_t earned_minor; /* below zero when more was taken back than earned */
	int64_t talks;
	span talked;
};
struct earning_days {
	struct earning_day at[EARNING_DAYS_MOST]; /* oldest first, without gaps; the last is today */
	size_t count;
	bool zone_is_known; /* false: days are UTC's */
	int64_t earned_minor, talks;
	span talked;
};
/* The last `days` days with today, 1 to EARNING_DAYS_MOST. */
NODISCARD enum err earning_of_days(struct desk *desk, advisor_id advisor, text zone, size_t days,
                                   struct earning_days *out);

/* The same time by listing or by customer, the best first. */
struct earning_part {
	int64_t id;
	text name;
	int64_t talks;
	span talked;
	int64_t earned_minor;
};
enum earning_by { EARNING_BY_LISTING, EARNING_BY_CUSTOMER };
/* Array of struct earning_part, at most EARNING_PARTS_MOST. */
NODISCARD enum err earning_parts(struct tx *tx, advisor_id advisor, enum earning_by by,
                                 instant since, struct rows *out);

struct earning_customer {
	customer_id customer;
	char nickname[64];
	call_id last_call;
	instant last_talk;
	int64_t talks;
	span talked;
	int64_t earned_minor; /* over all calls of the two */
	bool waits;           /* has an arranged call with this advisor now */
};
/* Talked with last first; `before` 0: from the newest. Array of struct earning_customer. */
struct earning_customer_filter {
	advisor_id advisor;
	customer_id customer; /* 0: all */
	call_id before;
	size_t most;
};
NODISCARD enum err earning_customers(struct tx *tx, const struct earning_customer_filter *filter,
                                     struct rows *out);

struct earning_summary {
	int64_t arranged_calls; /* call backs that wait; appointments come later (F16) */
	int64_t customers;      /* talked with so far */
	int64_t balance_minor;
	struct earning_day today;
	bool zone_is_known;
};
NODISCARD enum err earning_summary(struct desk *desk, advisor_id advisor, text zone,
                                   struct earning_summary *out);
