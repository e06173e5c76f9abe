// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Tries of somebody who is signed in: passwords asked again, and codes of a second factor.
 *
 * Counted in the store as wrong passwords at sign-in are, under a name of their own, so that a
 * session in wrong hands does not open more doors. Runs on a lane.
 */
#include "adapter/http/reply.h"
#include "adapter/http/request.h"

/* *done: there were too many, and it was answered 429 with Retry-After. */
NODISCARD enum err tries_look(struct desk *desk, const struct request *rq, struct reply *reply,
                              bool *done);
/* Counts one and answers it, or that it was one too many. */
NODISCARD enum err tries_wrong(struct desk *desk, const struct request *rq, struct reply *reply,
                               const char *field, const char *detail);
NODISCARD enum err tries_clear(struct desk *desk, const struct request *rq);
/* One more sign-up from the client's address. *done: it was one too many, and answered so. */
NODISCARD enum err tries_sign_up(struct desk *desk, const struct request *rq, struct reply *reply,
                                 bool *done);
NODISCARD enum err reply_locked(struct desk *desk, struct reply *reply, instant until);
