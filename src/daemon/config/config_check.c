// SPDX-License-Identifier: Apache-2.0
/* What no single row can see: how options fit together, and whether secrets are kept. */
#include "daemon/config/config.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct checking {
	const struct config *config;
	struct config_report *report;
};

static int line_of(const struct config *config, const char *path)
{
	size_t count;
	const struct option *all = config_options(&count);
	const struct option *o = config_option(path);

	must(o != NULL && o >= all && o < all + count);
	return config->lines[o - all];
}

#define WRONG(c, path, ...) \
	config_fault((c)->report, (c)->config->file, line_of((c)->config, (path)), __VA_ARGS__)
#define WRONG_TRUNK(c, trunk, ...) \
	config_fault((c)->report, (c)->config->file, (trunk)->line, __VA_ARGS__)

/* The host part of "udp:[::1]:5060", "127.0.0.1:8080", "localhost". */
static text host_part(const char *address)
{
	text rest = text_of(address), head, tail;
	size_t colons = 0;

	if (text_starts(rest, "udp:") || text_starts(rest, "tcp:") || text_starts(rest, "tls:"))
		rest = (text){ rest.at + 4, rest.length - 4 };
	if (rest.length && rest.at[0] == '[') {
		(void)text_cut((text){ rest.at + 1, rest.length - 1 }, ']', &head, &tail);
		return head;
	}
	for (size_t i = 0; i < rest.length; i++)
		colons += rest.at[i] == ':';
	if (colons == 1)
		(void)text_cut(rest, ':', &head, &tail);
	return colons == 1 ? head : rest;
}

bool config_is_loopback(const char *address)
{
	text host = host_part(address);

	return text_is(host, "localhost") || text_is(host, "::1") || text_starts(host, "127.");
}

static bool has_port(const char *address)
{
	const char *colon = strrchr(address, ':');
	int64_t port;

	return colon && colon != address && text_number(text_of(colon + 1), 0, 65535, &port) == OK;
}

static void check_http(struct checking *c)
{
	const struct config *k = c->config;

	if (!has_port(k->http_listen))
		WRONG(c, "http.listen", "http.listen: '%s' is not ADDRESS:PORT, such as 127.0.0.1:8080",
		      k->http_listen);
	if ((k->http_certificate_file[0] != '\0') != (k->http_key_file[0] != '\0'))
		WRONG(c, "http.certificate_file", "http.certificate_file and http.key_file go together");
	if (k->http_admin_listen[0] && !has_port(k->http_admin_listen))
		WRONG(c, "http.admin_listen", "http.admin_listen: '%s' is not ADDRESS:PORT",
		      k->http_admin_listen);
	for (size_t i = 0; i < k->http_trusted_proxies.count; i++) {
		const char *proxy = k->http_trusted_proxies.at[i];
		unsigned char bytes[16];

		if (inet_pton(AF_INET, proxy, bytes) != 1 && inet_pton(AF_INET6, proxy, bytes) != 1)
			WRONG(c, "http.trusted_proxies",
			      "http.trusted_proxies: '%s' is not one address; name each proxy, never a network",
			      proxy);
	}
}

/* Whoever reaches a demo is signed in as anybody: it stays on this machine and rings nobody. */
static void check_demo(struct checking *c)
{
	const struct config *k = c->config;

	if (!k->http_demo && k->http_demo_phones[0])
		WRONG(c, "http.demo_phones", "http.demo_phones needs http.demo = true");
	if (!k->http_demo)
		return;
	if (!config_is_loopback(k->http_listen))
		WRONG(c, "http.demo", "http.demo needs a loopback http.listen, not '%s'", k->http_listen);
	for (size_t i = 0; i < k->trunk_count; i++)
		if (!k->trunks[i].simulated)
			WRONG_TRUNK(c, &k->trunks[i],
			            "trunk '%s' reaches real telephones, so http.demo must be false",
			            k->trunks[i].name);
}

static void check_addresses(struct checking *c)
{
	const struct config *k = c->config;
	unsigned char bytes[4];

	if (inet_pton(AF_INET, k->sip_address, bytes) != 1)
		WRONG(c, "sip.address", "sip.address: '%s' is not an IPv4 address", k->sip_address);
	if (inet_pton(AF_INET, k->media_address, bytes) != 1)
		WRONG(c, "media.address", "media.address: '%s' is not an IPv4 address", k->media_address);
	if (k->media_port_most - k->media_port_least < 3)
		WRONG(c, "media.port_most",
		      "media.port_most (%lld) must be at least 3 above media.port_least (%lld)",
		      (long long)k->media_port_most, (long long)k->media_port_least);
	if (k->media_gap_ms >= k->media_probe_ms || k->media_probe_ms >= k->media_lost_ms)
		WRONG(c, "media.lost_ms", "media.gap_ms < media.probe_ms < media.lost_ms must hold");
}

static bool letters(const char *word, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (word[i] < 'A' || word[i] > 'Z')
			return false;
	return word[count] == '\0';
}

static bool is_plus_and(const char *digits, const char *number, size_t least)
{
	size_t count = strspn(number + (number[0] == '+'), digits);

	return number[0] == '+' && count >= least && count <= 15 && number[count + 1] == '\0';
}

static bool is_e164_prefix(const char *number, size_t least)
{
	return is_plus_and("0123456789", number, least);
}

static void check_list_of_prefixes(struct checking *c, const char *path,
                                   const struct config_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (!is_e164_prefix(list->at[i], 1))
			WRONG(c, path, "%s: '%s' is not + and digits, such as +1900", path, list->at[i]);
}

/* SETTLED 32: fiction may be dialed only where no real telephone can be reached. */
static void check_simulated(struct checking *c)
{
	const struct config *k = c->config;

	for (size_t i = 0; i < k->trunk_count && k->numbers_simulated.count; i++) {
		const struct config_trunk *t = &k->trunks[i];

		if (!t->simulated || !config_is_loopback(t->host))
			WRONG_TRUNK(c, t,
			            "trunk '%s' reaches real telephones, so numbers.simulated must be empty; "
			            "or mark the "
			            "trunk simulated = true on a loopback host",
			            t->name);
	}
	for (size_t i = 0; i < k->trunk_count; i++)
		if (k->trunks[i].simulated && !config_is_loopback(k->trunks[i].host))
			WRONG_TRUNK(c, &k->trunks[i],
			            "trunk '%s' is simulated but its host '%s' is not loopback",
			            k->trunks[i].name, k->trunks[i].host);
}

static void check_numbers(struct checking *c)
{
	const struct config *k = c->config;

	for (size_t i = 0; i < k->numbers_countries.count; i++)
		if (!letters(k->numbers_countries.at[i], 2))
			WRONG(c, "numbers.countries",
			      "numbers.countries: '%s' is not two capital letters, such as US",
			      k->numbers_countries.at[i]);
	for (size_t i = 0; i < k->numbers_simulated.count; i++)
		if (!is_plus_and("0123456789x", k->numbers_simulated.at[i], 3))
			WRONG(c, "numbers.simulated",
			      "numbers.simulated: '%s' is not + and at least 3 digits (x is any), such as "
			      "+1xxx55501",
			      k->numbers_simulated.at[i]);
	check_list_of_prefixes(c, "numbers.own", &k->numbers_own);
	check_list_of_prefixes(c, "numbers.denied", &k->numbers_denied);
	check_simulated(c);
}

static void check_secret(struct checking *c, const char *path, const char *file, int line)
{
	char secret[256];
	enum err err = file[0] ? config_secret(file, secret, sizeof(secret)) : OK;

	explicit_bzero(secret, sizeof(secret));
	if (err == ERR_DENIED)
		config_fault(c->report, c->config->file, line,
		             "%s: others than its owner may read '%s'; run: chmod 600 '%s'", path, file,
		             file);
	else if (err != OK)
		config_fault(c->report, c->config->file, line, "%s: '%s' cannot be read: %s", path, file,
		             err_words(err));
}

static void check_trunk(struct checking *c, size_t i)
{
	const struct config_trunk *t = &c->config->trunks[i];

	if (!t->name[0] || !t->host[0])
		WRONG_TRUNK(c, t, "trunk %zu needs a name and a host", i + 1);
	for (size_t other = 0; other < i; other++)
		if (!strcmp(t->name, c->config->trunks[other].name))
			WRONG_TRUNK(c, t, "two trunks are called '%s'", t->name);
	if (t->caller_id[0] && !is_e164_prefix(t->caller_id, 3))
		WRONG_TRUNK(c, t, "trunk '%s': caller_id '%s' is not + and digits", t->name, t->caller_id);
	if ((t->username[0] != '\0') != (t->password_file[0] != '\0'))
		WRONG_TRUNK(c, t, "trunk '%s': username and password_file go together", t->name);
	if (t->registers && !t->username[0])
		WRONG_TRUNK(c, t, "trunk '%s': registers needs username and password_file", t->name);
	for (size_t p = 0; p < t->prefixes.count; p++)
		if (strcmp(t->prefixes.at[p], "+") && !is_e164_prefix(t->prefixes.at[p], 1))
			WRONG_TRUNK(c, t, "trunk '%s': prefix '%s' is not + and digits", t->name,
			            t->prefixes.at[p]);
	for (size_t p = 0; p < t->deny_prefixes.count; p++)
		if (!is_e164_prefix(t->deny_prefixes.at[p], 1))
			WRONG_TRUNK(c, t, "trunk '%s': deny_prefixes '%s' is not + and digits", t->name,
			            t->deny_prefixes.at[p]);
	for (size_t p = 0; p < t->codecs.count; p++)
		if (strcmp(t->codecs.at[p], "PCMU") && strcmp(t->codecs.at[p], "PCMA"))
			WRONG_TRUNK(c, t, "trunk '%s': codec '%s' is not known; PCMU and PCMA are", t->name,
			            t->codecs.at[p]);
	check_secret(c, "sip.trunks.password_file", t->password_file, t->line);
}

static void check_store(struct checking *c)
{
	const char *url = c->config->store_url;
	const char *who = strstr(url, "://") ? strstr(url, "://") + 3 : url;
	const char *at = strchr(who, '@');
	bool sqlite = !url[0] || !strncmp(url, "sqlite:", 7);

	if (!sqlite && (strstr(url, "password=") || (at && memchr(who, ':', (size_t)(at - who)))))
		WRONG(c, "store.url",
		      "store.url holds a password; put it into a file: ...?passfile=/path/of/pgpass");
	if (sqlite && c->config->store_lanes > 1)
		WRONG(c, "store.lanes", "store.lanes = %lld: SQLite has one writer; use 1, or PostgreSQL",
		      (long long)c->config->store_lanes);
	if (url[0] && !sqlite && strncmp(url, "postgres", 8) && strncmp(url, "host=", 5))
		WRONG(c, "store.url", "store.url '%s' is neither sqlite:FILE nor postgresql://...", url);
}

void config_check(const struct config *config, struct config_report *report)
{
	struct checking c = { config, report };

	if (!letters(config->server_currency, 3))
		WRONG(&c, "server.currency",
		      "server.currency '%s' is not three capital letters, such as USD",
		      config->server_currency);
	if (!config->server_name[0])
		WRONG(&c, "server.name", "server.name must not be empty");
	if (config->rules.wait_least_ms.us > config->rules.wait_most_ms.us)
		WRONG(&c, "rules.wait_least_ms", "rules.wait_least_ms is longer than rules.wait_most_ms");
	check_store(&c);
	check_http(&c);
	check_demo(&c);
	check_addresses(&c);
	check_secret(&c, "http.key_file", config->http_key_file, line_of(config, "http.key_file"));
	check_numbers(&c);
	for (size_t i = 0; i < config->trunk_count; i++)
		check_trunk(&c, i);
}

const char *config_store_url(const struct config *config, char *out, size_t room)
{
	if (config->store_url[0])
		(void)snprintf(out, room, "%s", config->store_url);
	else
		(void)snprintf(out, room, "sqlite:%s/ringback.db", config->server_data_dir);
	return out;
}

const char *config_socket(const struct config *config, char *out, size_t room)
{
	if (config->http_socket[0])
		(void)snprintf(out, room, "%s", config->http_socket);
	else
		(void)snprintf(out, room, "%s/admin.sock", config->server_data_dir);
	return out;
}

enum err config_secret(const char *file, char *out, size_t room)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	struct stat about;
	ssize_t got;

	must(room > 1);
	out[0] = '\0';
	if (fd < 0)
		return errno == ENOENT ? ERR_NONE : ERR_IO;
	got = fstat(fd, &about) ? -1 : read(fd, out, room - 1);
	(void)close(fd);
	if (got < 0)
		return ERR_IO;
	out[got] = '\0';
	out[strcspn(out, "\r\n")] = '\0';
	if (about.st_mode & (S_IRWXO | S_IWGRP)) {
		explicit_bzero(out, room);
		return ERR_DENIED;
	}
	return OK;
}
