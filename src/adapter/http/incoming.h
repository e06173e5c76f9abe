// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A request as it came from the wire, before anything was believed.
 *
 * Points into the loop's buffers and is good only while the loop looks at it. NO_TEXT: the header
 * was not sent.
 */
#include "base/text.h"

struct incoming {
	text method, path, query; /* path and query still percent-encoded, query without '?' */
	text host, origin, fetch_site, authorization, cookie, content_type, accept;
	text asked_by; /* "page": nobody was at it lately, it asks by itself */
	text idempotency_key, if_match, request_id, forwarded_for, forwarded_proto, last_event_id;
	text body;
	text peer;      /* address of the other end, "" on the Unix socket */
	bool by_socket; /* and the kernel says it is root or we ourselves */
	bool tls;
};
