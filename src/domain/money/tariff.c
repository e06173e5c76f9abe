// SPDX-License-Identifier: Apache-2.0
/*
 * The tariff: from witnessed time to a price. Everything is exact until the one rounding, upward,
 * at the end; whether a talk is free is decided on the unrounded time (PRODUCT U17, D11, D12, D14;
 * SETTLED 12, 17).
 */
#include "domain/money/money.h"

#include <stdio.h>

#define MINUTE_US ((__int128)60000000)
#define WHOLE_SHARE ((__int128)10000) /* basis points */

static int64_t divide_up(__int128 amount, __int128 by)
{
	must(amount >= 0);
	must(by > 0);

	__int128 whole = (amount + by - 1) / by;

	must(whole <= INT64_MAX);
	return (int64_t)whole;
}

span tariff_billed(const struct tariff *tariff, span witnessed)
{
	must(tariff->step.us > 0);
	must(witnessed.us >= 0);

	if (witnessed.us == 0 || witnessed.us < tariff->free_under.us)
		return (span){ 0 };
	if (witnessed.us <= tariff->minimum.us)
		return tariff->minimum;

	int64_t over = witnessed.us - tariff->minimum.us;
	int64_t steps = divide_up(over, tariff->step.us);

	return (span){ tariff->minimum.us + steps * tariff->step.us };
}

int64_t tariff_price(const struct tariff *tariff, span billed)
{
	must(tariff->price_minor > 0);
	return divide_up((__int128)tariff->price_minor * billed.us, MINUTE_US);
}

struct bill tariff_bill(const struct tariff *tariff, span witnessed)
{
	struct bill bill = { .billed = tariff_billed(tariff, witnessed) };

	bill.charge = tariff_price(tariff, bill.billed);

	__int128 charged = (__int128)bill.charge * MINUTE_US;
	__int128 fee = (__int128)tariff->fee_minor * bill.billed.us;
	__int128 split = charged > fee ? charged - fee : 0;

	must(tariff->share >= 0 && tariff->share <= (int64_t)WHOLE_SHARE);
	bill.earned = divide_up(split * tariff->share, WHOLE_SHARE * MINUTE_US);
	bill.house = bill.charge - bill.earned;
	must(bill.house >= 0);
	return bill;
}

span tariff_covered(const struct tariff *tariff, int64_t minor)
{
	must(tariff->step.us > 0);
	if (minor <= 0)
		return (span){ 0 };

	__int128 payable = (__int128)minor * MINUTE_US / tariff->price_minor;

	if (payable < tariff->minimum.us)
		return (span){ 0 };

	__int128 steps = (payable - tariff->minimum.us) / tariff->step.us;
	__int128 covered = tariff->minimum.us + steps * tariff->step.us;

	return (span){ covered > INT64_MAX / 4 ? INT64_MAX / 4 : (int64_t)covered };
}

int64_t tariff_minutes(int64_t price_minor, int64_t minutes)
{
	int64_t total;

	must(price_minor > 0 && minutes >= 0);
	must(!__builtin_mul_overflow(price_minor, minutes, &total));
	return total;
}

static int decimals_of(const char *currency)
{
	static const char *const WHOLE_UNITS[] = { "JPY", "KRW", "CLP", "VND", "ISK" };
	static const char *const THOUSANDTHS[] = { "BHD", "KWD", "OMR", "TND", "JOD" };

	for (size_t i = 0; i < COUNT(WHOLE_UNITS); i++)
		if (text_is(text_of(currency), WHOLE_UNITS[i]))
			return 0;
	for (size_t i = 0; i < COUNT(THOUSANDTHS); i++)
		if (text_is(text_of(currency), THOUSANDTHS[i]))
			return 3;
	return 2;
}

const char *money_format(struct money money, char out[MONEY_CHARS])
{
	int decimals = decimals_of(money.currency);
	int64_t unit = decimals == 0 ? 1 : decimals == 2 ? 100 : 1000;
	uint64_t size = money.minor < 0 ? 0 - (uint64_t)money.minor : (uint64_t)money.minor;
	const char *sign = money.minor < 0 ? "-" : "";
	bool dollars = text_is(text_of(money.currency), "USD");
	char number[30];

	must(money.currency[0]);
	if (decimals == 0)
		(void)snprintf(number, sizeof(number), "%llu", (unsigned long long)size);
	else
		(void)snprintf(number, sizeof(number), "%llu.%0*llu",
		               (unsigned long long)(size / (uint64_t)unit), decimals,
		               (unsigned long long)(size % (uint64_t)unit));
	if (dollars)
		(void)snprintf(out, MONEY_CHARS, "%s$%s", sign, number);
	else
		(void)snprintf(out, MONEY_CHARS, "%s%s %s", sign, number, money.currency);
	return out;
}

struct money money_of(int64_t minor, const char *currency)
{
	struct money money = { .minor = minor };

	must(text_into(text_of(currency), money.currency, sizeof(money.currency)) == OK);
	return money;
}
