// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Numbers for the Prometheus page: counters, gauges and histograms, one row each in meters.def.
 *
 * Any thread may add; reading takes a snapshot. Labels are bounded: a fixed list of words in the
 * row, or names registered once at start (trunks). No person's id is ever a label. Names:
 * UX.md 5.4.
 */
#include "base/text.h"
#include "base/time.h"

#define METER_ENUM(id, ...) METER_##id,
enum meter {
#include "base/meters.def"
	METER_COUNT
};
#undef METER_ENUM

/* `label` picks a value of the row's label list (0 when the row has none). */
void meter_add(enum meter meter, unsigned label, int64_t by);
void meter_set(enum meter meter, unsigned label, int64_t value);
void meter_observe(enum meter meter, unsigned label, span length);
int64_t meter_value(enum meter meter, unsigned label);
/* For labels known only at start; returns the label's number, the same for the same name. */
unsigned meter_label(enum meter meter, const char *name);
/* The whole page in the text exposition format 0.0.4. */
void meter_write(struct text_buf *out);
