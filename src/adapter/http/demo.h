// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What a daemon does in a demo only: signing a browser in as NAME by "?as=NAME", and handing the
 * simulated handsets' control socket to the page that shows them.
 *
 * On a loop's thread; a handset's answer comes over the loop, so nothing waits. Nothing here does
 * anything unless http_config.demo is set, which the configuration refuses beside real trunks. It
 * says no with 400, 403, 404, 502 or 504 and a problem of a title only.
 */
#include <event2/http.h>

#include "adapter/http/incoming.h"
#include "adapter/http/loop.h"

/* False: not one of the demo's, ask the pages. */
NODISCARD bool demo_answer(struct loop *loop, struct evhttp_request *evrq,
                           const struct incoming *in);
