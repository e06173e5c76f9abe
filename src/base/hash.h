// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * 64-bit FNV-1a for tables and caches (never for secrets), and a finaliser that spreads ids over
 * lanes.
 */
#include "base/text.h"

uint64_t hash_bytes(const void *at, size_t length);
uint64_t hash_number(uint64_t n); /* splitmix64's finaliser */
