// SPDX-License-Identifier: Apache-2.0
/* Writes the refusal of a message that never reaches libre: copies what identifies it, as it came.
 */
#include "adapter/sip/guard.h"
#include "adapter/sip/head.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static PRINTF(2, 3) void add(struct guard_answer *out, const char *format, ...)
{
	size_t room = sizeof(out->bytes) - out->length;
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsnprintf(out->bytes + out->length, room, format, ap);
	va_end(ap);
	if (n > 0)
		out->length += (size_t)n < room ? (size_t)n : room - 1;
}

/* Folded lines become one; other control characters, which could split our answer, become blanks.
 */
static void add_value(struct guard_answer *out, text value)
{
	for (size_t i = 0; i < value.length && out->length + 1 < sizeof(out->bytes); i++) {
		char c = value.at[i];

		out->bytes[out->length++] = (unsigned char)c < 0x20 || c == 0x7f ? ' ' : c;
	}
}

/* The port of "SIP/2.0/UDP host:port;…"; 5060 when it names none. */
static uint16_t via_port(text via)
{
	text sent_by, parameters, host, port;
	int64_t n = 5060;

	text_cut(via, ';', &sent_by, &parameters);
	sent_by = text_trim(sent_by);
	for (size_t i = sent_by.length; i > 0; i--) {
		if (sent_by.at[i - 1] == ' ' || sent_by.at[i - 1] == '\t') {
			sent_by = (text){ sent_by.at + i, sent_by.length - i };
			break;
		}
	}
	if (sent_by.length && sent_by.at[0] == '[')
		text_cut(sent_by, ']', &host, &sent_by);
	if (text_cut(sent_by, ':', &host, &port) && text_number(port, 1, 65535, &n) != OK)
		n = 5060;
	return (uint16_t)n;
}

static void add_top_via(struct guard_answer *out, text value, const char *source,
                        uint16_t source_port)
{
	text rest = value, first, given;
	bool rport;

	head_element(&rest, &first);
	rport = head_param(first, "rport", &given) && given.length == 0;
	out->port = rport ? 0 : via_port(first);
	add(out, "Via: ");
	if (rport) { /* RFC 3581: the value goes where the empty parameter stands */
		size_t before = (size_t)(given.at - first.at);

		add_value(out, (text){ first.at, before });
		add(out, "=%u", source_port);
		first = (text){ given.at, first.length - before };
	}
	add_value(out, first);
	add(out, ";received=%s\r\n", source);
	if (rest.at) {
		add(out, "Via: ");
		add_value(out, text_trim(rest));
		add(out, "\r\n");
	}
}

static void add_copies(struct guard_answer *out, const struct head *head, const char *source,
                       uint16_t source_port)
{
	bool top = true;

	for (size_t i = 0; i < head->count; i++) {
		const struct head_header *h = &head->headers[i];

		if (!text_same_fold(h->name, text_of("Via")) && !text_same_fold(h->name, text_of("v")))
			continue;
		if (top) {
			add_top_via(out, h->value, source, source_port);
		} else {
			add(out, "Via: ");
			add_value(out, h->value);
			add(out, "\r\n");
		}
		top = false;
	}
}

static void add_one(struct guard_answer *out, const struct head *head, const char *name,
                    char compact)
{
	text value = head_value(head, name, compact);

	if (!value.at)
		return;
	add(out, "%s: ", name);
	add_value(out, value);
	add(out, "\r\n");
}

static void add_to(struct guard_answer *out, const struct head *head, const char *tag)
{
	text value = head_value(head, "To", 't');
	text ignored;

	if (!value.at)
		return;
	add(out, "To: ");
	add_value(out, value);
	if (!head_param(value, "tag", &ignored))
		add(out, ";tag=%s", tag);
	add(out, "\r\n");
}

static void add_reasons(struct guard_answer *out, const struct head *head, int status,
                        const char *tag)
{
	if (status == 401)
		add(out,
		    "WWW-Authenticate: Digest realm=\"ringback\", nonce=\"%s\", algorithm=MD5,"
		    " qop=\"auth\"\r\n",
		    tag);
	if (status == 501 || status == 405)
		add(out, "Allow: " GUARD_ALLOW "\r\n");
	if (status == 415 || status == 406)
		add(out, "Accept: application/sdp\r\n");
	if (status != 420)
		return;
	for (size_t i = 0; i < head->count; i++) {
		if (!text_same_fold(head->headers[i].name, text_of("Require")))
			continue;
		add(out, "Unsupported: ");
		add_value(out, head->headers[i].value);
		add(out, "\r\n");
	}
}

bool guard_answer(const struct guard_verdict *verdict, text message, const char *tag,
                  const char *source, uint16_t source_port, struct guard_answer *out)
{
	struct head head;
	size_t skipped = 0;
	size_t length = message.length;
	const char *bytes = message.at;

	must(verdict->say == GUARD_REFUSE);
	while (skipped < length && (bytes[skipped] == '\r' || bytes[skipped] == '\n'))
		skipped++;
	/* What was read until the trouble is enough to say which message we mean. */
	if (head_read(&head, bytes + skipped, length - skipped) != OK && head.count == 0)
		return false;
	if (head_times(&head, "Via", 'v') == 0)
		return false;
	out->length = 0;
	add(out, "SIP/2.0 %d %s\r\n", verdict->status, verdict->reason);
	add_copies(out, &head, source, source_port);
	add_one(out, &head, "From", 'f');
	add_to(out, &head, tag);
	add_one(out, &head, "Call-ID", 'i');
	add_one(out, &head, "CSeq", 0);
	add_reasons(out, &head, verdict->status, tag);
	add(out, "Content-Length: 0\r\n\r\n");
	return out->length + 1 < sizeof(out->bytes);
}
