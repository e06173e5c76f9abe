// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * "Did you mean …?": which of some known words a mistyped one comes nearest to.
 *
 * Pure; any thread. Distance counts inserted, lost, changed and swapped letters. It says no with
 * NULL when nothing is near enough to be helpful.
 */
#include <stddef.h>

/* Letters of difference; words longer than 63 letters are as far as can be. */
size_t nearest_distance(const char *a, const char *b);
const char *nearest_word(const char *word, const char *const *known, size_t count);
