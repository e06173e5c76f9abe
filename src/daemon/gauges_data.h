// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The few members of an event's data that the metrics count. Apart from gauges.c, because jansson
 * and base/json.h use the same names. Pure; what is missing or broken reads as 0 or "".
 */
#include "base/text.h"
#include "base/time.h"

struct gauge_data {
	char end_cause[40];
	instant bridged_at, requested_at;
	span witnessed;
	int64_t billed_seconds;
};

void gauge_data_read(text json, struct gauge_data *out);
