// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Pages and files of the web app, and the headers every page carries.
 *
 * On a loop's thread. Files and pages that need nothing from the store are answered at once; the
 * public ones with a head of their own are routes (routes/page_routes.c). False: not a page, ask
 * the API.
 */
#include <event2/http.h>

#include "adapter/http/loop.h"

NODISCARD bool pages_answer(struct loop *loop, struct evhttp_request *evrq, text path);
/* Content policy, and that a page is asked for again each time. */
void pages_headers(struct evkeyvalq *headers, const struct surface *surface);
