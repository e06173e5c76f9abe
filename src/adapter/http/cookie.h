// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Reading and writing the session's cookie, and reading the page's own about its colours. Pure, any
 * thread; lives are spans.
 */
#include "base/text.h"
#include "base/time.h"

#define COOKIE_NAME_SECURE "__Host-ringback"
#define COOKIE_NAME_PLAIN "ringback" /* plain http on loopback: browsers refuse __Host- there */

/* The value of the first cookie of that name; NO_TEXT: none. */
text cookie_find(text header, const char *name);
/* "light" or "dark" as somebody chose on this device; NULL: as the device is. */
const char *cookie_theme(text header);
/* What Set-Cookie says; an empty token ends the cookie. */
text cookie_write(struct arena *arena, bool secure, const char *token, span life);
