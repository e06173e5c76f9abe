// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What a page may order of a simulated handset: a posted JSON object becomes one line for the
 * control socket.
 *
 * Pure, any thread. It says no with "": not an object, or not answer, hangup, key or speed.
 */
#include "base/text.h"

#define DEMO_ORDER_CHARS 120
void demo_order_read(text body, char out[DEMO_ORDER_CHARS]);
