// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Identities: 64-bit numbers that rise with time, one C type per noun so that they cannot be mixed
 * up.
 *
 * Outside they are written prefix + 13 letters of Crockford's base 32 in lower case ("cbk_01j9…"):
 * sortable as text too. A number is 41 bits of milliseconds since 2020, 6 bits of maker (node and
 * lane), 16 bits of sequence; an id made later by the same maker is always larger, also when the
 * wall clock was set back. 0 is "none".
 */
#include "base/text.h"
#include "base/time.h"

#define ID_KINDS(X) \
	X(account, "acc") \
	X(customer, "cus") \
	X(advisor, "adv") \
	X(number, "num") \
	X(category, "cat") \
	X(listing, "lst") \
	X(callback, "cbk") \
	X(call, "cal") \
	X(leg, "leg") \
	X(transfer, "led") \
	X(event, "evt") \
	X(key, "key") \
	X(audit, "aud") \
	X(topup, "pay") \
	X(mark, "mrk") \
	X(thread, "thr") \
	X(mail, "mai") \
	X(test_call, "tst") \
	X(application, "app")

#define ID_TYPE(noun, prefix) \
	typedef struct { \
		int64_t n; \
	} noun##_id;
ID_KINDS(ID_TYPE)
#undef ID_TYPE

/* One account is one person: cus_, adv_ and acc_ of the same person share the number. */
#define ID_ENUM(noun, prefix) ID_OF_##noun,
enum id_kind { ID_KINDS(ID_ENUM) ID_KIND_COUNT };
#undef ID_ENUM

#define ID_CHARS 24
const char *id_format(enum id_kind kind, int64_t n, char out[ID_CHARS]);
NODISCARD enum err id_parse(enum id_kind kind, text chars, int64_t *out); /* ERR_MALFORMED */

struct ids {
	uint32_t maker; /* 0..63 */
	int64_t last;
};
int64_t ids_next(struct ids *ids, instant now);
/* Ids made before `at` are smaller, those made from then on are not. */
int64_t id_floor(instant at);
