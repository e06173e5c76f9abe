// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Time zones of the system's table (/usr/share/zoneinfo, TZif of RFC 8536), for business days.
 *
 * Reads a small file each time, so nothing is owned and a new table needs no restart; any thread
 * that may read a page from the cache. After the last change in the table (2037 as Debian ships it)
 * the last offset stays. It says no by ERR_NONE: there is no such zone here, or no table at all.
 */
#include "base/text.h"
#include "base/time.h"

/* How far local time is ahead of UTC at that instant; may be negative. */
NODISCARD enum err zone_offset(text zone, instant at, span *offset);
/* When the local day of `at` began. A zone that is not known here is UTC: *known says so. */
instant zone_midnight(text zone, instant at, bool *known);
