// SPDX-License-Identifier: Apache-2.0
#include "adapter/sip/head.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static text trim(text t)
{
	while (t.length && is_blank(t.at[0])) {
		t.at++;
		t.length--;
	}
	while (t.length && is_blank(t.at[t.length - 1]))
		t.length--;
	return t;
}

static text part(text t, size_t from, size_t to)
{
	must(from <= to && to <= t.length);
	return (text){ t.at + from, to - from };
}

bool head_is_token(text t)
{
	static const char OTHERS[] = "-.!%*_+`'~";

	for (size_t i = 0; i < t.length; i++) {
		char c = t.at[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

		if (!plain && (c == 0 || !strchr(OTHERS, c)))
			return false;
	}
	return t.length > 0;
}

/* Cuts one line off, without its end; false: no line end in sight. */
static bool cut_line(text *rest, text *line)
{
	const char *end = rest->length ? memchr(rest->at, '\n', rest->length) : NULL;
	size_t length;

	if (!end)
		return false;
	length = (size_t)(end - rest->at);
	*line = part(*rest, 0, length && rest->at[length - 1] == '\r' ? length - 1 : length);
	*rest = part(*rest, length + 1, rest->length);
	return true;
}

static enum err trouble(struct head *head, const char *words)
{
	head->trouble = words;
	return ERR_MALFORMED;
}

static enum err read_status(struct head *head, text line)
{
	text version, rest, code;
	int64_t status;

	head->is_response = true;
	text_cut(line, ' ', &version, &rest);
	text_cut(rest, ' ', &code, &rest);
	if (!text_same_fold(version, text_of("SIP/2.0")))
		return trouble(head, "unknown version in a response");
	if (code.length != 3 || text_number(code, 100, 699, &status) != OK)
		return trouble(head, "impossible status");
	head->status = (int)status;
	return OK;
}

static enum err read_start(struct head *head, text line)
{
	text rest;

	head->start_line = line;
	if (line.length > 4 && text_same_fold(part(line, 0, 4), text_of("SIP/")))
		return read_status(head, line);
	text_cut(line, ' ', &head->method, &rest);
	if (!head_is_token(head->method))
		return trouble(head, "the method is no token");
	text_cut(rest, ' ', &head->uri, &head->version);
	if (head->uri.length == 0 || head->version.length == 0)
		return trouble(head, "the request line lacks a part");
	if (memchr(head->uri.at, '<', head->uri.length) || memchr(head->uri.at, '>', head->uri.length))
		return trouble(head, "the request URI is in brackets");
	if (memchr(head->version.at, ' ', head->version.length))
		return trouble(head, "blanks in the request line");
	return OK;
}

/* The header's first line, then its folded ones. */
static enum err read_header(struct head *head, text line, text *rest)
{
	struct head_header *header;
	text name, value, more;

	if (head->count == HEADERS_MOST) {
		head->trouble = "too many headers";
		return ERR_LIMIT;
	}
	if (!text_cut(line, ':', &name, &value))
		return trouble(head, "a header without a colon");
	while (name.length && (name.at[name.length - 1] == ' ' || name.at[name.length - 1] == '\t'))
		name.length--;
	if (!head_is_token(name))
		return trouble(head, "a header's name is no token");
	while (rest->length && (rest->at[0] == ' ' || rest->at[0] == '\t')) {
		if (!cut_line(rest, &more))
			return trouble(head, "the head does not end");
		value.length = (size_t)(more.at + more.length - value.at);
	}
	header = &head->headers[head->count++];
	header->name = name;
	header->value = trim(value);
	return OK;
}

enum err head_read(struct head *head, const char *bytes, size_t length)
{
	text rest = { bytes, length };
	text line;
	enum err started;

	must(bytes != NULL);
	head->count = 0;
	head->is_response = false;
	head->status = 0;
	head->trouble = "";
	head->start_line = NO_TEXT;
	head->method = head->uri = head->version = head->body = NO_TEXT;
	if (!cut_line(&rest, &line))
		return trouble(head, "no start line");
	started = read_start(head, line); /* the headers are wanted even then, for the answer */
	for (;;) {
		if (!cut_line(&rest, &line))
			return trouble(head, "the head does not end");
		if (line.length == 0)
			break;
		TRY(read_header(head, line, &rest));
	}
	head->body = rest;
	return started;
}

static bool is_named(const struct head_header *header, const char *name, char compact)
{
	if (text_same_fold(header->name, text_of(name)))
		return true;
	return compact && header->name.length == 1 && (header->name.at[0] | 0x20) == compact;
}

size_t head_times(const struct head *head, const char *name, char compact)
{
	size_t times = 0;

	for (size_t i = 0; i < head->count; i++)
		times += is_named(&head->headers[i], name, compact);
	return times;
}

text head_value(const struct head *head, const char *name, char compact)
{
	for (size_t i = 0; i < head->count; i++)
		if (is_named(&head->headers[i], name, compact))
			return head->headers[i].value;
	return NO_TEXT;
}

/* Walks over quoted text and brackets; stops at `mark` outside of them. Returns the length if it
 * never comes. */
static size_t find_outside(text t, char mark, bool *balanced)
{
	bool quoted = false;
	bool bracket = false;

	for (size_t i = 0; i < t.length; i++) {
		char c = t.at[i];

		if (quoted) {
			if (c == '\\')
				i++;
			else if (c == '"')
				quoted = false;
		} else if (c == '"') {
			quoted = true;
		} else if (c == '<' || c == '>') {
			if (bracket == (c == '<'))
				break;
			bracket = !bracket;
		} else if (c == mark && !bracket) {
			if (balanced)
				*balanced = true;
			return i;
		}
		if (i + 1 >= t.length && balanced)
			*balanced = !quoted && !bracket;
	}
	return t.length;
}

bool head_element(text *rest, text *element)
{
	size_t comma;

	if (rest->at == NULL)
		return false;
	comma = find_outside(*rest, ',', NULL);
	*element = trim(part(*rest, 0, comma));
	*rest = comma < rest->length ? part(*rest, comma + 1, rest->length) : NO_TEXT;
	return true;
}

bool head_is_balanced(text element)
{
	text rest = element;

	if (element.length == 0)
		return false;
	while (rest.at) {
		bool balanced = false;
		size_t end = find_outside(rest, ';', &balanced);
		text piece = trim(part(rest, 0, end));

		if (!balanced || piece.length == 0)
			return false;
		rest = end < rest.length ? part(rest, end + 1, rest.length) : NO_TEXT;
		if (rest.at && rest.length == 0)
			return false;
	}
	return true;
}

text head_address(text element)
{
	size_t open = 0;
	bool quoted = false;

	for (; open < element.length; open++) {
		char c = element.at[open];

		if (quoted && c == '\\')
			open++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && c == '<')
			break;
	}
	if (open < element.length) {
		text inside = part(element, open + 1, element.length);
		const char *close = memchr(inside.at, '>', inside.length);

		return close ? part(inside, 0, (size_t)(close - inside.at)) : NO_TEXT;
	}
	return trim(part(element, 0, find_outside(element, ';', NULL)));
}

text head_scheme(text uri)
{
	text scheme, rest;

	return text_cut(uri, ':', &scheme, &rest) ? scheme : NO_TEXT;
}

bool head_param(text element, const char *name, text *value)
{
	size_t at = find_outside(element, ';', NULL);

	while (at < element.length) {
		text rest = part(element, at + 1, element.length);
		size_t end = find_outside(rest, ';', NULL);
		text key, val;

		text_cut(part(rest, 0, end), '=', &key, &val);
		if (text_same_fold(trim(key), text_of(name))) {
			*value = trim(val);
			return true;
		}
		at += 1 + end;
	}
	return false;
}
