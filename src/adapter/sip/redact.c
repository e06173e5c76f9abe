// SPDX-License-Identifier: Apache-2.0
#include "adapter/sip/redact.h"

#include <string.h>

#define NUMBER_DIGITS 5 /* a user of so many digits is somebody's number */
#define RUN_DIGITS 7    /* so is such a run in a sentence */
#define DIGITS_MOST 40  /* of one number; more are not looked at */
#define SDP_LINES_MOST 24

struct page {
	struct json *j;
	struct text_buf line;
	size_t room;
	bool cut;
};

enum writing { AS_WORDS, AS_ID, AS_ADDRESS, AS_PEER, AS_VIA };

static const struct {
	const char *name;
	char compact;
	enum writing as;
} KEPT[] = {
	{ "Via", 'v', AS_VIA },
	{ "From", 'f', AS_PEER },
	{ "To", 't', AS_PEER },
	{ "Contact", 'm', AS_ADDRESS },
	{ "Call-ID", 'i', AS_ID },
	{ "CSeq", 0, AS_WORDS },
	{ "Max-Forwards", 0, AS_WORDS },
	{ "Expires", 0, AS_WORDS },
	{ "Reason", 0, AS_WORDS },
	{ "Warning", 0, AS_WORDS },
	{ "Retry-After", 0, AS_WORDS },
	{ "Allow", 0, AS_WORDS },
	{ "Require", 0, AS_WORDS },
	{ "Supported", 'k', AS_WORDS },
	{ "Unsupported", 0, AS_WORDS },
	{ "Session-Expires", 'x', AS_WORDS },
	{ "User-Agent", 0, AS_WORDS },
	{ "Server", 0, AS_WORDS },
	{ "Content-Type", 'c', AS_WORDS },
	{ "Content-Length", 'l', AS_WORDS },
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static text from(text t, size_t at)
{
	must(at <= t.length);
	return (text){ t.at + at, t.length - at };
}

static void put_char(struct page *page, char c)
{
	char clean = (unsigned char)c < 0x20 ? ' ' : (unsigned char)c >= 0x7f ? '?' : c;

	text_buf_add(&page->line, (text){ &clean, 1 });
}

static void put_plain(struct page *page, text t)
{
	for (size_t i = 0; i < t.length; i++)
		put_char(page, t.at[i]);
}

/* The first and last digits, as number_mask does for numbers with '+'. */
static void put_digits(struct page *page, const char *digits, size_t count)
{
	size_t head = count > 8 ? 4 : 1, tail = count > 8 ? 4 : 2;

	text_buf_print(&page->line, "%.*s***%.*s", (int)head, digits, (int)tail, digits + count - tail);
}

/* A run of digits, also with up to two separators between; `length` is all it covers. */
static size_t gather(text t, const char *separators, char digits[DIGITS_MOST], size_t *length)
{
	size_t count = 0, at = 0;

	*length = 0;
	for (; at < t.length; at++) {
		if (is_digit(t.at[at])) {
			if (count < DIGITS_MOST)
				digits[count++] = t.at[at];
			*length = at + 1;
		} else if (!strchr(separators, t.at[at]) || at - *length >= 2) {
			break;
		}
	}
	return count;
}

/* Whatever is long enough to be a number is masked, wherever it stands. */
static void put_masked(struct page *page, text t, const char *separators)
{
	char digits[DIGITS_MOST];

	for (size_t at = 0, length; at < t.length; at += length) {
		size_t count = is_digit(t.at[at]) ? gather(from(t, at), separators, digits, &length) : 0;

		if (count >= RUN_DIGITS) {
			put_digits(page, digits, count);
		} else {
			length = 1;
			put_char(page, t.at[at]);
		}
	}
}

static void put_words(struct page *page, text t)
{
	put_masked(page, t, " -./()");
}

/* An address of four numbers, or a tag, looks like a telephone number only without separators. */
static void put_host(struct page *page, text host)
{
	put_masked(page, host, "");
}

static void put_user(struct page *page, text user)
{
	char digits[DIGITS_MOST];
	size_t count = 0;

	for (size_t i = 0; i < user.length; i++)
		if (is_digit(user.at[i]) && count < DIGITS_MOST)
			digits[count++] = user.at[i];
	if (memchr(user.at, '%', user.length)) {
		text_buf_chars(&page->line, "***");
		return;
	}
	if (count < NUMBER_DIGITS) {
		put_plain(page, user);
		return;
	}
	if (user.at[0] == '+')
		put_char(page, '+');
	put_digits(page, digits, count);
}

static text until_any(text t, const char *marks)
{
	for (size_t i = 0; i < t.length; i++)
		if (t.at[i] && strchr(marks, t.at[i]))
			return (text){ t.at, i };
	return t;
}

/* Scheme, masked user, host and port: passwords, parameters and headers are left out. */
static void put_uri(struct page *page, text uri)
{
	text scheme, rest, user, host;

	if (!text_cut(uri, ':', &scheme, &rest) || !head_is_token(scheme)) {
		text_buf_chars(&page->line, "***");
		return;
	}
	put_words(page, scheme);
	put_char(page, ':');
	if (!text_cut(rest, '@', &user, &host)) {
		host = rest;
		user = text_same_fold(scheme, text_of("tel")) ? rest : NO_TEXT;
	}
	if (user.at)
		put_user(page, until_any(user, ":;?"));
	if (user.at == rest.at && host.at == rest.at)
		return;
	if (user.at)
		put_char(page, '@');
	put_host(page, until_any(host, ";?>"));
}

static void put_address(struct page *page, text element, bool tag)
{
	text value;

	put_char(page, '<');
	put_uri(page, head_address(element));
	put_char(page, '>');
	if (tag && head_param(element, "tag", &value)) {
		text_buf_chars(&page->line, ";tag=");
		put_host(page, value);
	}
}

static void put_via(struct page *page, text value)
{
	static const char *const PARAMETERS[] = { "received", "rport" };
	text rest = value, first, kept;

	if (!head_element(&rest, &first))
		return;
	put_host(page, text_trim(until_any(first, ";")));
	for (size_t i = 0; i < COUNT(PARAMETERS); i++)
		if (head_param(first, PARAMETERS[i], &kept)) {
			text_buf_print(&page->line, ";%s=", PARAMETERS[i]);
			put_host(page, kept);
		}
}

static void end_line(struct page *page)
{
	text line = text_buf_text(&page->line);

	if (line.length > page->room)
		page->cut = true;
	else
		json_text(page->j, line);
	page->room -= line.length > page->room ? 0 : line.length;
	page->line.length = 0;
}

static void put_start(struct page *page, const struct head *head)
{
	text line;

	if (head->is_response) {
		put_words(page, head->start_line);
	} else {
		put_words(page, head->method);
		put_char(page, ' ');
		put_uri(page, head->uri);
		put_char(page, ' ');
		put_words(page, head->version);
	}
	line = text_buf_text(&page->line);
	if (line.length > page->room)
		line.length = page->room;
	page->room -= line.length;
	json_put_text(page->j, "start", line);
	page->line.length = 0;
}

static void put_header(struct page *page, size_t which, text value)
{
	text_buf_print(&page->line, "%s: ", KEPT[which].name);
	switch (KEPT[which].as) {
	case AS_WORDS: put_words(page, value); break;
	case AS_ID: put_plain(page, value); break;
	case AS_ADDRESS: put_address(page, value, false); break;
	case AS_PEER: put_address(page, value, true); break;
	case AS_VIA: put_via(page, value); break;
	}
	end_line(page);
}

static void put_headers(struct page *page, const struct head *head)
{
	json_key(page->j, "headers");
	json_array(page->j);
	for (size_t i = 0; i < COUNT(KEPT); i++)
		if (head_times(head, KEPT[i].name, KEPT[i].compact))
			put_header(page, i, head_value(head, KEPT[i].name, KEPT[i].compact));
	json_end(page->j);
}

/* "m=audio 20000 RTP/AVP 0 8": the port is an address too, but 0 means refused. */
static void put_media(struct page *page, text line)
{
	text kind, port, rest;

	text_cut(line, ' ', &kind, &rest);
	text_cut(rest, ' ', &port, &rest);
	put_words(page, kind);
	put_words(page, text_is(port, "0") ? TEXT_LITERAL(" refused ") : TEXT_LITERAL(" "));
	put_words(page, rest);
	end_line(page);
}

static void put_sdp(struct page *page, text body)
{
	static const char *const KEPT_LINES[] = { "a=rtpmap:",  "a=ptime:",   "a=sendrecv",
		                                      "a=sendonly", "a=recvonly", "a=inactive" };
	unsigned lines = 0;
	text line;

	json_key(page->j, "sdp");
	json_array(page->j);
	while (body.length && lines < SDP_LINES_MOST) {
		text_cut(body, '\n', &line, &body);
		line = text_trim(line);
		if (text_starts(line, "m=")) {
			put_media(page, line);
			lines++;
		}
		for (size_t i = 0; i < COUNT(KEPT_LINES); i++)
			if (text_starts(line, KEPT_LINES[i])) {
				put_words(page, line);
				end_line(page);
				lines++;
			}
	}
	json_end(page->j);
}

static bool has_sdp(const struct head *head)
{
	text type, parameters;

	text_cut(head_value(head, "Content-Type", 'c'), ';', &type, &parameters);
	return text_same_fold(text_trim(type), text_of("application/sdp"));
}

void redact(const struct head *head, const struct redact_ask *ask, struct arena *arena,
            struct json *j)
{
	struct page page = { .j = j, .room = ask->room };

	text_buf_init(&page.line, arena);
	json_object(j);
	json_put_instant(j, "at", ask->at);
	json_put_bool(j, "sent", ask->sent);
	put_start(&page, head);
	put_headers(&page, head);
	put_sdp(&page, has_sdp(head) ? head->body : NO_TEXT);
	json_put_bool(j, "cut", page.cut);
	json_end(j);
}
