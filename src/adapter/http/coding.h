// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Which form of a file a client may be sent (RFC 9110, 12.5.3), and whether it has it already.
 *
 * Pure, any thread. Weights count: what is weighted 0 is never sent, "*" stands for what is not
 * named. Of equal weights the smaller form wins, which is the later one here.
 */
#include "base/text.h"

enum coding { CODING_PLAIN, CODING_GZIP, CODING_BROTLI, CODING_COUNT };
extern const char *const CODING_WORDS[]; /* "identity", "gzip", "br", NULL */

/* `forms`: a bit 1 << coding for each that there is; plain is always there. NO_TEXT: plain. */
enum coding coding_best(text accept_encoding, unsigned forms);
/* Is this quoted tag one of If-None-Match? Weak ones count, "*" is any. */
bool coding_has_tag(text if_none_match, text tag);
