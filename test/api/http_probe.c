// SPDX-License-Identifier: Apache-2.0
/*
 * A small server for the tests of the surface: the real adapter/http before toy operations
 * (probe.yaml), a lane and a reader of its own over SQLite. Prints the port, serves until its
 * standard input ends.
 *
 *     http_probe [--slow-ms N] [--calls N] … (read_options lists them)
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapter/crypt/crypt.h"
#include "adapter/http/http.h"
#include "adapter/http/problem.h"
#include "adapter/sqlite/sqlite.h"
#include "api_tables.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/mailbox.h"
#include "domain/event/event.h"

/* ---- people: whoever has a well-formed token is who its prefix says -------------------- */
static char hashes[4][CRYPT_HASH_CHARS]; /* as make_people names them */

static enum err by_session(struct desk *desk, const char *token_hash, struct principal *who)
{
	const bool is_operator = strcmp(token_hash, hashes[3]) == 0;

	(void)desk;
	if (!is_operator && strcmp(token_hash, hashes[0]) != 0)
		return ERR_NONE;
	who->account = is_operator ? 98 : 11;
	who->roles = is_operator ? ROLE_OPERATOR : ROLE_CUSTOMER;
	who->part = is_operator ? PART_OWNER : PART_NONE;
	who->touch_due = true;
	return OK;
}

static enum err by_key(struct desk *desk, const char *token_hash, struct principal *who)
{
	(void)desk;
	if (strcmp(token_hash, hashes[1]) != 0 && strcmp(token_hash, hashes[2]) != 0)
		return ERR_NONE;
	who->account = 99;
	who->roles = ROLE_OPERATOR;
	who->part = PART_OWNER;
	who->read_only = strcmp(token_hash, hashes[2]) == 0;
	return OK;
}

static char ada_password[CRYPT_PASSWORD_CHARS];

static enum err password(struct desk *desk, text login, int64_t account, struct password_look *out)
{
	(void)desk;
	(void)account;
	if (text_is(login, "ada"))
		*out = (struct password_look){ 11, text_of(ada_password) };
	return OK;
}

static _Atomic int touches;

static enum err touch(struct desk *desk, const char *token_hash)
{
	(void)desk;
	(void)token_hash;
	touches++;
	return OK;
}

static const struct api_people PEOPLE = { by_session, by_key, password, touch };

/* ---- toy operations -------------------------------------------------------------------- */
static int64_t made;
static long slow_ms;

enum err api_list_things(struct desk *desk, const struct request *rq, struct reply *reply)
{
	int64_t from = rq->cursor ? rq->cursor - 1 : 60, n = from;
	struct json *j = reply_list(reply);

	(void)desk;
	for (; n > 0 && from - n < rq->limit; n--)
		json_number(j, n);
	return reply_list_end(reply, n > 0 ? n + 1 : 0);
}

/* Enough for a few of them to fill what the kernel keeps for a connection. */
static text long_data(struct arena *arena)
{
	struct text_buf data;

	text_buf_init(&data, arena);
	text_buf_chars(&data, "{\"a\":\"");
	for (int i = 0; i < 1000; i++)
		text_buf_print(&data, "%0100d", i);
	text_buf_chars(&data, "\"}");
	return text_buf_text(&data);
}

enum err api_make_thing(struct desk *desk, const struct request *rq, struct reply *reply)
{
	char id[ID_CHARS];

	if (text_is(body_text(rq, "title"), "poor"))
		return reply_refused(reply, REFUSED_BALANCE, NULL, NULL);
	if (text_is(body_text(rq, "title"), "foreign"))
		return reply_refused(reply, REFUSED_NOT_FOUND, "#/listing", NULL);
	made++;
	text data = TEXT_LITERAL("{\"a\":1}");

	if (text_is(body_text(rq, "title"), "long"))
		data = long_data(rq->arena);
	TRY(event_write(desk, &(struct event_ask){ .kind = "thing.made",
	                                           .subject_kind = ID_OF_callback,
	                                           .subject = made,
	                                           .customer = { rq->acting_customer },
	                                           .data = data }));
	struct json *j = reply_json(reply, 201);

	json_object(j);
	json_put_number(j, "number", made);
	json_put_text(j, "title", body_text(rq, "title"));
	json_put_number(j, "customer", rq->acting_customer);
	json_put_bool(j, "has_phone", body_has(rq, "phone"));
	json_put_bool(j, "phone_is_null", body_is_null(rq, "phone"));
	json_end(j);
	reply_location(reply, "/v1/things", ID_OF_callback, made);
	(void)id;
	return OK;
}

enum err api_see_thing(struct desk *desk, const struct request *rq, struct reply *reply)
{
	(void)desk;
	if (path_id(rq, "thing") == 404)
		return reply_refused(reply, REFUSED_NOT_FOUND, NULL, NULL);
	struct json *j = reply_json(reply, 200);

	json_object(j);
	json_put_id(j, "id", ID_OF_callback, path_id(rq, "thing"));
	json_put_number(j, "touches", touches);
	json_end(j);
	reply_etag(reply, 3);
	return OK;
}

enum err api_edit_thing(struct desk *desk, const struct request *rq, struct reply *reply)
{
	(void)desk;
	if (!request_version_fits(rq, 3))
		return reply_refused(reply, REFUSED_STALE, NULL, NULL);
	json_object(reply_json(reply, 200));
	json_end(&reply->json);
	return OK;
}

enum err api_drop_thing(struct desk *desk, const struct request *rq, struct reply *reply)
{
	(void)desk;
	(void)rq;
	return reply_nothing(reply);
}

enum err api_latest_thing(struct desk *desk, const struct request *rq, struct reply *reply)
{
	(void)desk;
	(void)rq;
	struct json *j = reply_json(reply, 200);

	if (slow_ms)
		usleep((useconds_t)slow_ms * 1000);
	json_object(j);
	json_put_chars(j, "title", "the latest thing");
	json_end(j);
	return OK;
}

enum err api_break_thing(struct desk *desk, const struct request *rq, struct reply *reply)
{
	(void)desk;
	(void)rq;
	(void)reply;
	return ERR_STORE;
}

enum err api_sign_in(struct desk *desk, const struct request *rq, struct reply *reply)
{
	(void)desk;
	if (!rq->password.matched)
		return reply_refused(reply, REFUSED_BAD_SIGN_IN, NULL, NULL);
	reply_session(reply, TEXT_LITERAL("token"), SECONDS(60));
	json_object(reply_json(reply, 200));
	json_end(&reply->json);
	return OK;
}

/* ---- a lane and a reader --------------------------------------------------------------- */
struct worker {
	pthread_t thread;
	struct mailbox *box;
	struct store *store;
	bool reads;
	struct http *_Atomic http; /* set when the first requests may be here already */
};

static struct worker lane, reader, slow;

static bool post(void *ctx, struct work *work)
{
	(void)ctx;
	return mailbox_put(lane.box, &work);
}

static bool post_read(void *ctx, struct work *work)
{
	(void)ctx;
	return mailbox_put(reader.box, &work);
}

static bool post_slow(void *ctx, struct chore *chore)
{
	(void)ctx;
	return mailbox_put(slow.box, &chore);
}

static void handle(struct worker *w, struct arena *arena, struct rules *rules, struct ids *ids,
                   struct work *work)
{
	struct tx tx;
	struct desk desk;
	enum err err = tx_begin(w->store, arena, &tx);

	must(err == OK);
	desk_init(&desk, &tx, rules, ids);
	desk.now = clock_real()->utc(clock_real()->ctx);
	err = work->run(&desk, work);
	if (err == OK)
		err = tx_commit(&tx);
	else
		tx_rollback(&tx);
	bool nudge = desk.wrote_event && err == OK;

	work->done(work, err);
	struct http *http = w->http;

	if (nudge && http)
		http_events_nudge(http);
	arena_empty(arena);
}

static void *work_on(void *arg)
{
	struct worker *w = arg;
	struct arena *arena = arena_open(65536);
	struct ids ids = { .maker = 1 };
	struct rules rules;
	struct work *work;

	rules_default(&rules);
	while (!mailbox_is_stopped(w->box) || mailbox_count(w->box)) {
		if (mailbox_take(w->box, &work, 1) == 1)
			handle(w, arena, &rules, &ids, work);
		else
			mailbox_wait(w->box, MILLISECONDS(200));
	}
	arena_close(arena);
	return NULL;
}

static void *work_slowly(void *arg)
{
	struct worker *w = arg;
	struct chore *chore;

	while (!mailbox_is_stopped(w->box) || mailbox_count(w->box)) {
		if (mailbox_take(w->box, &chore, 1) == 1)
			chore->run(chore);
		else
			mailbox_wait(w->box, MILLISECONDS(200));
	}
	return NULL;
}

static void start(struct worker *w, const char *url, void *(*live)(void *))
{
	const struct store_config config = { .url = url, .read_only = w->reads };

	w->box = mailbox_open(sizeof(void *), 4096, 0);
	must(w->box);
	if (url)
		must(SQLITE_DRIVER.open(&config, &w->store) == OK);
	must(pthread_create(&w->thread, NULL, live, w) == 0);
}

static void stop(struct worker *w)
{
	mailbox_stop(w->box);
	mailbox_nudge(w->box);
	pthread_join(w->thread, NULL);
	if (w->store)
		store_close(w->store);
	mailbox_close(w->box);
}

static const char SCHEMA[] = "CREATE TABLE event (id INTEGER PRIMARY KEY, number INTEGER UNIQUE, "
							 "at INTEGER NOT NULL, kind TEXT NOT NULL,"
							 " subject TEXT NOT NULL, advisor_id INTEGER, customer_id INTEGER, "
							 "public INTEGER NOT NULL DEFAULT 0,"
							 " data TEXT NOT NULL);"
							 "CREATE TABLE idempotency (principal TEXT NOT NULL, key TEXT NOT "
							 "NULL, fingerprint TEXT NOT NULL,"
							 " status INTEGER NOT NULL, headers TEXT NOT NULL, body TEXT NOT NULL, "
							 "created_at INTEGER NOT NULL,"
							 " PRIMARY KEY (principal, key));";

static void make_database(const char *url)
{
	const struct store_config config = { .url = url };
	struct arena *arena = arena_open(4096);
	struct store *store;
	struct tx tx;

	must(SQLITE_DRIVER.open(&config, &store) == OK);
	must(tx_begin(store, arena, &tx) == OK);
	must(store->ops->script(store, SCHEMA) == OK);
	must(tx_commit(&tx) == OK);
	store_close(store);
	arena_close(arena);
}

static void make_people(void)
{
	static const char *const NAMES[] = { "session", "key", "reading_key", "desk_session", "ended" };
	static const char *const PREFIXES[] = { "rb_sess_", "rb_live_", "rb_test_", "rb_sess_",
		                                    "rb_sess_" };
	char token[CRYPT_TOKEN_CHARS];

	must(crypt_init() == OK);
	for (size_t i = 0; i < COUNT(NAMES); i++) {
		crypt_token_make(PREFIXES[i], token);
		printf("%s %s\n", NAMES[i], token);
		if (i < COUNT(hashes))
			crypt_hash(text_of(token), hashes[i]);
	}
	must(crypt_password_hash(TEXT_LITERAL("right"), ada_password) == OK);
}

static size_t checks(void *ctx, struct http_check *out, size_t most)
{
	(void)ctx;
	must(most >= 1);
	out[0] = (struct http_check){ "store", true, NEVER, NULL };
	return 1;
}

static void read_options(int count, char **args, struct http_config *config)
{
	for (int i = 1; i + 1 < count; i += 2) {
		long n = strtol(args[i + 1], NULL, 10);

		if (strcmp(args[i], "--slow-ms") == 0)
			slow_ms = n;
		else if (strcmp(args[i], "--calls") == 0)
			config->calls_per_address = config->calls_per_principal = (int)n;
		else if (strcmp(args[i], "--loops") == 0)
			config->loops = (int)n;
		else if (strcmp(args[i], "--request-ms") == 0)
			config->request_time = MILLISECONDS(n);
		else if (strcmp(args[i], "--connections") == 0)
			config->connections_per_address = (int)n;
		else if (strcmp(args[i], "--behind") == 0)
			config->stream_behind_most = (size_t)n;
		else if (strcmp(args[i], "--in-flight") == 0)
			config->in_flight_most = (int)n;
		else if (strcmp(args[i], "--heartbeat-ms") == 0)
			config->heartbeat = MILLISECONDS(n);
		else if (strcmp(args[i], "--socket") == 0)
			config->socket_path = args[i + 1];
		else if (strcmp(args[i], "--tls") == 0)
			config->tls_certificate = config->tls_key = args[i + 1];
	}
}

int main(int count, char **args)
{
	static const struct api API = { .patterns = API_PATTERNS,
		                            .openapi = { "{}", 2 },
		                            .people = &PEOPLE };
	struct api api = API;
	struct http_config config;
	struct http *http;
	char folder[] = "/tmp/http_probe.XXXXXX", url[128], byte;

	api.routes = API_ROUTES;
	api.route_count = API_ROUTE_COUNT;
	log_init(LOG_WARN, LOG_TEXT, 2);
	signal(SIGPIPE, SIG_IGN);
	setvbuf(stdout, NULL, _IOLBF, 0);
	must(mkdtemp(folder));
	snprintf(url, sizeof(url), "sqlite:%s/probe.db", folder);
	make_people();
	make_database(url);
	reader.reads = true;
	http_config_default(&config);
	config.listen = "127.0.0.1:0";
	config.admin_listen = "127.0.0.1:0";
	config.api = &api;
	config.work = (struct work_port){ .write = post, .read = post_read, .slow = post_slow };
	config.checks = checks;
	config.calls_per_address = config.calls_per_principal = 0;
	read_options(count, args, &config);
	start(&lane, url, work_on);
	start(&reader, url, work_on);
	start(&slow, NULL, work_slowly);
	must(http_open(&config, &http) == OK);
	lane.http = http;
	printf("admin %d\nport %d\n", http_admin_port(lane.http), http_port(lane.http));
	while (read(0, &byte, 1) > 0)
		;
	http_close(lane.http);
	stop(&slow);
	stop(&reader);
	stop(&lane);
	printf("closed\n");
	return 0;
}
