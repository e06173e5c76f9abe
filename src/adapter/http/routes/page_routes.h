// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The web app as this daemon was built with: its files, and its public pages as routes.
 *
 * Constant, any thread. Nothing can fail.
 */
#include "adapter/http/route.h"
#include "adapter/http/web.h"

const struct web *page_web(void);
/* demo_routes.c: begins a session of {who} and goes on to {place}; not there outside a demo. */
api_handler page_demo_entry;
/* demo_letters.c: everything that would have been mailed, as JSON; not there outside a demo. */
api_handler page_demo_letters;
