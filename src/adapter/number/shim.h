// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * libphonenumber seen from C: facts about a number, no opinions. number.c decides.
 *
 * Any thread; nothing is owned; nothing is logged (the library's own logger is silenced). Text in
 * is NUL-terminated.
 */
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* In the library's order. */
enum shim_kind {
	SHIM_FIXED_LINE,
	SHIM_MOBILE,
	SHIM_FIXED_LINE_OR_MOBILE,
	SHIM_TOLL_FREE,
	SHIM_PREMIUM_RATE,
	SHIM_SHARED_COST,
	SHIM_VOIP,
	SHIM_PERSONAL,
	SHIM_PAGER,
	SHIM_UAN,
	SHIM_VOICEMAIL,
	SHIM_UNKNOWN
};

struct shim_number {
	bool parsed;    /* it has the form of a number at all */
	bool valid;     /* it fits the numbering plan of its region */
	bool extension; /* something is to be dialed after the answer */
	enum shim_kind kind;
	char e164[20];
	char national[20]; /* significant digits */
	char display[40];  /* international form */
	char region[4];    /* "US"; "001" for codes of no country; "" unknown */
};

/* `region` "ZZ": only numbers with '+' can be read. */
void shim_parse(const char *input, const char *region, struct shim_number *out);
/* Would dialing these digits in that region reach an emergency service? */
bool shim_is_emergency(const char *digits, const char *region);
/* Is it a short code there (not emergency only)? */
bool shim_is_short(const char *digits, const char *region);

#ifdef __cplusplus
}
#endif
