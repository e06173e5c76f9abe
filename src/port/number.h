// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * May we call this number? (F28, F146, SAFETY 6.1) Filled by adapter/number over libphonenumber.
 *
 * Any thread; pure and quick. Countries are ISO 3166 letters; `input` may be as a person writes it,
 * read as dialed from `country` when it has no '+'. Never logs the number.
 */
#include "base/text.h"

#define NUMBER_VERDICTS(X) \
	X(NUMBER_OK, "ok", "") \
	X(NUMBER_MALFORMED, "malformed", "this is not a telephone number") \
	X(NUMBER_IMPOSSIBLE, "impossible", "no such number can exist") \
	X(NUMBER_COUNTRY, "country_not_allowed", "calls to this country are not allowed") \
	X(NUMBER_KIND, "kind_not_allowed", "only landline and mobile numbers can be called") \
	X(NUMBER_PREMIUM, "premium", "premium-rate numbers are not allowed") \
	X(NUMBER_EMERGENCY, "emergency", "emergency numbers are not allowed") \
	X(NUMBER_OWN, "own", "this is a number of ours")

#define NUMBER_ENUM(name, code, words) name,
enum number_verdict { NUMBER_VERDICTS(NUMBER_ENUM) NUMBER_VERDICT_COUNT };
#undef NUMBER_ENUM

struct number_check {
	enum number_verdict verdict;
	char e164[20];    /* "+14155550132"; "" when malformed */
	char display[40]; /* as people of that country write it, international form */
	char country[4];
	char kind[24]; /* mobile, fixed_line, premium_rate, … */
};

struct number_port {
	void *ctx;
	struct number_check (*check)(void *ctx, text input, text country);
};

const char *number_verdict_code(enum number_verdict verdict);
const char *number_verdict_words(enum number_verdict verdict);
