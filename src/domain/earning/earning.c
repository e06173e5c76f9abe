// SPDX-License-Identifier: Apache-2.0
/* Adding up days and customers. The rows of a query have gaps; the days shown have none. */
#include "domain/earning/earning.h"

#include "domain/money/money.h"
#include "domain/sql.h"

#define QUARTER MINUTES(15)
#define QUARTERS_MOST \
	((size_t)EARNING_DAYS_MOST * 24 * 4 + 8) /* a day of the change has 25 hours */

struct quarter_row {
	int64_t quarter; /* since 1970 */
	int64_t n, more;
};

/* Which day the calendar of the zone shows at noon of the one that began then. */
static int64_t day_of(text zone, instant begins)
{
	span offset;

	if (zone_offset(zone, begins, &offset) != OK)
		offset = SECONDS(0);
	return (begins.us + offset.us + HOURS(12).us) / HOURS(24).us;
}

static void begin_days(const struct desk *desk, text zone, size_t days, struct earning_days *out)
{
	instant at = desk->now;

	*out = (struct earning_days){ .count = days, .zone_is_known = true };
	for (size_t i = days; i-- > 0;) {
		out->at[i].begins = zone_midnight(zone, at, &out->zone_is_known);
		out->at[i].day = day_of(zone, out->at[i].begins);
		at = instant_add(out->at[i].begins, HOURS(-6)); /* within the day before */
	}
}

/* NULL: before the first day. What is of tomorrow, for the clock was set back since, is today's. */
static struct earning_day *find_day(struct earning_days *days, const struct quarter_row *row)
{
	const instant at = { row->quarter * QUARTER.us };
	size_t i = days->count;

	while (i > 0 && instant_before(at, days->at[i - 1].begins))
		i--;
	return i > 0 ? &days->at[i - 1] : NULL;
}

static enum err quarters(struct desk *desk, const struct sql *sql, struct arg whose, instant since,
                         struct rows *out)
{
	static const struct column TWO[] = { COLUMN_NUM(struct quarter_row, quarter),
		                                 COLUMN_NUM(struct quarter_row, n), COLUMN_END };
	static const struct column THREE[] = { COLUMN_NUM(struct quarter_row, quarter),
		                                   COLUMN_NUM(struct quarter_row, n),
		                                   COLUMN_NUM(struct quarter_row, more), COLUMN_END };

	return tx_all(desk->tx, sql, ARGS(whose, AT(since), NUM(QUARTERS_MOST)),
	              sql == &SQL_earning_days ? TWO : THREE, sizeof(struct quarter_row), QUARTERS_MOST,
	              out);
}

static enum err add_money(struct desk *desk, advisor_id advisor, struct earning_days *out)
{
	const struct ledger_account account = ledger_earned(advisor);
	struct rows rows;

	TRY(quarters(desk, &SQL_earning_days, WORDS(account.name), out->at[0].begins, &rows));
	const struct quarter_row *all = rows.at;

	for (size_t i = 0; i < rows.count; i++) {
		struct earning_day *day = find_day(out, &all[i]);

		if (!day)
			continue;
		day->earned_minor += all[i].n;
		out->earned_minor += all[i].n;
	}
	return OK;
}

static enum err add_talks(struct desk *desk, advisor_id advisor, struct earning_days *out)
{
	struct rows rows;

	TRY(quarters(desk, &SQL_earning_talks, ID(advisor), out->at[0].begins, &rows));
	const struct quarter_row *all = rows.at;

	for (size_t i = 0; i < rows.count; i++) {
		struct earning_day *day = find_day(out, &all[i]);

		if (!day)
			continue;
		day->talks += all[i].n;
		day->talked = span_add(day->talked, (span){ all[i].more });
		out->talks += all[i].n;
		out->talked = span_add(out->talked, (span){ all[i].more });
	}
	return OK;
}

enum err earning_of_days(struct desk *desk, advisor_id advisor, text zone, size_t days,
                         struct earning_days *out)
{
	must(days >= 1 && days <= EARNING_DAYS_MOST);
	begin_days(desk, zone, days, out);
	TRY(add_money(desk, advisor, out));
	return add_talks(desk, advisor, out);
}

enum err earning_parts(struct tx *tx, advisor_id advisor, enum earning_by by, instant since,
                       struct rows *out)
{
	static const struct column PART[] = {
		COLUMN_NUM(struct earning_part, id),           COLUMN_TEXT(struct earning_part, name),
		COLUMN_NUM(struct earning_part, talks),        COLUMN_NUM(struct earning_part, talked),
		COLUMN_NUM(struct earning_part, earned_minor), COLUMN_END,
	};

	return tx_all(tx,
	              by == EARNING_BY_LISTING ? &SQL_earning_of_listings : &SQL_earning_of_customers,
	              ARGS(ID(advisor), AT(since), NUM(EARNING_PARTS_MOST)), PART,
	              sizeof(struct earning_part), EARNING_PARTS_MOST, out);
}

enum err earning_customers(struct tx *tx, const struct earning_customer_filter *f, struct rows *out)
{
	static const struct column CUSTOMER[] = {
		COLUMN_ID(struct earning_customer, customer),
		COLUMN_CHARS(struct earning_customer, nickname),
		COLUMN_ID(struct earning_customer, last_call),
		COLUMN_AT(struct earning_customer, last_talk),
		COLUMN_NUM(struct earning_customer, talks),
		COLUMN_NUM(struct earning_customer, talked),
		COLUMN_NUM(struct earning_customer, earned_minor),
		COLUMN_BOOL(struct earning_customer, waits),
		COLUMN_END,
	};

	must(f->most > 0);
	return tx_all(tx, &SQL_earning_customers,
	              ARGS(ID(f->advisor), NUM(f->before.n ? f->before.n : INT64_MAX), NUM(f->most),
	                   ID(f->customer)),
	              CUSTOMER, sizeof(struct earning_customer), f->most, out);
}

enum err earning_summary(struct desk *desk, advisor_id advisor, text zone,
                         struct earning_summary *out)
{
	struct earning_days today;

	TRY(earning_of_days(desk, advisor, zone, 1, &today));
	out->today = today.at[0];
	out->zone_is_known = today.zone_is_known;
	TRY(tx_number(desk->tx, &SQL_earning_arranged, ARGS(ID(advisor)), &out->arranged_calls));
	TRY(tx_number(desk->tx, &SQL_earning_customer_count, ARGS(ID(advisor)), &out->customers));
	return ledger_balance(desk->tx, ledger_earned(advisor), &out->balance_minor);
}
