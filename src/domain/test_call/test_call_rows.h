// SPDX-License-Identifier: Apache-2.0
#pragma once
/* Rows of test calls and their steps, shared by the files of this folder only. */
#include "domain/test_call/test_call.h"

extern const struct column TEST_CALL_COLUMNS[];

enum test_call_event { TEST_CALL_ON_RINGING, TEST_CALL_ON_ANSWERED, TEST_CALL_ON_ENDED };

/* Takes the step and records it with cause, code and packets; *taken false: late. */
NODISCARD enum err test_call_step(struct desk *desk, struct test_call *call,
                                  enum test_call_event on, bool *taken);
/* What operators' pages are told: "test_call.ringing", … */
NODISCARD enum err test_call_tell(struct desk *desk, const struct test_call *call,
                                  const char *kind);
