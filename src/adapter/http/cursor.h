// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The opaque cursor of a list: where it stopped, and a print of the filters it was made with.
 *
 * Pure, any thread. ERR_MALFORMED: not one of ours, or made with other filters; both are answered
 * alike. It protects nothing: what a cursor points at is filtered again by who asks.
 */
#include "base/text.h"

#define CURSOR_CHARS 32

const char *cursor_write(int64_t last, uint64_t filters, char out[CURSOR_CHARS]);
NODISCARD enum err cursor_read(text chars, uint64_t filters, int64_t *last);
