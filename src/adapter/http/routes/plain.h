// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Arranging a call and watching one's place in a browser that runs no scripts (UX 2.1): forms that
 * are posted to the address of the page, and pages that ask again by themselves.
 *
 * Runs on a lane or reader inside the request's transaction. Whoever may not see a thing sees a
 * page where nothing is. A no is a page with the words of the problem and a way back.
 */
#include "adapter/http/problem.h"
#include "adapter/http/route.h"
#include "domain/listing/listing.h"

/* ---- plain_arrange.c ------------------------------------------------------------------- */
/* What stands on the page of a listing's form: the form, a sign-in, or where the asker waits. */
NODISCARD enum err plain_form(struct desk *desk, const struct request *rq,
                              const struct listing *listing, text *body);
api_handler plain_arrange, plain_sign_in;

/* ---- plain_line.c ---------------------------------------------------------------------- */
api_handler plain_line, plain_extend, plain_leave;
api_handler plain_linked, plain_linked_extend, plain_linked_leave;

/* A problem as a page; route.h's `tells`. */
void plain_problem(struct reply *reply, const struct problem_told *told);

/* Bodies of the forms; the names are those of the API's handlers that read them. */
extern const struct form PLAIN_ARRANGE, PLAIN_SIGN_IN, PLAIN_EXTEND, PLAIN_LEAVE;
