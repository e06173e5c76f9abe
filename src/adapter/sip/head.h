// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The head of a raw SIP message, cut into start line and headers, without understanding more than
 * it must.
 *
 * Pure, any thread. Everything points into the given bytes. Values may still hold the line ends of
 * folded headers: the head_ functions treat them as blanks. It says no with ERR_MALFORMED
 * (`head_trouble` has the words) and ERR_LIMIT (more headers than HEADERS_MOST).
 */
#include "base/text.h"

#define HEADERS_MOST 128

struct head_header {
	text name;
	text value; /* without blanks around */
};

struct head {
	text start_line;
	bool is_response;
	text method, uri, version; /* of a request */
	int status;                /* of a response */
	struct head_header headers[HEADERS_MOST];
	size_t count;
	text body; /* all that follows the empty line */
	const char *trouble;
};

NODISCARD enum err head_read(struct head *head, const char *bytes, size_t length);

/* `compact` is the one-letter form or 0. */
size_t head_times(const struct head *head, const char *name, char compact);
text head_value(const struct head *head, const char *name,
                char compact); /* of the first; NO_TEXT */

/* The next element of a comma-separated list; quotes and <> are respected. False: the end. */
bool head_element(text *rest, text *element);
/* Are quotes and <> balanced, and is no parameter empty? What a header with addresses must fulfil.
 */
bool head_is_balanced(text element);
bool head_is_token(text t);
/* What lies inside <> (or the whole, up to ';'); trimmed only outside the brackets. */
text head_address(text element);
/* The scheme before the first ':', NO_TEXT when there is none. */
text head_scheme(text uri);
/* Value of ";name=value" after the address; false: not there. */
bool head_param(text element, const char *name, text *value);
