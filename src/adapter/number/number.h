// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * May we call this number? The port/number.h of production, over libphonenumber (F28, F146,
 * SAFETY 6.1, SETTLED 32).
 *
 * Closed by default: without countries nothing may be called. number_book_open copies its
 * configuration; the port it gives may be used from any thread until number_book_close. Numbers are
 * E.164. It never logs one.
 */
#include "port/number.h"

struct number_list {
	const char *const *at;
	size_t count;
};

struct number_config {
	struct number_list countries; /* ISO 3166 letters: "US" */
	struct number_list own;       /* ours: E.164 or a prefix of it */
	struct number_list denied;    /* prefixes that are never called */
	/* Fiction, called on simulated trunks only: E.164 prefixes, 'x' stands for any digit
	 * ("+1xxx55501", "+999"). */
	struct number_list simulated;
	bool voip; /* internet telephony numbers too */
};

struct number_book;
NODISCARD enum err number_book_open(const struct number_config *config, struct number_book **out);
void number_book_close(struct number_book *book);
const struct number_port *number_book_port(struct number_book *book);
