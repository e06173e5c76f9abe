// SPDX-License-Identifier: Apache-2.0
#pragma once
/* What the files of this folder share and nobody else needs: form of texts, and the way a change is
 * told. */
#include "domain/listing/listing.h"

const char *listing_title_fault(text title);
const char *listing_price_fault(int64_t price_minor);
const char *listing_extension_fault(text extension);
const char *category_slug_fault(text slug);
/* Small letters and digits of a title with '-' between; may be empty. */
text category_slug_of(struct arena *arena, text title);
