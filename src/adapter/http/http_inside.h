// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What the parts of a server share. Constant after http_open but for the feeder (loop 0's) and the
 * atomic words.
 */
#include "adapter/http/feeder.h"
#include "adapter/http/loop.h"

#define LOOPS_MOST 32

struct http {
	struct http_config config;
	struct surface surface;
	struct patterns *patterns;
	struct loop *loops[LOOPS_MOST];
	int port, admin_port;
	bool has_socket; /* the file at socket_path is ours */
	struct ssl_ctx_st *tls;
	struct feeder *feeder;
	_Atomic int streams, visitor_streams;
	_Atomic bool nudged;
};
