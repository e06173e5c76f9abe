// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A desk to work at in tests of people and what they offer: a transaction on a fixture's store,
 * default rules, a clock that the test sets, and a number check that needs no library.
 *
 * One thread. Begin, work, commit or give up; ids go on rising over all transactions of one struct
 * people.
 */
#include "domain/account/account.h"
#include "fixture/fixture.h"

struct people {
	struct fixture *fixture;
	struct rules rules;
	struct ids ids;
	struct actor actor;
	instant now;
	struct tx tx;
	struct desk desk;
};

#define PEOPLE_NOW ((instant){ INT64_C(1790000000000000) })

void people_init(struct people *people, struct fixture *fixture);
/* Opens a transaction; the desk is good until people_commit or people_undo. */
struct desk *people_begin(struct people *people);
void people_commit(struct people *people);
void people_undo(struct people *people);
/* Commits one account or fails the test. */
struct account people_add(struct people *people, const char *name, int32_t roles);
/* +1900… is premium, what does not begin with '+' is malformed, all else may be called. */
const struct number_port *people_numbers(void);
/* A count, in a transaction of its own. */
int64_t people_count(struct people *people, const char *sql);
