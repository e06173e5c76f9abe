// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What the surface itself asks of a body, beside the accessors of request.h. Same thread as the
 * request.
 */
#include "adapter/http/request.h"

/*
 * The `customer` or `advisor` the body (or else the query) names; 0: none, or the operation knows
 * no such field.
 */
int64_t body_customer(const struct request *rq);
int64_t body_advisor(const struct request *rq);
/* Gives the body back; passwords in it are overwritten first. */
void body_free(struct request *rq);
