// SPDX-License-Identifier: Apache-2.0
/* The daemon's main thread: signals, the supervisor's messages, health once a second, and the
 * drain. */
#include "daemon/first_run.h"
#include "daemon/serve.h"
#include "base/log.h"
#include "base/meter.h"
#include "domain/ids.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <systemd/sd-daemon.h>
#include <time.h>
#include <unistd.h>

enum { BEAT_MS = 1000, WATCHDOG_PRESET_MS = 30000 };

static const struct clock_port *the_clock(void)
{
	return clock_real();
}

static instant now(void)
{
	return the_clock()->utc(the_clock()->ctx);
}

static const char *log_id(enum log_key key, int64_t n, char out[32])
{
	switch (key) {
	case LOG_KEY_callback: return id_format(ID_OF_callback, n, out);
	case LOG_KEY_call: return id_format(ID_OF_call, n, out);
	case LOG_KEY_leg: return id_format(ID_OF_leg, n, out);
	case LOG_KEY_advisor: return id_format(ID_OF_advisor, n, out);
	case LOG_KEY_customer: return id_format(ID_OF_customer, n, out);
	case LOG_KEY_account: return id_format(ID_OF_account, n, out);
	default: return NULL;
	}
}

static enum log_level level_of(const char *word)
{
	static const char *const WORDS[] = { "debug", "info", "warn", "error" };

	for (size_t i = 0; i < COUNT(WORDS); i++)
		if (!strcmp(word, WORDS[i]))
			return (enum log_level)i;
	return LOG_INFO;
}

static enum log_format format_of(const char *word)
{
	return !strcmp(word, "text") ? LOG_TEXT : !strcmp(word, "json") ? LOG_JSON : LOG_AUTO;
}

static void start_log(const struct config *config)
{
	log_init(level_of(config->log_level), format_of(config->log_format), STDERR_FILENO);
	log_ids_as(log_id);
}

/* A socket per leg and per connection: take all the files the system lets us have. */
static void raise_files(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit))
		return;
	limit.rlim_cur = limit.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &limit))
		log_warn("files.limit_kept", KV_TEXT(reason, strerror(errno)));
}

/* Blocked in all threads, taken by this one alone. */
static sigset_t block_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	must(pthread_sigmask(SIG_BLOCK, &set, NULL) == 0);
	(void)signal(SIGPIPE, SIG_IGN);
	return set;
}

/* 0: none came within the beat. */
static int next_signal(const sigset_t *set)
{
	struct timespec beat = { .tv_sec = BEAT_MS / 1000, .tv_nsec = BEAT_MS % 1000 * 1000000 };
	int got = sigtimedwait(set, NULL, &beat);

	return got > 0 ? got : 0;
}

/* ---- reload ---------------------------------------------------------------------------- */
static void log_faults(const struct config_report *report)
{
	for (size_t i = 0; i < report->count; i++)
		log_error("config.refused", KV_TEXT(file, report->at[i].file),
		          KV_NUM(line, report->at[i].line), KV_TEXT(reason, report->at[i].words));
}

static void take_rules(struct server *s, const struct config *fresh)
{
	char currency[sizeof(s->config.rules.currency)];

	memcpy(currency, s->config.rules.currency, sizeof(currency));
	s->config.rules = fresh->rules;
	memcpy(s->config.rules.currency, currency, sizeof(currency)); /* fixed once money has moved */
	engine_use_rules(s->engine, server_keep_rules(s, &s->config.rules));
}

static void reload(struct server *s)
{
	struct config *fresh = malloc(sizeof(*fresh));
	struct config_report *report = malloc(sizeof(*report));
	char restarts[1000];

	must(fresh != NULL && report != NULL);
	(void)sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%lld",
	                 (long long)the_clock()->tick(the_clock()->ctx).us);
	if (config_load(s->config_file, fresh, report) != OK) {
		log_faults(report);
		log_error("config.kept",
		          KV_TEXT(reason, "the configuration has mistakes; the old one stays"));
	} else {
		size_t changed = config_changes(&s->config, fresh, restarts, sizeof(restarts));

		take_rules(s, fresh);
		log_init(level_of(fresh->log_level), format_of(s->config.log_format), STDERR_FILENO);
		s->config.server_drain_ms = fresh->server_drain_ms;
		log_info("config.reloaded", KV_NUM(count, changed));
		if (restarts[0])
			log_warn("config.needs_restart", KV_TEXT(reason, restarts));
	}
	(void)sd_notify(0, "READY=1");
	free(report);
	free(fresh);
}

/* ---- the beat ---------------------------------------------------------------------------------
 */
static void say_status(const struct server *s, bool well)
{
	(void)sd_notifyf(0, "STATUS=%zu phones on the line, %lld calls, %lld waiting%s",
	                 engine_live_legs(s->engine), (long long)meter_value(METER_CALLS_ACTIVE, 0),
	                 (long long)(meter_value(METER_CALLBACKS_WAITING, 0) +
	                             meter_value(METER_CALLBACKS_WAITING, 1)),
	                 well ? "" : ", not well: see /readyz");
}

static void beat(struct server *s, bool *was_well)
{
	uint64_t watchdog_us = 0;
	bool watched = sd_watchdog_enabled(0, &watchdog_us) > 0;
	span limit = watched ? (span){ (int64_t)watchdog_us } : MILLISECONDS(WATCHDOG_PRESET_MS);
	bool well = health_look(&s->health, now(), s->config.server_data_dir);

	if (well != *was_well) {
		if (well)
			log_info("daemon.well");
		else
			log_warn("daemon.not_well", KV_TEXT(reason, "see /readyz or run: ringback status"));
		*was_well = well;
	}
	say_status(s, well);
	gauges_look(&s->gauges);
	if (watched && health_is_alive(&s->health, now(), limit))
		(void)sd_notify(0, "WATCHDOG=1");
}

/* No new calls; running ones finish, up to the limit, or until a second signal. */
static void drain(struct server *s, const sigset_t *set)
{
	instant until = instant_add(now(), MILLISECONDS(s->config.server_drain_ms));
	int got = 0;

	(void)sd_notifyf(0, "STOPPING=1\nSTATUS=finishing %zu phones", engine_live_legs(s->engine));
	log_info("daemon.draining", KV_NUM(count, engine_live_legs(s->engine)),
	         KV_NUM(limit, s->config.server_drain_ms));
	engine_drain(s->engine);
	while (engine_live_legs(s->engine) && instant_before(now(), until) && got != SIGTERM &&
	       got != SIGINT) {
		struct timespec t = { .tv_nsec = 50 * 1000000 };

		got = sigtimedwait(set, NULL, &t);
		(void)health_look(&s->health, now(), s->config.server_data_dir);
		(void)sd_notify(0, "WATCHDOG=1");
	}
	if (engine_live_legs(s->engine))
		log_warn("daemon.cut_off", KV_NUM(count, engine_live_legs(s->engine)));
}

static int run_until_told(struct server *s, const sigset_t *set)
{
	bool well = true;

	(void)sd_notify(0, "READY=1");
	log_info("daemon.ready", KV_TEXT(reason, s->config.http_listen),
	         KV_NUM(count, s->config.trunk_count));
	for (;;) {
		int got = next_signal(set);

		if (got == SIGHUP)
			reload(s);
		else if (got)
			break;
		beat(s, &well);
		if (engine_is_taken_over(s->engine)) /* nothing to wait for: the calls are not ours */
			return EXIT_CONFLICT;
	}
	drain(s, set);
	return EXIT_DONE;
}

int cli_serve(struct cli *cli)
{
	static struct server server;
	static struct config_report report;
	sigset_t set = block_signals();
	int code;

	server.config_file = cli_flag(cli, "config");
	if (config_load(server.config_file, &server.config, &report) != OK) {
		config_report_print(&report, STDERR_FILENO);
		return EXIT_FAILED;
	}
	start_log(&server.config);
	raise_files();
	log_info("daemon.starting",
	         KV_TEXT(file, server.config.file[0] ? server.config.file : "no file, all defaults"));
	if (server_open(&server) != OK)
		return cli_fail(EXIT_FAILED,
		                "could not start; the log above says why. Try: ringback doctor");
	first_run_offer(&server.config);
	code = run_until_told(&server, &set);
	server_close(&server);
	log_info("daemon.stopped");
	return code;
}
