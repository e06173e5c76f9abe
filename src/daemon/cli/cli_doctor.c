// SPDX-License-Identifier: Apache-2.0
/* ringback doctor: can this machine run what is configured? One line a check, each with its fix. */
#include "base/arena.h"
#include "base/log.h"
#include "base/time.h"
#include "daemon/cli/client.h"
#include "daemon/parts.h"
#include "port/clock.h"
#include "port/migrate.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timex.h>
#include <unistd.h>

enum { FIX_CHARS = 240, FILES_LEAST = 4096, ANSWER_MS = 2000 };

struct doctor {
	const struct cli *cli;
	struct config *config;
	struct cli_table table;
	bool daemon_runs;
	bool well;
};

static void say(struct doctor *d, const char *check, bool ok, const char *found, const char *fix)
{
	cli_table_add(&d->table,
	              (const char *const[]){ ok ? "ok" : "MEND", check, found, ok ? "" : fix });
	d->well = d->well && ok;
}

static bool address_of(const char *host, int port, struct sockaddr_in *out)
{
	*out = (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	return inet_pton(AF_INET, strcmp(host, "localhost") ? host : "127.0.0.1", &out->sin_addr) == 1;
}

/* 0: can be bound; else errno. */
static int try_bind(const char *host, int port, int type)
{
	struct sockaddr_in at;
	int one = 1, why = 0, fd;

	if (!address_of(host, port, &at))
		return EINVAL;
	fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return errno;
	if (type == SOCK_STREAM)
		(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (bind(fd, (struct sockaddr *)&at, sizeof(at)))
		why = errno;
	(void)close(fd);
	return why;
}

static void check_port(struct doctor *d, const char *check, const char *listen, int type)
{
	const char *colon = strrchr(listen, ':');
	char host[64], fix[FIX_CHARS];
	int64_t port = 0;
	int why;

	if (!colon || text_number(text_of(colon + 1), 0, 65535, &port) != OK)
		return;
	text_fit((text){ listen, (size_t)(colon - listen) }, host, sizeof(host));
	why = try_bind(host, (int)port, type);
	if (why == EADDRINUSE && d->daemon_runs)
		why = 0;
	(void)snprintf(fix, sizeof(fix), "%s: stop whoever has it (ss -lnp | grep %lld) or set another",
	               strerror(why), (long long)port);
	say(d, check, why == 0, listen, fix);
}

static void check_ports(struct doctor *d)
{
	const struct config *k = d->config;
	char sip[80];

	(void)snprintf(sip, sizeof(sip), "%s:%lld", k->sip_address, (long long)k->sip_port);
	check_port(d, "API port", k->http_listen, SOCK_STREAM);
	if (k->http_admin_listen[0])
		check_port(d, "admin port", k->http_admin_listen, SOCK_STREAM);
	check_port(d, "SIP port (UDP)", sip, SOCK_DGRAM);
	check_port(d, "SIP port (TCP)", sip, SOCK_STREAM);
}

/* A sample of the range: first, middle, last. */
static void check_sound_ports(struct doctor *d)
{
	const struct config *k = d->config;
	int64_t at[] = { k->media_port_least, (k->media_port_least + k->media_port_most) / 2,
		             k->media_port_most };
	int64_t room = (k->media_port_most - k->media_port_least + 1) / 2;
	char found[80], fix[FIX_CHARS];
	int why = 0;

	for (size_t i = 0; i < COUNT(at) && (why == 0 || why == EADDRINUSE); i++)
		why = try_bind(k->media_address, (int)at[i], SOCK_DGRAM);
	why = why == EADDRINUSE ? 0 : why;
	(void)snprintf(found, sizeof(found), "%s:%lld-%lld, %lld phones at once", k->media_address,
	               (long long)k->media_port_least, (long long)k->media_port_most, (long long)room);
	(void)snprintf(fix, sizeof(fix), "%s: set media.address to an address of this machine",
	               strerror(why));
	say(d, "sound ports", why == 0, found, fix);
}

static void check_time(struct doctor *d)
{
	struct timex about = { 0 };
	int state = adjtimex(&about);
	bool known = state >= 0;

	say(d, "time", !known || state != TIME_ERROR,
	    !known                ? "the kernel does not say"
	    : state == TIME_ERROR ? "not synchronised"
	                          : "synchronised",
	    "run: timedatectl set-ntp true (waiting times and receipts depend on it)");
}

static void check_files(struct doctor *d)
{
	struct rlimit limit = { 0, 0 };
	char found[60];

	(void)getrlimit(RLIMIT_NOFILE, &limit);
	(void)snprintf(found, sizeof(found), "%llu open files", (unsigned long long)limit.rlim_max);
	say(d, "file limit", limit.rlim_max >= FILES_LEAST, found,
	    "set LimitNOFILE=65536 in the unit, or ulimit -n");
}

static bool in_path(const char *program)
{
	const char *path = getenv("PATH");
	text rest = text_of(path ? path : "/usr/local/bin:/usr/bin:/bin"), folder;
	char file[400];

	if (strchr(program, '/'))
		return access(program, X_OK) == 0;
	while (rest.length) {
		(void)text_cut(rest, ':', &folder, &rest);
		(void)snprintf(file, sizeof(file), "%.*s/%s", TEXT(folder), program);
		if (access(file, X_OK) == 0)
			return true;
	}
	return false;
}

static void check_speech(struct doctor *d)
{
	const char *named = d->config->speech_program;
	bool ok = named[0] ? in_path(named) : in_path("espeak-ng") || in_path("flite");

	say(d, "speech", ok, named[0] ? named : "espeak-ng or flite", "apt-get install espeak-ng");
}

static void check_store(struct doctor *d)
{
	struct arena *arena = arena_open(16384);
	struct migrate_report report = { 0 };
	struct store *store = NULL;
	char url[600], found[120] = "";
	bool absent = access(d->config->server_data_dir, F_OK) != 0;
	enum err err = absent ? OK : parts_store(d->config, false, &store);

	(void)config_store_url(d->config, url, sizeof(url));
	if (store) {
		err = migrate_look(store, arena, &report);
		(void)snprintf(found, sizeof(found), "schema %lld of %lld", (long long)report.found,
		               (long long)report.newest);
		store_close(store);
	}
	if (absent)
		say(d, "store", false, "server.data_dir does not exist",
		    "mkdir it and give it to the daemon's user");
	else
		say(d, "store", err == OK, err == OK ? found : url,
		    err == ERR_CONFIG ? report.words
		                      : "see the lines above; check path, rights and the database");
	arena_close(arena);
}

static bool trunk_address(const struct config_trunk *t, struct sockaddr_storage *out,
                          socklen_t *length)
{
	struct addrinfo hints = { .ai_family = AF_INET, .ai_socktype = SOCK_DGRAM }, *found = NULL;
	char port[8];

	(void)snprintf(port, sizeof(port), "%lld", (long long)(t->port ? t->port : 5060));
	if (getaddrinfo(t->host, port, &hints, &found))
		return false;
	memcpy(out, found->ai_addr, found->ai_addrlen);
	*length = found->ai_addrlen;
	freeaddrinfo(found);
	return true;
}

/* One OPTIONS over UDP from a port of our own: any answer at all means that somebody speaks SIP
 * there. */
static const char *ask_trunk(const struct config_trunk *t)
{
	struct sockaddr_storage to;
	struct sockaddr_in own = { .sin_family = AF_INET };
	socklen_t length, own_length = sizeof(own);
	struct pollfd wait = { .events = POLLIN };
	char bytes[900];
	int n, ready = 0;

	if (!trunk_address(t, &to, &length))
		return "its host name is not known";
	wait.fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (wait.fd >= 0 && !connect(wait.fd, (struct sockaddr *)&to, length) &&
	    !getsockname(wait.fd, (struct sockaddr *)&own, &own_length)) {
		n = snprintf(
			bytes, sizeof(bytes),
			"OPTIONS sip:%s SIP/2.0\r\nVia: SIP/2.0/UDP %s:%d;rport;branch=z9hG4bKdoctor%d\r\n"
			"Max-Forwards: 5\r\nFrom: <sip:doctor@%s>;tag=doctor\r\nTo: <sip:%s>\r\n"
			"Call-ID: doctor-%d-%lld\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n",
			t->host, inet_ntoa(own.sin_addr), ntohs(own.sin_port), (int)getpid(), t->host, t->host,
			(int)getpid(), (long long)clock_real()->utc(clock_real()->ctx).us);
		if (n > 0 && send(wait.fd, bytes, (size_t)n, 0) == n)
			ready = poll(&wait, 1, ANSWER_MS);
		if (ready > 0 && recv(wait.fd, bytes, sizeof(bytes), 0) <= 0)
			ready = 0;
	}
	if (wait.fd >= 0)
		(void)close(wait.fd);
	return ready > 0 ? NULL : "no answer within 2 s";
}

static void check_trunks(struct doctor *d)
{
	if (!d->config->trunk_count)
		say(d, "trunks", false, "none configured",
		    "no call can be placed: add sip.trunks (ringback config sample)");
	for (size_t i = 0; i < d->config->trunk_count; i++) {
		const struct config_trunk *t = &d->config->trunks[i];
		bool udp = !strcmp(t->transport, "udp");
		const char *fault = udp ? ask_trunk(t) : NULL;
		char check[60];

		(void)snprintf(check, sizeof(check), "trunk %s", t->name);
		say(d, check, !fault,
		    fault ? fault
		    : udp ? "answers OPTIONS"
		          : "not asked (only UDP is)",
		    "check host and port, the firewall, and that the provider knows our address");
	}
}

static void check_daemon(struct doctor *d)
{
	struct client client;
	struct client_reply reply;
	char socket[CONFIG_PATH_CHARS];
	enum err err = client_open(&client, "http://localhost",
	                           config_socket(d->config, socket, sizeof(socket)), NULL);

	if (err == OK) {
		client.wait_ms = ANSWER_MS;
		err = client_call(&client, "GET", "/readyz", NULL, &reply);
		d->daemon_runs = err == OK;
		say(d, "daemon", err != OK || reply.status == 200, err == OK ? "running" : "not running",
		    "it is not ready: ringback status");
		client_reply_done(&reply);
	}
	client_close(&client);
}

int cli_doctor(struct cli *cli)
{
	static const char *const HEADS[] = { "result", "check", "found", "fix" };
	struct doctor d = { .cli = cli, .config = cli_room(sizeof(struct config)), .well = true };
	int code = cli_config(cli, d.config);

	if (code != EXIT_DONE)
		return code;
	log_init(LOG_ERROR, LOG_AUTO, STDERR_FILENO);
	cli_table_init(&d.table, cli, HEADS, COUNT(HEADS));
	say(&d, "configuration", true, d.config->file[0] ? d.config->file : "no file, all defaults",
	    "");
	check_daemon(&d);
	check_ports(&d);
	check_sound_ports(&d);
	check_time(&d);
	check_files(&d);
	check_speech(&d);
	check_store(&d);
	check_trunks(&d);
	cli_table_print(&d.table, stdout);
	return d.well ? EXIT_DONE : EXIT_UNHEALTHY;
}
