// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/client.h"
#include "base/random.h"
#include "domain/money/money.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { REPLY_MOST = 8 << 20, URL_CHARS = 700 };

struct received {
	char *at;
	size_t length;
	char *request_id;
	size_t request_id_room;
};

enum err client_open(struct client *client, const char *base, const char *socket, const char *token)
{
	memset(client, 0, sizeof(*client));
	if (text_into(text_of(base), client->base, sizeof(client->base)) != OK ||
	    text_into(text_of(socket ? socket : ""), client->socket, sizeof(client->socket)) != OK ||
	    text_into(text_of(token ? token : ""), client->token, sizeof(client->token)) != OK)
		return ERR_LIMIT;
	client->wait_ms = 10000;
	client->curl = curl_easy_init();
	return client->curl ? OK : ERR_UNAVAILABLE;
}

void client_close(struct client *client)
{
	if (client->curl)
		curl_easy_cleanup(client->curl);
	explicit_bzero(client, sizeof(*client));
}

static size_t take_body(char *at, size_t one, size_t count, void *ctx)
{
	struct received *got = ctx;
	size_t more = one * count;
	char *grown;

	if (got->length + more > REPLY_MOST)
		return 0;
	grown = realloc(got->at, got->length + more + 1);
	must(grown != NULL);
	memcpy(grown + got->length, at, more);
	got->at = grown;
	got->length += more;
	got->at[got->length] = '\0';
	return more;
}

static size_t take_header(char *at, size_t one, size_t count, void *ctx)
{
	struct received *got = ctx;
	text line = { at, one * count }, name, value;

	if (text_cut(line, ':', &name, &value) && text_same_fold(name, TEXT_LITERAL("x-request-id")))
		text_fit(text_trim(value), got->request_id, got->request_id_room);
	return one * count;
}

static struct curl_slist *headers_for(const struct client *client, const char *method,
                                      bool has_body)
{
	struct curl_slist *list = NULL;
	char line[300];

	if (has_body)
		list = curl_slist_append(list, strcmp(method, "PATCH")
		                                   ? "Content-Type: application/json"
		                                   : "Content-Type: application/merge-patch+json");
	if (!strcmp(method, "POST")) {
		(void)snprintf(line, sizeof(line), "Idempotency-Key: \"cli-%016llx%016llx\"",
		               (unsigned long long)random_secret_u64(),
		               (unsigned long long)random_secret_u64());
		list = curl_slist_append(list, line);
	}
	if (client->token[0]) {
		(void)snprintf(line, sizeof(line), "Authorization: Bearer %s", client->token);
		list = curl_slist_append(list, line);
	}
	list = curl_slist_append(list, "Accept: application/json, application/problem+json, */*");
	explicit_bzero(line, sizeof(line));
	return list;
}

static enum err outcome(CURLcode code)
{
	if (code == CURLE_OK)
		return OK;
	return code == CURLE_OPERATION_TIMEDOUT ? ERR_TIMEOUT : ERR_UNAVAILABLE;
}

static enum err perform(struct client *client, const char *method, const char *path,
                        const char *body, struct received *got)
{
	CURL *curl = client->curl;
	struct curl_slist *headers = headers_for(client, method, body != NULL);
	char url[URL_CHARS];
	CURLcode code;

	must(snprintf(url, sizeof(url), "%s%s", client->base, path) < (int)sizeof(url));
	curl_easy_reset(curl);
	(void)curl_easy_setopt(curl, CURLOPT_URL, url);
	(void)curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
	(void)curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	(void)curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, client->wait_ms);
	(void)curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
	(void)curl_easy_setopt(curl, CURLOPT_WRITEDATA, got);
	(void)curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
	(void)curl_easy_setopt(curl, CURLOPT_HEADERDATA, got);
	(void)curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
	if (client->socket[0])
		(void)curl_easy_setopt(curl, CURLOPT_UNIX_SOCKET_PATH, client->socket);
	if (body)
		(void)curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
	else if (!strcmp(method, "POST"))
		(void)curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "");
	code = curl_easy_perform(curl);
	curl_slist_free_all(headers);
	return outcome(code);
}

enum err client_call(struct client *client, const char *method, const char *path, json_t *body,
                     struct client_reply *reply)
{
	struct received got = { .request_id = reply->request_id,
		                    .request_id_room = sizeof(reply->request_id) };
	char *bytes = body ? json_dumps(body, JSON_COMPACT) : NULL;
	enum err err;

	memset(reply, 0, sizeof(*reply));
	err = perform(client, method, path, bytes, &got);
	if (err == OK) {
		(void)curl_easy_getinfo(client->curl, CURLINFO_RESPONSE_CODE, &reply->status);
		if (got.length)
			reply->body = json_loadb(got.at, got.length, JSON_DECODE_ANY, NULL);
		if (got.length && !reply->body)
			err = ERR_MALFORMED;
	}
	if (bytes)
		explicit_bzero(bytes, strlen(bytes));
	free(bytes);
	free(got.at);
	json_decref(body);
	return err;
}

void client_reply_done(struct client_reply *reply)
{
	json_decref(reply->body);
	reply->body = NULL;
}

/* ---- commands -------------------------------------------------------------------------- */
/* A running demo leaves a link to its configuration, so that plain `ringback status` finds it. Only
 * our own counts. */
static const char *demo_config(char *out, size_t room)
{
	struct stat about;

	(void)snprintf(out, room, "/tmp/ringback-demo-%u.conf", (unsigned)geteuid());
	if (access(CONFIG_FILE, F_OK) == 0 || getenv("RINGBACK_CONFIG") || lstat(out, &about) ||
	    about.st_uid != geteuid() || access(out, R_OK))
		return NULL;
	return out;
}

int cli_client(const struct cli *cli, struct client *out)
{
	struct config *config = cli_room(sizeof(*config));
	struct config_report *report = cli_room(sizeof(*report));
	const char *url = cli_flag(cli, "url") ? cli_flag(cli, "url") : getenv("RINGBACK_URL");
	const char *token = cli_flag(cli, "token") ? cli_flag(cli, "token") : getenv("RINGBACK_TOKEN");
	const char *file = cli_flag(cli, "config");
	char socket[CONFIG_PATH_CHARS], demo[64];

	if (url)
		return client_open(out, url, NULL, token) == OK ? EXIT_DONE
		                                                : cli_fail(EXIT_USAGE, "--url is too long");
	if (config_load(file ? file : demo_config(demo, sizeof(demo)), config, report) != OK) {
		config_report_print(report, STDERR_FILENO);
		return EXIT_FAILED;
	}
	if (client_open(out, "http://localhost", config_socket(config, socket, sizeof(socket)), NULL) !=
	    OK)
		return cli_fail(EXIT_FAILED, "the socket's name '%s' is too long", socket);
	return EXIT_DONE;
}

static int exit_of(long status)
{
	switch (status) {
	case 404: return EXIT_NOT_FOUND;
	case 401:
	case 403: return EXIT_NOT_ALLOWED;
	case 409:
	case 412:
	case 428: return EXIT_CONFLICT;
	default: return EXIT_FAILED;
	}
}

int cli_problem(const struct client *client, enum err err, const struct client_reply *reply)
{
	const char *detail = json_chars_of(reply->body, "detail");

	if (err == ERR_MALFORMED)
		return cli_fail(EXIT_FAILED, "what answers at %s does not speak our API", client->base);
	if (err != OK)
		return cli_fail(
			EXIT_UNREACHABLE,
			"the daemon does not answer at %s (%s). Is it running? Try: systemctl status ringback",
			client->socket[0] ? client->socket : client->base, err_words(err));
	return cli_fail(exit_of(reply->status), "%s%s%s (%ld, request %s)",
	                json_chars_of(reply->body, "title"), detail[0] ? ": " : "", detail,
	                reply->status, reply->request_id[0] ? reply->request_id : "without id");
}

int cli_get(struct client *client, const char *path, json_t **out)
{
	struct client_reply reply;
	enum err err = client_call(client, "GET", path, NULL, &reply);
	int code = EXIT_DONE;

	if (err == OK && reply.status == 200 && reply.body)
		*out = json_incref(reply.body);
	else
		code = cli_problem(client, err, &reply);
	client_reply_done(&reply);
	return code;
}

const char *json_chars_of(const json_t *object, const char *key)
{
	const char *chars = json_string_value(json_object_get(object, key));

	return chars ? chars : "";
}

int64_t json_number_of(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

const char *json_money_of(const json_t *object, const char *key, char out[40])
{
	const json_t *money = json_object_get(object, key);

	if (!json_is_object(money))
		return "";
	return money_format(money_of(json_number_of(money, "amount"), json_chars_of(money, "currency")),
	                    out);
}
