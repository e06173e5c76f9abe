// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A small HTTP client for our own API: one request at a time, JSON in and out.
 *
 * Used by the command line and by the demo, on the main thread. It goes to the local operator's
 * Unix socket, or to a URL with a bearer token. Every POST carries a fresh Idempotency-Key. It says
 * no with ERR_UNAVAILABLE (nobody answers), ERR_TIMEOUT, ERR_MALFORMED (not JSON); a refusal is a
 * reply with its status and problem body.
 */
#include "base/err.h"
#include "daemon/cli/cli.h"

#include <jansson.h>

struct client {
	void *curl;
	char base[200];   /* "http://127.0.0.1:8080" */
	char socket[120]; /* "" : by TCP */
	char token[200];  /* "" : none */
	long wait_ms;
};

struct client_reply {
	long status;
	json_t *body; /* NULL: none */
	char request_id[80];
};

/* Exits the process's curl state with client_close. */
NODISCARD enum err client_open(struct client *client, const char *base, const char *socket,
                               const char *token);
void client_close(struct client *client);

/* `body` may be NULL; its reference is taken over. Give the reply back with client_reply_done. */
NODISCARD enum err client_call(struct client *client, const char *method, const char *path,
                               json_t *body, struct client_reply *reply);
void client_reply_done(struct client_reply *reply);

/* ---- for commands: from flags, environment and configuration to a client --------------- */
int cli_client(const struct cli *cli, struct client *out);
/* GET that must give 200; otherwise says the problem on stderr and returns the exit code. */
int cli_get(struct client *client, const char *path, json_t **out);
int cli_problem(const struct client *client, enum err err, const struct client_reply *reply);

/* "" when absent; never NULL. */
const char *json_chars_of(const json_t *object, const char *key);
int64_t json_number_of(const json_t *object, const char *key);
/* "$2.40" from {"amount":240,"currency":"USD"}. */
const char *json_money_of(const json_t *object, const char *key, char out[40]);
