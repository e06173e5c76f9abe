// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A look at a raw SIP message before libre, which drops what it cannot decode without a word
 * (SETTLED 28).
 *
 * Pure, any thread. A verdict is either pass (libre may have it), drop (say nothing), or a status
 * with which the message is refused at once, without state; guard_answer writes that refusal. Only
 * form is judged: who may call whom is decided after libre. The rules are those of RFC 3261, tried
 * with the messages of RFC 4475.
 */
#include "base/text.h"

enum guard_say { GUARD_PASS, GUARD_DROP, GUARD_REFUSE };

struct guard_verdict {
	enum guard_say say;
	int status;         /* of GUARD_REFUSE */
	const char *reason; /* the status's phrase */
	const char *why;    /* for the log */
	size_t length; /* of GUARD_PASS: bytes of the message itself; what follows in the datagram is
	                  ignored */
};

/* `stream`: from TCP or TLS, where the length decides where a message ends. */
struct guard_verdict guard_judge(const char *bytes, size_t length, bool stream);

struct guard_answer {
	char bytes[4096];
	size_t length;
	uint16_t port; /* to the sender's address at this port; 0: the port it came from (rport) */
};

/* False: there is no Via to answer to. `tag` is put into To; `source`: "received" for the Via. */
bool guard_answer(const struct guard_verdict *verdict, text message, const char *tag,
                  const char *source, uint16_t source_port, struct guard_answer *out);

/* The methods we know; others are 501. Sent as Allow. */
#define GUARD_ALLOW "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO"
