// SPDX-License-Identifier: Apache-2.0
#pragma once
/* What the pages without scripts need of signed links; route's {token}. On a reader or lane. */
#include "adapter/http/request.h"
#include "domain/callback/callback.h"

/* The callback it opens to the asker; *opened false: forged, over, taken back, or another's. */
NODISCARD enum err link_callback(struct desk *desk, const struct request *rq, struct callback *cb,
                                 bool *opened);
