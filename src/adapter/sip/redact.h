// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A SIP message as it may be kept and shown to an engineer.
 *
 * Pure, any thread. Only what is named in redact.c comes through: the start line, headers that help
 * to find a fault, and of the SDP codecs and direction. Numbers keep their first and last digits,
 * as everywhere; display names, digests, parameters of addresses and addresses of sound are left
 * out. Others' words are reduced to printable ASCII. `room` is bytes of kept words; headers beyond
 * are left out and told so. It cannot say no.
 */
#include "adapter/sip/head.h"
#include "base/json.h"

struct redact_ask {
	bool sent; /* by us */
	instant at;
	size_t room;
};

/* Writes one JSON object: at, sent, start, headers, sdp, cut. The arena is for a line at a time. */
void redact(const struct head *head, const struct redact_ask *ask, struct arena *arena,
            struct json *j);
