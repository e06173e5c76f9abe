// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * SIP messages as a handset needs them: read just far enough to answer, written from what was read.
 *
 * A read message points into the datagram, which message_read changes in place (folded lines are
 * joined). Values only, any thread. What cannot be read is ERR_MALFORMED; whoever sent it gets no
 * answer from us. The grammar is read generously: we are a phone for tests, not the guard of a
 * network.
 */
#include "base/text.h"

#define MESSAGE_VIAS 16
#define MESSAGE_ROUTES 16
#define MESSAGE_MOST_BYTES 65535

struct message {
	bool is_request;
	text method; /* also of a response: from its CSeq */
	text uri;
	unsigned code;
	text vias[MESSAGE_VIAS];
	size_t via_count;
	text routes[MESSAGE_ROUTES]; /* Record-Route, as received */
	size_t route_count;
	text from, to, call_id, contact, body;
	text from_tag, to_tag, branch;
	uint32_t cseq;
	int64_t expires; /* seconds; -1: not said */
};

NODISCARD enum err message_read(char *datagram, size_t length, struct message *out);
/* The user part of a URI or name-addr, "+14155550132"; empty when there is none. */
text message_user(text address);
/* The display name of a name-addr without its quotes. */
text message_display(text address);
/* The bare URI inside a name-addr. */
text message_uri(text address);

/* The buffers hold a datagram; ERR_LIMIT when it does not fit. */
struct message_out {
	char *at;
	size_t length, room;
	bool full;
};

void message_add(struct message_out *out, const char *format, ...) PRINTF(2, 3);
/* Adds the body with its length and says whether all fitted. */
NODISCARD enum err message_finish(struct message_out *out, const char *type, const char *body);

struct message_reply {
	unsigned code;
	const char *reason;  /* NULL: the usual words */
	const char *to_tag;  /* "" or NULL: none is added */
	const char *contact; /* NULL: none */
	const char *extra;   /* whole header lines, or NULL */
	const char *sdp;     /* or NULL */
	const char *source_address;
	uint16_t source_port;
};

NODISCARD enum err message_write_reply(struct message_out *out, const struct message *request,
                                       const struct message_reply *reply);
