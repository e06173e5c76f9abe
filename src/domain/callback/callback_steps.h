// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What the verbs of callback/ share: checks of an edit, the record of a step, and the answer. Used
 * inside callback/ only.
 */
#include "domain/callback/callback.h"

/* Sets answer->refused when the number may not be called for this customer; else fills e164. */
NODISCARD enum err callback_check_number(struct desk *desk, customer_id customer, text number,
                                         char *e164, struct callback_answer *answer);
bool callback_check_until(const struct desk *desk, instant until, const char *field,
                          struct callback_answer *answer);
NODISCARD enum err callback_write_edit(struct desk *desk, struct callback *cb, const char *number,
                                       instant until);
/* Tells customer and advisor; `note` is for people. */
NODISCARD enum err callback_tell(struct desk *desk, const struct callback *cb, const char *kind,
                                 text note);
/* Locks the advisor, then reads it again; refused when it is not there or over. */
NODISCARD enum err callback_lock_and_get(struct desk *desk, callback_id id, struct callback *cb,
                                         struct callback_answer *answer);
/* It left the line: whoever let it pass lets nobody pass any more. */
NODISCARD enum err callback_passes_over(struct desk *desk, const struct callback *cb);
/* Alarm and event of a fresh one, and the answer about it. `last`: its place; 0: look for it. */
NODISCARD enum err callback_born(struct desk *desk, callback_id id, int64_t last,
                                 struct callback_answer *answer);
NODISCARD enum err callback_answer_with(struct desk *desk, callback_id id,
                                        struct callback_answer *answer);
