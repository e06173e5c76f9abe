// SPDX-License-Identifier: Apache-2.0
/* The only file that sees libphonenumber. */
#include "adapter/number/shim.h"

#include <cstring>
#include <string>

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>
#include <phonenumbers/shortnumberinfo.h>

using i18n::phonenumbers::Logger;
using i18n::phonenumbers::NullLogger;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;
using i18n::phonenumbers::ShortNumberInfo;

static_assert(static_cast<int>(PhoneNumberUtil::UNKNOWN) == SHIM_UNKNOWN, "kinds in one order");
static_assert(static_cast<int>(PhoneNumberUtil::VOIP) == SHIM_VOIP, "kinds in one order");

/* The library makes its own instance behind a lock; it would print numbers it cannot read. */
static const PhoneNumberUtil &library()
{
	static const PhoneNumberUtil *const one = [] {
		const PhoneNumberUtil *made = PhoneNumberUtil::GetInstance();

		Logger::set_logger_impl(new NullLogger);
		return made;
	}();

	return *one;
}

static const ShortNumberInfo &short_numbers()
{
	static const ShortNumberInfo *const one = new ShortNumberInfo;

	return *one;
}

static void put(const std::string &from, char *to, size_t room)
{
	if (from.size() < room)
		memcpy(to, from.c_str(), from.size() + 1);
	else
		to[0] = '\0';
}

void shim_parse(const char *input, const char *region, struct shim_number *out)
{
	const PhoneNumberUtil &util = library();
	PhoneNumber number;
	std::string s;

	memset(out, 0, sizeof(*out));
	out->kind = SHIM_UNKNOWN;
	if (util.Parse(input, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR)
		return;
	out->parsed = true;
	out->valid = util.IsValidNumber(number);
	out->extension = number.has_extension();
	out->kind = static_cast<enum shim_kind>(util.GetNumberType(number));
	util.Format(number, PhoneNumberUtil::E164, &s);
	put(s, out->e164, sizeof(out->e164));
	/* This one appends. */
	s.clear();
	util.GetNationalSignificantNumber(number, &s);
	put(s, out->national, sizeof(out->national));
	util.Format(number, PhoneNumberUtil::INTERNATIONAL, &s);
	put(s, out->display, sizeof(out->display));
	util.GetRegionCodeForNumber(number, &s);
	if (s == "ZZ" || s.empty())
		util.GetRegionCodeForCountryCode(number.country_code(), &s);
	put(s == "ZZ" ? std::string() : s, out->region, sizeof(out->region));
}

bool shim_is_emergency(const char *digits, const char *region)
{
	library();
	return short_numbers().ConnectsToEmergencyNumber(digits, region);
}

bool shim_is_short(const char *digits, const char *region)
{
	PhoneNumber number;

	if (library().Parse(digits, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR)
		return false;
	return short_numbers().IsValidShortNumberForRegion(number, region);
}
