// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Which number behaves how: patterns ('?' one character, '*' any) and their behaviours.
 *
 * What was set at run time stands before the script, the latest first; in the script the first that
 * fits counts. A number no pattern fits behaves by default. Belongs to the loop's thread. A script
 * that cannot be read is ERR_MALFORMED with a sentence that says where.
 */
#include "phones/behaviour.h"

struct habits;

struct habits *habits_open(void);
void habits_close(struct habits *habits);
/* {"numbers": [{"match": PATTERN, "behaviour": …}, …]}: replaces the script. */
NODISCARD enum err habits_read_script(struct habits *habits, const char *json, size_t length,
                                      char why[BEHAVIOUR_WHY_CHARS]);
/* Stands before the script and before what was set earlier. ERR_FULL: too many patterns. */
NODISCARD enum err habits_set(struct habits *habits, const char *pattern,
                              const struct behaviour_list *list);
/* Forgets everything set, and how often who was called; the script stays. */
void habits_reset(struct habits *habits);
/* From the next call on everybody takes an `times`-th of the time (behaviour_hastened). */
void habits_hasten(struct habits *habits, int times);
int habits_speed(const struct habits *habits); /* 1: as people are */
/* What `number` does with its next call; counts it. */
struct behaviour habits_next(struct habits *habits, const char *number);
