// SPDX-License-Identifier: Apache-2.0
/* Arithmetic of the three kinds of time, and RFC 3339 by the proleptic Gregorian calendar. */
#include "base/time.h"

#include <stdio.h>

static int64_t sum(int64_t a, int64_t b)
{
	int64_t out;

	must(!__builtin_add_overflow(a, b, &out));
	return out;
}

static int64_t difference(int64_t a, int64_t b)
{
	int64_t out;

	must(!__builtin_sub_overflow(a, b, &out));
	return out;
}

instant instant_add(instant at, span by)
{
	return (instant){ sum(at.us, by.us) };
}

span instant_since(instant later, instant earlier)
{
	return (span){ difference(later.us, earlier.us) };
}

bool instant_is_set(instant at)
{
	return at.us != 0;
}

bool instant_before(instant a, instant b)
{
	return a.us < b.us;
}

instant instant_later(instant a, instant b)
{
	return a.us > b.us ? a : b;
}

instant instant_sooner(instant a, instant b)
{
	if (!instant_is_set(a))
		return b;
	if (!instant_is_set(b))
		return a;
	return a.us < b.us ? a : b;
}

mono mono_add(mono at, span by)
{
	return (mono){ sum(at.us, by.us) };
}

span mono_since(mono later, mono earlier)
{
	return (span){ difference(later.us, earlier.us) };
}

bool mono_before(mono a, mono b)
{
	return a.us < b.us;
}

int64_t span_ms(span s)
{
	return s.us / 1000;
}

int64_t span_seconds(span s)
{
	return s.us / 1000000;
}

bool span_less(span a, span b)
{
	return a.us < b.us;
}

span span_add(span a, span b)
{
	return (span){ sum(a.us, b.us) };
}

span span_take(span a, span b)
{
	return (span){ difference(a.us, b.us) };
}

/* ---- RFC 3339 --------------------------------------------------------------------------- */
#define DAY_SECONDS 86400
#define ERA_DAYS 146097   /* 400 years */
#define EPOCH_DAYS 719468 /* from 0000-03-01 to 1970-01-01 */

/* Counts a year from March, so that the leap day is its last. */
static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * ERA_DAYS + day_of_era - EPOCH_DAYS;
}

static void date_of(int64_t days, int *year, int *month, int *day)
{
	int64_t z = days + EPOCH_DAYS;
	int64_t era = (z >= 0 ? z : z - (ERA_DAYS - 1)) / ERA_DAYS;
	int64_t day_of_era = z - era * ERA_DAYS;
	int64_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t from_march = (5 * day_of_year + 2) / 153;

	*day = (int)(day_of_year - (153 * from_march + 2) / 5 + 1);
	*month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
	*year = (int)(year_of_era + era * 400 + (*month <= 2));
}

const char *instant_format(instant at, char out[INSTANT_CHARS])
{
	int64_t ms = at.us / 1000 - (at.us % 1000 < 0);
	int64_t seconds = ms / 1000 - (ms % 1000 < 0);
	int64_t days = seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0);
	int64_t of_day = seconds - days * DAY_SECONDS;
	int year, month, day;

	must(out);
	date_of(days, &year, &month, &day);
	must(year >= 0 && year <= 9999);
	snprintf(out, INSTANT_CHARS, "%04u-%02u-%02uT%02u:%02u:%02u.%03uZ", (unsigned)year % 10000,
	         (unsigned)month % 100, (unsigned)day % 100, (unsigned)(of_day / 3600) % 100,
	         (unsigned)(of_day / 60) % 60, (unsigned)of_day % 60,
	         (unsigned)(ms - seconds * 1000) % 1000);
	return out;
}

struct reading {
	const char *at, *end;
	bool wrong;
};

static int64_t read_digits(struct reading *in, int count)
{
	int64_t n = 0;

	for (int i = 0; i < count; i++) {
		if (in->at >= in->end || *in->at < '0' || *in->at > '9') {
			in->wrong = true;
			return 0;
		}
		n = n * 10 + (*in->at++ - '0');
	}
	return n;
}

static bool read_mark(struct reading *in, char upper, char other)
{
	if (in->at < in->end && (*in->at == upper || *in->at == other)) {
		in->at++;
		return true;
	}
	return false;
}

static void expect_mark(struct reading *in, char upper, char other)
{
	if (!read_mark(in, upper, other))
		in->wrong = true;
}

/* Digits beyond microseconds are cut off, as many as there may be. */
static int64_t read_fraction_us(struct reading *in)
{
	int64_t us = 0, worth = 100000;

	if (!read_mark(in, '.', ','))
		return 0;
	if (in->at >= in->end || *in->at < '0' || *in->at > '9')
		in->wrong = true;
	while (in->at < in->end && *in->at >= '0' && *in->at <= '9') {
		us += worth * (*in->at++ - '0');
		worth /= 10;
	}
	return us;
}

static int64_t read_offset_seconds(struct reading *in)
{
	if (read_mark(in, 'Z', 'z'))
		return 0;

	bool west = read_mark(in, '-', '-');

	if (!west)
		expect_mark(in, '+', '+');

	int64_t hours = read_digits(in, 2);

	expect_mark(in, ':', ':');

	int64_t minutes = read_digits(in, 2);

	if (hours > 23 || minutes > 59)
		in->wrong = true;
	return (west ? -60 : 60) * (hours * 60 + minutes);
}

static int64_t days_in(int64_t year, int64_t month)
{
	static const int DAYS[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return DAYS[month - 1] + (month == 2 && leap);
}

static int64_t read_date(struct reading *in)
{
	int64_t year = read_digits(in, 4);

	expect_mark(in, '-', '-');

	int64_t month = read_digits(in, 2);

	expect_mark(in, '-', '-');

	int64_t day = read_digits(in, 2);

	if (in->wrong || month < 1 || month > 12 || day < 1 || day > days_in(year, month)) {
		in->wrong = true;
		return 0;
	}
	return days_of(year, month, day);
}

enum err instant_parse(const char *chars, size_t length, instant *out)
{
	must(out && (chars || !length));

	struct reading in = { chars, chars + length, false };
	int64_t days = read_date(&in);

	expect_mark(&in, 'T', 't');

	int64_t hour = read_digits(&in, 2);

	expect_mark(&in, ':', ':');

	int64_t minute = read_digits(&in, 2);

	expect_mark(&in, ':', ':');

	int64_t second = read_digits(&in, 2);
	int64_t fraction = read_fraction_us(&in);
	int64_t offset = read_offset_seconds(&in);

	/* A leap second is the last one once more: nobody's appointment is lost by it. */
	if (second == 60)
		second = 59;
	if (in.wrong || in.at != in.end || hour > 23 || minute > 59 || second > 59)
		return ERR_MALFORMED;
	out->us =
		((days * DAY_SECONDS + hour * 3600 + minute * 60 + second) - offset) * 1000000 + fraction;
	return OK;
}
