// SPDX-License-Identifier: Apache-2.0
#include "engine/captures.h"

#include <stdlib.h>

#include "base/log.h"
#include "domain/ladder/ladder.h"

struct keeping {
	struct work work; /* first */
	struct capture *chain;
};

static enum err keep(struct desk *desk, struct work *work)
{
	const struct keeping *keeping = (const struct keeping *)work;

	for (const struct capture *c = keeping->chain; c; c = c->next)
		TRY(capture_keep(desk, c));
	return OK;
}

static void done(struct work *work, enum err outcome)
{
	struct keeping *keeping = (struct keeping *)work;

	if (outcome != OK)
		log_warn("capture.lost", KV_ID(leg, keeping->chain->leg), KV_ERR(outcome));
	while (keeping->chain) {
		struct capture *next = keeping->chain->next;

		free(keeping->chain);
		keeping->chain = next;
	}
	free(keeping);
}

void captures_write(const struct work_port *port, struct capture *chain)
{
	struct keeping *keeping = calloc(1, sizeof(*keeping));

	must(keeping && chain);
	*keeping = (struct keeping){ .work = { .run = keep, .done = done }, .chain = chain };
	keeping->work.lane_key = (uint64_t)chain->leg;
	if (!port->write(port->ctx, &keeping->work))
		done(&keeping->work, ERR_FULL);
}
