// SPDX-License-Identifier: Apache-2.0
/* What may be called and what may not, number by number. */
#include "adapter/number/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const COUNTRIES[] = { "US", "DE", "GB" };
static const char *const OWN[] = { "+14155552000", "+4930901820" };
static const char *const DENIED[] = { "+14165", "+49891" };
static const char *const FICTION[] = { "+1xxx55501", "+999" };

struct number_case {
	const char *input, *country;
	enum number_verdict verdict;
	const char *e164;
	const char *because;
};

static struct number_book *open_book(bool countries, bool fiction, bool voip)
{
	const struct number_config config = {
		.countries = { COUNTRIES, countries ? COUNT(COUNTRIES) : 0 },
		.own = { OWN, COUNT(OWN) },
		.denied = { DENIED, COUNT(DENIED) },
		.simulated = { FICTION, fiction ? COUNT(FICTION) : 0 },
		.voip = voip,
	};
	struct number_book *book;

	assert_int_equal(number_book_open(&config, &book), OK);
	return book;
}

static void try_all(struct number_book *book, const struct number_case *cases, size_t count)
{
	const struct number_port *port = number_book_port(book);

	for (size_t i = 0; i < count; i++) {
		const struct number_case *c = &cases[i];
		struct number_check got = port->check(port->ctx, text_of(c->input), text_of(c->country));

		if (got.verdict != c->verdict || (c->e164 && strcmp(got.e164, c->e164) != 0))
			fail_msg("%s (%s): %s %s, but %s", c->input, c->country ? c->country : "-",
			         number_verdict_code(got.verdict), got.e164, c->because);
	}
	number_book_close(book);
}

static void landlines_and_mobiles_of_allowed_countries_may_be_called(void **state)
{
	static const struct number_case CASES[] = {
		{ "+12125552368", NULL, NUMBER_OK, "+12125552368", "New York may be called" },
		{ "(212) 555-2368", "US", NUMBER_OK, "+12125552368", "people write it so" },
		{ "212.555.2368", "us", NUMBER_OK, "+12125552368", "small letters name a country too" },
		{ "  +49 30 25001234 ", NULL, NUMBER_OK, "+493025001234", "blanks do not matter" },
		{ "030 25001234", "DE", NUMBER_OK, "+493025001234", "the trunk zero is known" },
		{ "+4915123456789", NULL, NUMBER_OK, "+4915123456789", "a German mobile" },
		{ "+447400123456", NULL, NUMBER_OK, "+447400123456", "a British mobile" },
		{ "9112345678", "IN", NUMBER_COUNTRY, "+919112345678", "it only begins like help" },
		{ "+442070313000", NULL, NUMBER_OK, "+442070313000", "London" },
	};

	(void)state;
	try_all(open_book(true, false, false), CASES, COUNT(CASES));
}

static void what_is_dangerous_or_not_allowed_is_refused(void **state)
{
	static const struct number_case CASES[] = {
		{ "+19002345678", NULL, NUMBER_PREMIUM, NULL, "900 is premium" },
		{ "+499001234567", NULL, NUMBER_PREMIUM, NULL, "0900 is premium" },
		{ "+449012345678", NULL, NUMBER_PREMIUM, NULL, "09 is premium" },
		{ "+33891123456", NULL, NUMBER_PREMIUM, NULL, "premium wherever it is" },
		{ "+979123456789", NULL, NUMBER_PREMIUM, NULL, "international premium" },
		{ "+18002345678", NULL, NUMBER_KIND, NULL, "toll-free" },
		{ "+4918012345", NULL, NUMBER_KIND, NULL, "shared cost" },
		{ "+447012345678", NULL, NUMBER_KIND, NULL, "personal number" },
		{ "+447640123456", NULL, NUMBER_KIND, NULL, "pager" },
		{ "+445612345678", NULL, NUMBER_KIND, NULL, "internet telephony is not opted in" },
		{ "+80012345678", NULL, NUMBER_KIND, NULL, "universal toll-free" },
		{ "+881612345678", NULL, NUMBER_KIND, NULL, "satellite" },
		{ "+870773111632", NULL, NUMBER_KIND, NULL, "satellite at sea" },
		{ "+33123456789", NULL, NUMBER_COUNTRY, NULL, "France is not allowed" },
		{ "+14168675309", NULL, NUMBER_COUNTRY, NULL, "+1 is not a country: this is Canada" },
		{ "+18764561234", NULL, NUMBER_COUNTRY, NULL, "+1 is not a country: this is Jamaica" },
		{ "+14155552000", NULL, NUMBER_OWN, NULL, "our own service number" },
		{ "+4930901820123", NULL, NUMBER_OWN, NULL, "a number inside our own block" },
		{ "+4989123456", NULL, NUMBER_KIND, NULL, "a denied prefix" },
		{ "911", "US", NUMBER_EMERGENCY, NULL, "help in the United States" },
		{ "112", "DE", NUMBER_EMERGENCY, NULL, "help in Germany" },
		{ "999", NULL, NUMBER_EMERGENCY, NULL, "help in an allowed country, none named" },
		{ "112", "FR", NUMBER_EMERGENCY, NULL, "help in a country not allowed" },
		{ "+1911", NULL, NUMBER_EMERGENCY, NULL, "help with a country code before it" },
		{ "+49112", NULL, NUMBER_EMERGENCY, NULL, "help with a country code before it" },
		{ "611", "US", NUMBER_KIND, NULL, "a short code" },
		{ "+16001234567", NULL, NUMBER_IMPOSSIBLE, NULL, "the satellite area of North America" },
		{ "+99912345678", NULL, NUMBER_MALFORMED, NULL, "no such country code" },
		{ "+121255523", NULL, NUMBER_IMPOSSIBLE, NULL, "too short" },
		{ "+1212555236899", NULL, NUMBER_IMPOSSIBLE, NULL, "too long" },
		{ "+10125552368", NULL, NUMBER_IMPOSSIBLE, NULL, "no area begins with 0" },
	};

	(void)state;
	try_all(open_book(true, false, false), CASES, COUNT(CASES));
}

static void what_is_no_number_is_malformed(void **state)
{
	static const struct number_case CASES[] = {
		{ "", NULL, NUMBER_MALFORMED, "", "empty" },
		{ "+", NULL, NUMBER_MALFORMED, "", "only a plus" },
		{ "hello", "US", NUMBER_MALFORMED, "", "letters" },
		{ "1-800-FLOWERS", "US", NUMBER_MALFORMED, "", "letters for digits" },
		{ "2125552368", NULL, NUMBER_MALFORMED, "", "no country and no plus" },
		{ "+12125552368;ext=9", NULL, NUMBER_MALFORMED, "", "an extension" },
		{ "+12125552368x9", NULL, NUMBER_MALFORMED, "", "an extension in short" },
		{ "+12125552368,,1", NULL, NUMBER_MALFORMED, "", "dialing controls" },
		{ "sip:+12125552368@example.org", NULL, NUMBER_MALFORMED, "", "an address" },
		{ "+1212555+2368", NULL, NUMBER_MALFORMED, "", "a plus inside" },
		{ "+1 212 555\r\n2368", NULL, NUMBER_MALFORMED, "", "a line break" },
		{ "٠٢١٢٣٤٥٦٧٨٩", "US", NUMBER_MALFORMED, "", "digits of another script" },
		{ "+111111111111111111111111111111111111111111111111111111111111111", NULL,
		  NUMBER_MALFORMED, "", "too much" },
	};

	(void)state;
	try_all(open_book(true, true, false), CASES, COUNT(CASES));
}

static void fiction_may_be_called_only_where_it_is_simulated(void **state)
{
	static const struct number_case CASES[] = {
		{ "+14155550132", NULL, NUMBER_OK, "+14155550132", "555 01xx of any area" },
		{ "+1 (212) 555-0199", NULL, NUMBER_OK, "+12125550199", "however it is written" },
		{ "+999000000001", NULL, NUMBER_OK, "+999000000001", "a code of no country" },
		{ "+141555501321", NULL, NUMBER_IMPOSSIBLE, NULL, "one digit too many" },
		{ "+99900", NULL, NUMBER_MALFORMED, NULL, "too few digits" },
		{ "+14155552671", NULL, NUMBER_COUNTRY, NULL, "a real number stays refused" },
		{ "+19002345678", NULL, NUMBER_PREMIUM, NULL, "premium stays premium" },
		{ "911", "US", NUMBER_EMERGENCY, NULL, "help stays help" },
	};

	(void)state;
	try_all(open_book(false, true, false), CASES, COUNT(CASES));
}

static void without_countries_nobody_may_be_called(void **state)
{
	static const struct number_case CASES[] = {
		{ "+12125552368", NULL, NUMBER_COUNTRY, "+12125552368", "none is allowed yet" },
		{ "+493025001234", NULL, NUMBER_COUNTRY, "+493025001234", "none is allowed yet" },
	};

	(void)state;
	try_all(open_book(false, false, false), CASES, COUNT(CASES));
}

static void internet_telephony_may_be_opted_in(void **state)
{
	static const struct number_case CASES[] = {
		{ "+445612345678", NULL, NUMBER_OK, NULL, "the operator said so" },
	};

	(void)state;
	try_all(open_book(true, false, true), CASES, COUNT(CASES));
}

static void a_good_number_tells_its_country_kind_and_looks(void **state)
{
	struct number_book *book = open_book(true, false, false);
	const struct number_port *port = number_book_port(book);
	struct number_check got = port->check(port->ctx, TEXT_LITERAL("+4915123456789"), NO_TEXT);

	(void)state;
	assert_string_equal(got.country, "DE");
	assert_string_equal(got.kind, "mobile");
	assert_string_equal(got.display, "+49 1512 3456789");
	got = port->check(port->ctx, TEXT_LITERAL("212 555 2368"), TEXT_LITERAL("US"));
	assert_string_equal(got.country, "US");
	assert_string_equal(got.kind, "fixed_line_or_mobile");
	number_book_close(book);
}

static void a_wrong_configuration_is_refused(void **state)
{
	static const char *const SMALL[] = { "us" };
	static const char *const NO_PLUS[] = { "14155550" };
	struct number_book *book;
	struct number_config config = { .countries = { SMALL, 1 } };

	(void)state;
	assert_int_equal(number_book_open(&config, &book), ERR_CONFIG);
	config = (struct number_config){ .simulated = { NO_PLUS, 1 } };
	assert_int_equal(number_book_open(&config, &book), ERR_CONFIG);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(landlines_and_mobiles_of_allowed_countries_may_be_called),
		cmocka_unit_test(what_is_dangerous_or_not_allowed_is_refused),
		cmocka_unit_test(what_is_no_number_is_malformed),
		cmocka_unit_test(fiction_may_be_called_only_where_it_is_simulated),
		cmocka_unit_test(without_countries_nobody_may_be_called),
		cmocka_unit_test(internet_telephony_may_be_opted_in),
		cmocka_unit_test(a_good_number_tells_its_country_kind_and_looks),
		cmocka_unit_test(a_wrong_configuration_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
