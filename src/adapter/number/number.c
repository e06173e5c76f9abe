// SPDX-License-Identifier: Apache-2.0
/*
 * The verdict about a number. What could be dangerous is looked at first: emergency, ours, denied,
 * premium; then what the operator did not allow.
 */
#include "adapter/number/number.h"

#include <string.h>

#include "adapter/number/shim.h"
#include "base/arena.h"

#define INPUT_MOST 60
#define SIMULATED_DIGITS_LEAST 7
#define SIMULATED_DIGITS_MOST 15
#define NORTH_AMERICAN_DIGITS 11

struct number_book {
	struct arena *arena;
	struct number_config config;
	struct number_port port;
};

static const char *const KIND_WORDS[] = {
	"fixed_line", "mobile",       "fixed_line_or_mobile",
	"toll_free",  "premium_rate", "shared_cost",
	"voip",       "personal",     "pager",
	"uan",        "voicemail",    "unknown",
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What people put between digits. Letters, extensions and dialing controls are no part of a number
 * here. */
static bool is_separator(char c)
{
	return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')';
}

/* Copies the digits and the leading '+'. False: it holds something else, or too much. */
static bool strip(text input, char out[INPUT_MOST + 1])
{
	size_t length = 0;
	bool digits = false;

	if (input.length > INPUT_MOST)
		return false;
	for (size_t i = 0; i < input.length; i++) {
		char c = input.at[i];

		if (is_digit(c) || (c == '+' && length == 0))
			out[length++] = c;
		else if (!is_separator(c))
			return false;
		digits = digits || is_digit(c);
	}
	out[length] = '\0';
	return digits;
}

static bool matches(const char *pattern, const char *number)
{
	for (; *pattern; pattern++, number++) {
		bool same = *pattern == 'x' ? is_digit(*number) : *pattern == *number;

		if (!same)
			return false;
	}
	return true;
}

static bool list_matches(const struct number_list *list, const char *e164)
{
	for (size_t i = 0; i < list->count; i++) {
		if (matches(list->at[i], e164))
			return true;
	}
	return false;
}

static bool list_has(const struct number_list *list, const char *word)
{
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->at[i], word) == 0)
			return true;
	}
	return false;
}

static bool is_simulated(const struct number_config *config, const char *digits)
{
	size_t count = strlen(digits) - 1;

	if (digits[0] != '+' || !list_matches(&config->simulated, digits))
		return false;
	if (digits[1] == '1')
		return count == NORTH_AMERICAN_DIGITS;
	return count >= SIMULATED_DIGITS_LEAST && count <= SIMULATED_DIGITS_MOST;
}

static bool is_emergency(const struct number_config *config, const char *digits, const char *region)
{
	if (strcmp(region, "ZZ") != 0 && shim_is_emergency(digits, region))
		return true;
	for (size_t i = 0; i < config->countries.count; i++) {
		if (shim_is_emergency(digits, config->countries.at[i]))
			return true;
	}
	return false;
}

/*
 * What fits no numbering plan: perhaps what is dialed for help, there or with a country code before
 * it ("+1911"), or another short code. Only such numbers are asked about, as ordinary ones may
 * begin with the same digits.
 */
static enum number_verdict odd_verdict(const struct number_config *config, const char *digits,
                                       const char *region, const struct shim_number *n)
{
	bool has_country = n->parsed && n->region[0] && !is_digit(n->region[0]);

	if (digits[0] != '+' && is_emergency(config, digits, region))
		return NUMBER_EMERGENCY;
	if (has_country && shim_is_emergency(n->national, n->region))
		return NUMBER_EMERGENCY;
	if (!n->parsed)
		return NUMBER_MALFORMED;
	if (digits[0] != '+' && shim_is_short(digits, region))
		return NUMBER_KIND;
	return NUMBER_IMPOSSIBLE;
}

static enum number_verdict kind_verdict(const struct number_config *config, enum shim_kind kind)
{
	switch (kind) {
	case SHIM_FIXED_LINE:
	case SHIM_MOBILE:
	case SHIM_FIXED_LINE_OR_MOBILE: return NUMBER_OK;
	case SHIM_VOIP: return config->voip ? NUMBER_OK : NUMBER_KIND;
	default: return NUMBER_KIND;
	}
}

static enum number_verdict plan_verdict(const struct number_config *config,
                                        const struct shim_number *n)
{
	if (list_matches(&config->own, n->e164))
		return NUMBER_OWN;
	if (n->kind == SHIM_PREMIUM_RATE)
		return NUMBER_PREMIUM;
	if (n->e164[0] == '\0' || n->region[0] == '\0')
		return NUMBER_IMPOSSIBLE;
	if (list_matches(&config->denied, n->e164))
		return NUMBER_KIND;
	/* "001": satellites and global services have no country. */
	if (is_digit(n->region[0]))
		return NUMBER_KIND;
	if (!list_has(&config->countries, n->region))
		return NUMBER_COUNTRY;
	return kind_verdict(config, n->kind);
}

static void fill_simulated(const struct number_config *config, const char *digits,
                           struct number_check *out)
{
	bool own = list_matches(&config->own, digits);

	out->verdict = own ? NUMBER_OWN : NUMBER_OK;
	must(text_into(text_of(digits), out->e164, sizeof(out->e164)) == OK);
	must(text_into(text_of(digits), out->display, sizeof(out->display)) == OK);
	must(text_into(TEXT_LITERAL("simulated"), out->kind, sizeof(out->kind)) == OK);
}

static void region_of(text country, char out[3])
{
	bool letters = country.length == 2;

	for (size_t i = 0; letters && i < 2; i++) {
		char c = country.at[i];

		out[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
		letters = out[i] >= 'A' && out[i] <= 'Z';
	}
	memcpy(out, letters ? out : "ZZ", 2);
	out[2] = '\0';
}

static struct number_check check(void *ctx, text input, text country)
{
	const struct number_config *config = &((const struct number_book *)ctx)->config;
	struct number_check out = { .verdict = NUMBER_MALFORMED };
	struct shim_number n;
	char digits[INPUT_MOST + 1], region[3];

	if (!strip(text_trim(input), digits))
		return out;
	if (is_simulated(config, digits)) {
		fill_simulated(config, digits, &out);
		return out;
	}
	region_of(country, region);
	shim_parse(digits, region, &n);
	must(n.kind >= SHIM_FIXED_LINE && n.kind <= SHIM_UNKNOWN);
	out.verdict = n.valid ? plan_verdict(config, &n) : odd_verdict(config, digits, region, &n);
	if (!n.parsed)
		return out;
	memcpy(out.e164, n.e164, sizeof(out.e164));
	memcpy(out.display, n.display, sizeof(out.display));
	memcpy(out.country, n.region, sizeof(out.country));
	must(text_into(text_of(KIND_WORDS[n.kind]), out.kind, sizeof(out.kind)) == OK);
	return out;
}

static struct number_list copy(struct arena *arena, struct number_list from)
{
	const char **at = ARENA_ARRAY(arena, const char *, from.count ? from.count : 1);

	for (size_t i = 0; i < from.count; i++)
		at[i] = text_terminated(arena, text_of(from.at[i]));
	return (struct number_list){ at, from.count };
}

/* '+', then digits or 'x'. */
static bool are_prefixes(struct number_list list)
{
	for (size_t i = 0; i < list.count; i++) {
		const char *c = list.at[i];

		if (c[0] != '+' || c[1] == '\0' || strspn(c + 1, "0123456789x") != strlen(c + 1))
			return false;
	}
	return true;
}

static bool are_countries(struct number_list list)
{
	for (size_t i = 0; i < list.count; i++) {
		const char *c = list.at[i];

		if (strlen(c) != 2 || c[0] < 'A' || c[0] > 'Z' || c[1] < 'A' || c[1] > 'Z')
			return false;
	}
	return true;
}

enum err number_book_open(const struct number_config *config, struct number_book **out)
{
	struct arena *arena;
	struct number_book *book;

	if (!are_countries(config->countries) || !are_prefixes(config->own) ||
	    !are_prefixes(config->denied) || !are_prefixes(config->simulated))
		return ERR_CONFIG;
	arena = arena_open(1024);
	book = ARENA_NEW(arena, struct number_book);
	book->arena = arena;
	book->config.countries = copy(arena, config->countries);
	book->config.own = copy(arena, config->own);
	book->config.denied = copy(arena, config->denied);
	book->config.simulated = copy(arena, config->simulated);
	book->config.voip = config->voip;
	book->port = (struct number_port){ book, check };
	*out = book;
	return OK;
}

void number_book_close(struct number_book *book)
{
	arena_close(book->arena);
}

const struct number_port *number_book_port(struct number_book *book)
{
	return &book->port;
}
