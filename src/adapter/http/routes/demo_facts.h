// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What the demo's page of caught mail needs of an event's JSON, apart from the routes because
 * jansson and base/json.h share names.
 *
 * Pure, any thread. What is not there is unset.
 */
#include "base/text.h"
#include "base/time.h"

struct letter_facts {
	instant expires_at, not_before;
};

struct letter_facts letter_facts_read(text data);
