// SPDX-License-Identifier: Apache-2.0
/* Start line, headers, body; and replies that copy what RFC 3261 says must be copied. */
#include "phones/message.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Joins folded lines by blanks and finds the end of the headers; 0: there is none. */
static size_t unfold(char *at, size_t length)
{
	for (size_t i = 0; i + 1 < length; i++) {
		if (at[i] != '\n')
			continue;
		bool empty =
			at[i + 1] == '\n' || (at[i + 1] == '\r' && i + 2 < length && at[i + 2] == '\n');

		if (empty)
			return i + (at[i + 1] == '\n' ? 2 : 3);
		if (is_blank(at[i + 1])) {
			at[i] = ' ';
			if (i > 0 && at[i - 1] == '\r')
				at[i - 1] = ' ';
		}
	}
	return 0;
}

static text next_line(text *rest)
{
	text line;

	(void)text_cut(*rest, '\n', &line, rest);
	return text_trim(line);
}

static enum err read_start(text line, struct message *m)
{
	text first, second, third, rest;

	if (!text_cut(line, ' ', &first, &rest))
		return ERR_MALFORMED;
	rest = text_trim(rest);
	if (text_starts(first, "SIP/")) {
		int64_t code = 0;

		(void)text_cut(rest, ' ', &second, &third);
		TRY(text_number(second, 100, 699, &code));
		m->code = (unsigned)code;
		return OK;
	}
	m->is_request = true;
	m->method = first;
	if (!text_cut(rest, ' ', &m->uri, &third) || m->method.length == 0 || m->uri.length == 0)
		return ERR_MALFORMED;
	return text_same_fold(text_trim(third), TEXT_LITERAL("SIP/2.0")) ? OK : ERR_MALFORMED;
}

/* The value of parameter `name` after the address part; empty when it is not there. */
static text parameter(text value, const char *name)
{
	size_t length = strlen(name);
	bool quoted = false;

	for (size_t i = 0; i < value.length; i++) {
		char c = value.at[i];

		if (c == '\\' && quoted) {
			i++;
			continue;
		}
		if (c == '"')
			quoted = !quoted;
		if (!quoted && c == '<') {
			const char *end = memchr(value.at + i, '>', value.length - i);

			if (!end)
				return NO_TEXT;
			i = (size_t)(end - value.at);
		}
		if (quoted || c != ';')
			continue;
		text rest = { value.at + i + 1, value.length - i - 1 }, one, key, found;

		(void)text_cut(rest, ';', &one, &rest);
		(void)text_cut(one, ',', &one, &rest);
		if (text_cut(one, '=', &key, &found) && text_trim(key).length == length &&
		    strncasecmp(text_trim(key).at, name, length) == 0)
			return text_trim(found);
	}
	return NO_TEXT;
}

static enum err read_cseq(text value, struct message *m)
{
	text number, method;
	int64_t n = 0;

	(void)text_cut(value, ' ', &number, &method);
	TRY(text_number(number, 0, UINT32_MAX, &n));
	m->cseq = (uint32_t)n;
	method = text_trim(method);
	if (method.length == 0 || (m->is_request && !text_same(method, m->method)))
		return ERR_MALFORMED;
	m->method = method;
	return OK;
}

enum header_kind {
	VIA,
	FROM,
	TO,
	CALL_ID,
	CSEQ,
	CONTACT,
	RECORD_ROUTE,
	EXPIRES,
	CONTENT_LENGTH,
	OTHER
};

static enum header_kind header_kind(text name)
{
	static const struct {
		const char *name, *brief;
		enum header_kind kind;
	} KNOWN[] = {
		{ "Via", "v", VIA },
		{ "From", "f", FROM },
		{ "To", "t", TO },
		{ "Call-ID", "i", CALL_ID },
		{ "CSeq", "cseq", CSEQ },
		{ "Contact", "m", CONTACT },
		{ "Expires", "expires", EXPIRES },
		{ "Record-Route", "record-route", RECORD_ROUTE },
		{ "Content-Length", "l", CONTENT_LENGTH },
	};

	for (size_t i = 0; i < COUNT(KNOWN); i++)
		if (text_same_fold(name, text_of(KNOWN[i].name)) ||
		    text_same_fold(name, text_of(KNOWN[i].brief)))
			return KNOWN[i].kind;
	return OTHER;
}

static enum err once(text *field, text value)
{
	if (field->at)
		return ERR_MALFORMED;
	*field = value;
	return OK;
}

static enum err read_header(text name, text value, struct message *m)
{
	switch (header_kind(name)) {
	case VIA:
		if (m->via_count == MESSAGE_VIAS)
			return ERR_LIMIT;
		m->vias[m->via_count++] = value;
		return OK;
	case RECORD_ROUTE:
		if (m->route_count == MESSAGE_ROUTES)
			return ERR_LIMIT;
		m->routes[m->route_count++] = value;
		return OK;
	case FROM: return once(&m->from, value);
	case TO: return once(&m->to, value);
	case CALL_ID: return once(&m->call_id, value);
	case CSEQ: return read_cseq(value, m);
	case CONTACT:
		if (!m->contact.at)
			m->contact = value;
		return OK;
	case EXPIRES: return text_number(value, 0, INT32_MAX, &m->expires);
	case CONTENT_LENGTH: {
		int64_t length = 0;

		TRY(text_number(value, 0, MESSAGE_MOST_BYTES, &length));
		if ((size_t)length > m->body.length)
			return ERR_MALFORMED;
		m->body.length = (size_t)length;
		return OK;
	}
	case OTHER: break;
	}
	return OK;
}

enum err message_read(char *datagram, size_t length, struct message *out)
{
	struct message m = { .expires = -1 };
	size_t skip = 0;

	while (skip < length && (datagram[skip] == '\r' || datagram[skip] == '\n'))
		skip++;
	size_t head = unfold(datagram + skip, length - skip);

	if (head == 0)
		return ERR_MALFORMED;
	text rest = { datagram + skip, head };

	m.body = (text){ datagram + skip + head, length - skip - head };
	TRY(read_start(next_line(&rest), &m));
	for (text line = next_line(&rest); line.length > 0; line = next_line(&rest)) {
		text name, value;

		if (!text_cut(line, ':', &name, &value))
			return ERR_MALFORMED;
		TRY(read_header(text_trim(name), text_trim(value), &m));
	}
	if (m.via_count == 0 || !m.from.at || !m.to.at || !m.call_id.length || !m.method.length)
		return ERR_MALFORMED;
	m.from_tag = parameter(m.from, "tag");
	m.to_tag = parameter(m.to, "tag");
	m.branch = parameter(m.vias[0], "branch");
	*out = m;
	return OK;
}

text message_uri(text address)
{
	const char *open = address.length ? memchr(address.at, '<', address.length) : NULL;
	text uri = address, rest;

	if (open) {
		uri = (text){ open + 1, address.length - (size_t)(open + 1 - address.at) };
		(void)text_cut(uri, '>', &uri, &rest);
	} else {
		(void)text_cut(uri, ';', &uri, &rest);
	}
	return text_trim(uri);
}

text message_user(text address)
{
	text uri = message_uri(address), scheme, user, host;

	if (!text_cut(uri, ':', &scheme, &uri) || !text_cut(uri, '@', &user, &host))
		return NO_TEXT;
	(void)text_cut(user, ';', &user, &host);
	(void)text_cut(user, ':', &user, &host);
	return user;
}

text message_display(text address)
{
	const char *open = address.length ? memchr(address.at, '<', address.length) : NULL;

	if (!open)
		return NO_TEXT;
	text name = text_trim((text){ address.at, (size_t)(open - address.at) });

	if (name.length >= 2 && name.at[0] == '"' && name.at[name.length - 1] == '"')
		name = (text){ name.at + 1, name.length - 2 };
	return name;
}

void message_add(struct message_out *out, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	int n = vsnprintf(out->at + out->length, out->room - out->length, format, list);
	va_end(list);
	must(n >= 0);
	if ((size_t)n >= out->room - out->length)
		out->full = true;
	else
		out->length += (size_t)n;
}

enum err message_finish(struct message_out *out, const char *type, const char *body)
{
	if (body)
		message_add(out, "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n%s", type, strlen(body),
		            body);
	else
		message_add(out, "Content-Length: 0\r\n\r\n");
	return out->full ? ERR_LIMIT : OK;
}

static const char *usual_words(unsigned code)
{
	static const struct {
		unsigned code;
		const char *words;
	} WORDS[] = { { 100, "Trying" },
		          { 180, "Ringing" },
		          { 183, "Session Progress" },
		          { 200, "OK" },
		          { 404, "Not Found" },
		          { 480, "Temporarily Unavailable" },
		          { 405, "Method Not Allowed" },
		          { 481, "No Such Call" },
		          { 486, "Busy Here" },
		          { 487, "Request Terminated" },
		          { 488, "Not Acceptable Here" },
		          { 503, "Service Unavailable" },
		          { 603, "Decline" } };

	for (size_t i = 0; i < COUNT(WORDS); i++)
		if (WORDS[i].code == code)
			return WORDS[i].words;
	return "Because";
}

/* The first Via gets what RFC 3581 asks for: where the request really came from. */
static void add_first_via(struct message_out *out, text via, const struct message_reply *reply)
{
	text first, others;
	bool more = text_cut(via, ',', &first, &others);
	char *rport = first.length ? memmem(first.at, first.length, ";rport", 6) : NULL;
	size_t after = rport ? (size_t)(rport - first.at) + 6 : 0;
	bool asks = rport && (after == first.length || first.at[after] != '=');

	if (asks)
		message_add(out, "Via: %.*s=%u;received=%s%.*s", (int)after, first.at, reply->source_port,
		            reply->source_address, (int)(first.length - after), first.at + after);
	else
		message_add(out, "Via: %.*s", TEXT(first));
	if (more)
		message_add(out, ",%.*s", TEXT(others));
	message_add(out, "\r\n");
}

enum err message_write_reply(struct message_out *out, const struct message *request,
                             const struct message_reply *reply)
{
	must(request->is_request && reply->code >= 100 && reply->code < 700);
	message_add(out, "SIP/2.0 %u %s\r\n", reply->code,
	            reply->reason ? reply->reason : usual_words(reply->code));
	for (size_t i = 0; i < request->via_count; i++) {
		if (i == 0)
			add_first_via(out, request->vias[0], reply);
		else
			message_add(out, "Via: %.*s\r\n", TEXT(request->vias[i]));
	}
	for (size_t i = 0; reply->code < 300 && i < request->route_count; i++)
		message_add(out, "Record-Route: %.*s\r\n", TEXT(request->routes[i]));
	message_add(out, "From: %.*s\r\nTo: %.*s", TEXT(request->from), TEXT(request->to));
	if (reply->to_tag && reply->to_tag[0] && request->to_tag.length == 0)
		message_add(out, ";tag=%s", reply->to_tag);
	message_add(out, "\r\nCall-ID: %.*s\r\nCSeq: %u %.*s\r\n", TEXT(request->call_id),
	            request->cseq, TEXT(request->method));
	if (reply->contact)
		message_add(out, "Contact: %s\r\n", reply->contact);
	if (reply->extra)
		message_add(out, "%s", reply->extra);
	return message_finish(out, "application/sdp", reply->sdp);
}
