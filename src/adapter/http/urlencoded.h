// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What a form without scripts sends, application/x-www-form-urlencoded, read as the JSON object its
 * fields are.
 *
 * Pure, on a web loop; results live in the given arena, the object is the caller's (body_free). A
 * field that was left empty was not sent; one that the form calls an integer becomes one. It says
 * no with NULL or false: a broken escape, no UTF-8, a name given twice.
 */
#include "adapter/http/route.h"

NODISCARD bool percent_decode(struct arena *arena, text raw, bool plus_is_blank, text *out);
struct json_t *urlencoded_read(text bytes, const struct form *form, struct arena *arena);
