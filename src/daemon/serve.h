// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * `ringback serve`: the parts opened in order, the signals, and the way out.
 *
 * Main thread. Order: configuration, store and its schema, speech, engine, telephone, healing of
 * what a former process left, HTTP, READY. SIGHUP reads the configuration again; SIGTERM or SIGINT
 * drains, a second one stops at once.
 */
#include "adapter/crypt/seal.h"
#include "adapter/http/status.h"
#include "daemon/cli/cli.h"
#include "daemon/gauges.h"
#include "daemon/health.h"
#include "daemon/parts.h"

/* A reload costs about a kilobyte until the end: a lane may be in the middle of the old rules. */
struct kept_rules {
	struct rules rules;
	struct kept_rules *before;
};

struct server {
	struct config config;
	const char *config_file;
	struct kept_rules *rules; /* what the engine reads, and all that it may still be reading */
	char store_url[600];
	struct parts_folders folders;
	struct number_book *numbers;
	struct speech *speech;
	struct engine *engine;
	struct phone *phone;
	struct phone_port phone_port, orders; /* the phone's own, and the door to it that lanes use */
	_Atomic bool takes_orders;
	_Atomic int visitors;        /* lanes that are inside http or the phone at this moment */
	_Atomic(struct http *) http; /* lanes nudge it as soon as it is there */
	char http_socket[CONFIG_PATH_CHARS], http_proxies[1024]; /* http keeps pointers to them */
	struct health health;
	struct gauges gauges;
	struct status_source status;
	struct seal seal;
	struct api api;
	instant started_at;
};

/* Everything up, or nothing: on failure what was opened is closed again, and the log says why. */
NODISCARD enum err server_open(struct server *server);
void server_close(struct server *server);
/* A copy that lives until server_close. */
const struct rules *server_keep_rules(struct server *server, const struct rules *rules);
