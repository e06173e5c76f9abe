// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Wrong tries, counted in the store: at sign-in, and of somebody who is signed in when a password
 * is asked again or a code of a second factor.
 *
 * Sign-in counts by login and address, so that nobody shuts somebody else out from afar, and by
 * login alone with a wider limit; for logins nobody has too, so that nobody learns which there are.
 * Who is signed in counts under a name of its own, so that a session in wrong hands does not open
 * more doors. Runs on a lane.
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
/* Of the body's login. *done: it is locked, and was answered 429 with Retry-After. */
NODISCARD enum err tries_sign_in_look(struct desk *desk, const struct request *rq,
                                      struct reply *reply, bool *done);
/* Counts one and answers `why`, or that it was one too many. */
NODISCARD enum err tries_sign_in_wrong(struct desk *desk, const struct request *rq,
                                       struct reply *reply, enum refusal why);
NODISCARD enum err tries_sign_in_clear(struct desk *desk, const struct request *rq);
/* One more sign-up from the client's address. *done: it was one too many, and answered so. */
NODISCARD enum err tries_sign_up(struct desk *desk, const struct request *rq, struct reply *reply,
                                 bool *done);
NODISCARD enum err reply_locked(struct desk *desk, struct reply *reply, instant until);
