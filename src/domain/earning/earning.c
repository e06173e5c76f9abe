// SPDX-License-Identifier: Apache-2.0
/* Adding up days and customers. The rows of a query have gaps; the days shown have none. */
#include "domain/earning/earning.h"

#include "domain/money/money.h"
#include "domain/sql.h"

struct day_row {
	int64_t day; /* since 1970 */
	int64_t n, more;
};

static int64_t day_of(instant at)
{
	must(at.us >= 0);
	return at.us / EARNING_DAY.us;
}

static void begin_days(const struct desk *desk, size_t days, struct earning_days *out)
{
	int64_t first = day_of(desk->now) - (int64_t)days + 1;

	*out = (struct earning_days){ .count = days };
	for (size_t i = 0; i < days; i++)
		out->at[i].begins = (instant){ (first + (int64_t)i) * EARNING_DAY.us };
}

static struct earning_day *find_day(struct earning_days *days, int64_t day)
{
	int64_t i = day - day_of(days->at[0].begins);

	/* A row of tomorrow: the clock was set back since. It counts when its day comes. */
	return i >= 0 && i < (int64_t)days->count ? &days->at[i] : NULL;
}

static enum err add_money(struct desk *desk, advisor_id advisor, struct earning_days *out)
{
	static const struct column DAY[] = { COLUMN_NUM(struct day_row, day),
		                                 COLUMN_NUM(struct day_row, n), COLUMN_END };
	const struct ledger_account account = ledger_earned(advisor);
	struct rows rows;

	TRY(tx_all(desk->tx, &SQL_earning_days,
	           ARGS(WORDS(account.name), AT(out->at[0].begins), NUM(EARNING_DAYS_MOST)), DAY,
	           sizeof(struct day_row), EARNING_DAYS_MOST, &rows));
	const struct day_row *all = rows.at;

	for (size_t i = 0; i < rows.count; i++) {
		struct earning_day *day = find_day(out, all[i].day);

		if (day)
			day->earned_minor = all[i].n;
		out->earned_minor += day ? all[i].n : 0;
	}
	return OK;
}

static enum err add_talks(struct desk *desk, advisor_id advisor, struct earning_days *out)
{
	static const struct column DAY[] = { COLUMN_NUM(struct day_row, day),
		                                 COLUMN_NUM(struct day_row, n),
		                                 COLUMN_NUM(struct day_row, more), COLUMN_END };
	struct rows rows;

	TRY(tx_all(desk->tx, &SQL_earning_talks,
	           ARGS(ID(advisor), AT(out->at[0].begins), NUM(EARNING_DAYS_MOST)), DAY,
	           sizeof(struct day_row), EARNING_DAYS_MOST, &rows));
	const struct day_row *all = rows.at;

	for (size_t i = 0; i < rows.count; i++) {
		struct earning_day *day = find_day(out, all[i].day);

		if (!day)
			continue;
		day->talks = all[i].n;
		day->talked = (span){ all[i].more };
		out->talks += day->talks;
		out->talked = span_add(out->talked, day->talked);
	}
	return OK;
}

enum err earning_of_days(struct desk *desk, advisor_id advisor, size_t days,
                         struct earning_days *out)
{
	must(days >= 1 && days <= EARNING_DAYS_MOST);
	begin_days(desk, days, out);
	TRY(add_money(desk, advisor, out));
	return add_talks(desk, advisor, out);
}

enum err earning_customers(struct tx *tx, advisor_id advisor, call_id before, size_t most,
                           struct rows *out)
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

	must(most > 0);
	return tx_all(tx, &SQL_earning_customers,
	              ARGS(ID(advisor), NUM(before.n ? before.n : INT64_MAX), NUM(most)), CUSTOMER,
	              sizeof(struct earning_customer), most, out);
}

enum err earning_summary(struct desk *desk, advisor_id advisor, struct earning_summary *out)
{
	struct earning_days today;

	TRY(earning_of_days(desk, advisor, 1, &today));
	out->today = today.at[0];
	TRY(tx_number(desk->tx, &SQL_earning_arranged, ARGS(ID(advisor)), &out->arranged_calls));
	TRY(tx_number(desk->tx, &SQL_earning_customer_count, ARGS(ID(advisor)), &out->customers));
	return ledger_balance(desk->tx, ledger_earned(advisor), &out->balance_minor);
}
