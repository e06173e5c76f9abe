// SPDX-License-Identifier: Apache-2.0
#include "adapter/sip/guard.h"

#include "adapter/sip/head.h"

#include <string.h>

#define PASS ((struct guard_verdict){ .say = GUARD_PASS })

static struct guard_verdict refuse(int status, const char *reason, const char *why)
{
	return (struct guard_verdict){
		.say = GUARD_REFUSE, .status = status, .reason = reason, .why = why
	};
}

static struct guard_verdict bad(const char *why)
{
	return refuse(400, "Bad Request", why);
}

static struct guard_verdict drop(const char *why)
{
	return (struct guard_verdict){ .say = GUARD_DROP, .why = why };
}

static bool passes(const struct guard_verdict *v)
{
	return v->say == GUARD_PASS;
}

/* Known to RFC 3261 and its children, so 405 or 401 rather than 501. */
static bool is_known_method(text method)
{
	static const char *const KNOWN[] = { "INVITE",    "ACK",      "CANCEL",  "BYE",    "OPTIONS",
		                                 "INFO",      "REGISTER", "UPDATE",  "PRACK",  "REFER",
		                                 "SUBSCRIBE", "NOTIFY",   "MESSAGE", "PUBLISH" };

	for (size_t i = 0; i < COUNT(KNOWN); i++)
		if (text_is(method, KNOWN[i]))
			return true;
	return false;
}

/* An address of To, From or Contact: one we could write into another message without harm. */
static const char *address_trouble(text element, bool any_scheme)
{
	text address = head_address(element);
	text scheme = head_scheme(address);
	bool in_brackets = element.length && address.length &&
	                   address.at != element.at; /* a bare one begins the element */

	if (!head_is_balanced(element))
		return "an address is not balanced";
	if (address.length == 0)
		return "an address is empty";
	for (size_t i = 0; i < address.length; i++)
		if (strchr(" \t\r\n", address.at[i]))
			return "blanks inside an address";
	if (!in_brackets && memchr(address.at, '?', address.length))
		return "a bare address with headers";
	if (!head_is_token(scheme))
		return "an address without a scheme";
	if (!any_scheme && !text_same_fold(scheme, text_of("sip")) &&
	    !text_same_fold(scheme, text_of("sips")) && !text_same_fold(scheme, text_of("tel")))
		return "an address of an unknown scheme";
	return NULL;
}

/* A display name that is not quoted may hold tokens and blanks only. */
static bool is_name_sound(text element)
{
	text address = head_address(element);
	text name;

	if (address.length == 0 || address.at == element.at)
		return true;
	name = (text){ element.at, (size_t)(address.at - element.at - 1) };
	name = text_trim(name);
	if (name.length == 0 || name.at[0] == '"')
		return true;
	for (size_t i = 0; i < name.length; i++)
		if (!strchr(" \t\r\n", name.at[i]) && !head_is_token((text){ name.at + i, 1 }) &&
		    (unsigned char)name.at[i] < 0x80)
			return false;
	return true;
}

static struct guard_verdict judge_addresses(const struct head *head)
{
	static const struct {
		const char *name;
		char compact;
	} SINGLE[] = { { "To", 't' }, { "From", 'f' } };
	text rest, element;
	const char *why;

	for (size_t i = 0; i < COUNT(SINGLE); i++) {
		text value = head_value(head, SINGLE[i].name, SINGLE[i].compact);

		why = address_trouble(value, false);
		if (why || !is_name_sound(value))
			return bad(why ? why : "a name that must be quoted");
	}
	for (size_t i = 0; i < head->count; i++) {
		if (!text_same_fold(head->headers[i].name, text_of("Contact")) &&
		    !text_same_fold(head->headers[i].name, text_of("m")))
			continue;
		rest = head->headers[i].value;
		if (text_is(rest, "*"))
			continue;
		while (head_element(&rest, &element)) {
			why = address_trouble(element, true);
			if (why)
				return bad(why);
		}
	}
	return PASS;
}

static struct guard_verdict judge_vias(const struct head *head)
{
	text rest, element;

	for (size_t i = 0; i < head->count; i++) {
		if (!text_same_fold(head->headers[i].name, text_of("Via")) &&
		    !text_same_fold(head->headers[i].name, text_of("v")))
			continue;
		rest = head->headers[i].value;
		while (head_element(&rest, &element))
			if (!head_is_balanced(element))
				return bad("a Via is malformed");
	}
	return PASS;
}

static struct guard_verdict judge_counts(const struct head *head)
{
	static const struct {
		const char *name;
		char compact;
	} ONCE[] = { { "To", 't' }, { "From", 'f' }, { "Call-ID", 'i' }, { "CSeq", 0 } };
	static const struct {
		const char *name;
		char compact;
	} AT_MOST_ONCE[] = { { "Max-Forwards", 0 },
		                 { "Content-Length", 'l' },
		                 { "Content-Type", 'c' } };

	for (size_t i = 0; i < COUNT(ONCE); i++)
		if (head_times(head, ONCE[i].name, ONCE[i].compact) != 1)
			return bad("a header that must be there once is not");
	for (size_t i = 0; i < COUNT(AT_MOST_ONCE); i++)
		if (head_times(head, AT_MOST_ONCE[i].name, AT_MOST_ONCE[i].compact) > 1)
			return bad("a header comes more than once");
	if (head_times(head, "Via", 'v') == 0)
		return bad("no Via");
	if (head_value(head, "Call-ID", 'i').length == 0)
		return bad("an empty Call-ID");
	return PASS;
}

static struct guard_verdict judge_cseq(const struct head *head)
{
	text value = head_value(head, "CSeq", 0);
	text number = value, method;
	int64_t n;
	size_t digits = 0;

	while (digits < value.length && value.at[digits] >= '0' && value.at[digits] <= '9')
		digits++;
	number.length = digits;
	method = text_trim((text){ value.at + digits, value.length - digits });
	if (text_number(number, 0, INT32_MAX, &n) != OK || !head_is_token(method))
		return bad("an impossible CSeq");
	if (!head->is_response && !text_same(method, head->method))
		return is_known_method(head->method) ? bad("CSeq names another method")
		                                     : refuse(501, "Not Implemented", "unknown method");
	return PASS;
}

static struct guard_verdict judge_numbers(const struct head *head, bool stream, size_t *body)
{
	text hops = head_value(head, "Max-Forwards", 0);
	text length = head_value(head, "Content-Length", 'l');
	int64_t n;

	*body = head->body.length;
	if (hops.at && text_number(hops, 0, 255, &n) != OK)
		return bad("an impossible Max-Forwards");
	if (!length.at)
		return stream ? bad("no Content-Length on a stream") : PASS;
	if (text_number(length, 0, INT32_MAX, &n) != OK)
		return bad("an impossible Content-Length");
	if ((size_t)n > head->body.length)
		return bad("less body than Content-Length says");
	*body = (size_t)n;
	return PASS;
}

static bool accepts_sdp(const struct head *head)
{
	text element;

	if (head_times(head, "Accept", 0) == 0)
		return true;
	for (size_t i = 0; i < head->count; i++) {
		text rest = head->headers[i].value;

		if (!text_same_fold(head->headers[i].name, text_of("Accept")))
			continue;
		while (head_element(&rest, &element)) {
			text type, parameters;

			text_cut(element, ';', &type, &parameters);
			type = text_trim(type);
			if (text_same_fold(type, text_of("application/sdp")) ||
			    text_same_fold(type, text_of("application/*")) || text_is(type, "*/*"))
				return true;
		}
	}
	return false;
}

/* Well formed, but asks for what we do not do. */
static struct guard_verdict judge_wishes(const struct head *head, size_t body)
{
	text scheme = head_scheme(head->uri);
	text type, parameters;

	if (!is_known_method(head->method))
		return refuse(501, "Not Implemented", "unknown method");
	if (!text_same_fold(scheme, text_of("sip")) && !text_same_fold(scheme, text_of("sips")))
		return refuse(416, "Unsupported URI Scheme", "unknown scheme");
	if (text_is(head->method, "ACK") || text_is(head->method, "CANCEL"))
		return PASS;
	if (head_times(head, "Require", 0) > 0)
		return refuse(420, "Bad Extension", "requires an extension");
	if (!text_is(head->method, "INVITE"))
		return PASS;
	text_cut(head_value(head, "Content-Type", 'c'), ';', &type, &parameters);
	if (body > 0 && !text_same_fold(text_trim(type), text_of("application/sdp")))
		return refuse(415, "Unsupported Media Type", "an INVITE without SDP in its body");
	if (!accepts_sdp(head))
		return refuse(406, "Not Acceptable", "does not accept SDP");
	return PASS;
}

static struct guard_verdict judge_request(const struct head *head, bool stream, size_t *body)
{
	struct guard_verdict v;

	if (!text_same_fold(head->version, text_of("SIP/2.0")))
		return refuse(505, "Version Not Supported", "another version of SIP");
	v = judge_counts(head);
	if (passes(&v))
		v = judge_vias(head);
	if (passes(&v))
		v = judge_addresses(head);
	if (passes(&v))
		v = judge_cseq(head);
	if (passes(&v))
		v = judge_numbers(head, stream, body);
	if (passes(&v))
		v = judge_wishes(head, *body);
	return v;
}

static struct guard_verdict judge_response(const struct head *head, bool stream, size_t *body)
{
	struct guard_verdict v = judge_counts(head);

	if (passes(&v))
		v = judge_cseq(head);
	if (passes(&v))
		v = judge_numbers(head, stream, body);
	return passes(&v) ? v : drop(v.why);
}

/* Nobody answers an ACK, and a message without any Via cannot be answered. */
static bool is_answerable(const struct head *head)
{
	return !head->is_response && !text_is(head->method, "ACK") && head_times(head, "Via", 'v') > 0;
}

struct guard_verdict guard_judge(const char *bytes, size_t length, bool stream)
{
	struct head head;
	struct guard_verdict v;
	size_t skipped = 0, body = 0;

	must(bytes != NULL);
	while (skipped < length && (bytes[skipped] == '\r' || bytes[skipped] == '\n'))
		skipped++;
	if (length - skipped < 4)
		return drop("too short");
	if ((unsigned char)bytes[skipped] < 0x20 || (unsigned char)bytes[skipped] >= 0x7f)
		return drop("not SIP");
	if (head_read(&head, bytes + skipped, length - skipped) != OK)
		v = head.is_response || head.start_line.at == NULL ? drop(head.trouble) : bad(head.trouble);
	else
		v = head.is_response ? judge_response(&head, stream, &body)
		                     : judge_request(&head, stream, &body);
	if (v.say == GUARD_REFUSE && !is_answerable(&head))
		v = drop(v.why);
	if (passes(&v))
		v.length = (size_t)(head.body.at - bytes) + body;
	return v;
}
