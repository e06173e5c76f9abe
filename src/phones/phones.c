// SPDX-License-Identifier: Apache-2.0
/* Options of `ringback phones` and how its parts are put together. */
#include "phones/phones.h"

#include "phones/control.h"
#include "phones/network.h"
#include "phones/recall.h"

#include <arpa/inet.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#define MOST_SCRIPT (1u << 20)

static const char HELP[] =
	"ringback phones --prompts /var/lib/ringback/prompts --log phones.jsonl\n"
	"ringback phones --listen 127.0.0.1:5070 --script evening.json --control phones.sock\n"
	"\n"
	"Simulated handsets behind one SIP trunk on loopback, for demos and tests.\n"
	"\n"
	"  --listen ADDRESS:PORT  where the trunk is (127.0.0.1:5070), UDP\n"
	"  --rtp-ports LOW-HIGH   ports for sound (40000-49999)\n"
	"  --prompts DIR          the daemon's prompt cache, to know what is said\n"
	"  --script FILE          which number behaves how (JSON)\n"
	"  --log FILE             what the handsets heard and did (JSON lines; - is standard output)\n"
	"  --control SOCKET       Unix socket for commands (JSON lines)\n"
	"  --recall N             lines of each number that a new watcher is told first (0)\n"
	"  --speed N              robots take an N-th of the time (1)\n"
	"  --most N               handsets at once (20000)\n"
	"  --lost-after SECONDS   an answered call without sound ends itself (120)\n"
	"  --whole-invites        write each INVITE as it came into the log\n"
	"  --help                 this text\n"
	"\n"
	"More: docs/operate/phones.md\n";

struct options {
	struct network_config network;
	const char *prompts, *script, *log, *control;
	size_t recall;
	int speed;
};

static int usage(const char *what, const char *value)
{
	(void)fprintf(stderr, "ringback phones: %s: %s\nTry: ringback phones --help\n", what, value);
	return 2;
}

static bool read_count(const char *chars, int64_t least, int64_t most, int64_t *out)
{
	return text_number(text_of(chars), least, most, out) == OK;
}

static bool read_listen(const char *chars, struct sockaddr_in *out)
{
	text host, port;
	char address[INET_ADDRSTRLEN];
	int64_t n = 0;

	*out = (struct sockaddr_in){ .sin_family = AF_INET };
	if (!text_cut(text_of(chars), ':', &host, &port) ||
	    text_into(host, address, sizeof address) != OK || text_number(port, 1, 65535, &n) != OK ||
	    inet_pton(AF_INET, address, &out->sin_addr) != 1)
		return false;
	out->sin_port = htons((uint16_t)n);
	return ntohl(out->sin_addr.s_addr) >> 24 == 127;
}

static bool read_ports(const char *chars, struct network_config *out)
{
	text low, high;
	int64_t from = 0, to = 0;

	if (!text_cut(text_of(chars), '-', &low, &high) || text_number(low, 1024, 65535, &from) != OK ||
	    text_number(high, 1024, 65535, &to) != OK || to - from < 2)
		return false;
	out->rtp_low = (uint16_t)((from + 1) & ~1);
	out->rtp_high = (uint16_t)to;
	return true;
}

static int take_option(int option, const char *value, struct options *out)
{
	int64_t n = 0;

	switch (option) {
	case 'l':
		return read_listen(value, &out->network.listen)
		           ? 0
		           : usage("not a loopback ADDRESS:PORT", value);
	case 'r': return read_ports(value, &out->network) ? 0 : usage("not LOW-HIGH", value);
	case 'p': out->prompts = value; return 0;
	case 's': out->script = value; return 0;
	case 'o': out->log = value; return 0;
	case 'c': out->control = value; return 0;
	case 'm':
		if (!read_count(value, 1, 1000000, &n))
			return usage("not a count", value);
		out->network.most_handsets = (size_t)n;
		return 0;
	case 't':
		if (!read_count(value, 1, 86400, &n))
			return usage("not a number of seconds", value);
		out->network.lost_after = SECONDS(n);
		return 0;
	case 'k':
		if (!read_count(value, 0, RECALL_LINES_MOST, &n))
			return usage("not a count up to 200", value);
		out->recall = (size_t)n;
		return 0;
	case 'f':
		if (!read_count(value, 1, BEHAVIOUR_SPEED_MOST, &n))
			return usage("not 1 to 100", value);
		out->speed = (int)n;
		return 0;
	case 'w': out->network.whole_invites = true; return 0;
	default: return 2;
	}
}

/* -1: go on. */
static int read_options(int argc, char **argv, struct options *out)
{
	static const struct option LONG[] = {
		{ "listen", required_argument, NULL, 'l' },
		{ "rtp-ports", required_argument, NULL, 'r' },
		{ "prompts", required_argument, NULL, 'p' },
		{ "script", required_argument, NULL, 's' },
		{ "log", required_argument, NULL, 'o' },
		{ "control", required_argument, NULL, 'c' },
		{ "recall", required_argument, NULL, 'k' },
		{ "speed", required_argument, NULL, 'f' },
		{ "most", required_argument, NULL, 'm' },
		{ "lost-after", required_argument, NULL, 't' },
		{ "whole-invites", no_argument, NULL, 'w' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};

	optind = 1;
	for (int option; (option = getopt_long(argc, argv, "h", LONG, NULL)) != -1;) {
		if (option == 'h') {
			(void)fputs(HELP, stdout);
			return 0;
		}
		int status = take_option(option, optarg, out);

		if (status != 0)
			return status;
	}
	return optind < argc ? usage("unexpected word", argv[optind]) : -1;
}

struct parts {
	struct network_parts network_parts;
	struct network *network;
	struct control *control;
	struct reactor_watch signals;
};

static void on_signal(void *ctx)
{
	struct parts *parts = ctx;

	reactor_stop(parts->network_parts.reactor);
}

static void on_round(void *ctx)
{
	journal_flush(ctx);
}

static int failed(const char *what, const char *name, enum err err)
{
	(void)fprintf(stderr, "ringback phones: %s %s: %s\n", what, name, err_words(err));
	return 1;
}

static int read_script(const char *path, struct habits *habits)
{
	char why[BEHAVIOUR_WHY_CHARS] = "longer than 1 MB";
	FILE *file = fopen(path, "re");
	char *script = malloc(MOST_SCRIPT);

	must(script != NULL);
	if (!file) {
		free(script);
		return failed("cannot read script", path, ERR_NONE);
	}
	size_t length = fread(script, 1, MOST_SCRIPT, file);
	bool good = length < MOST_SCRIPT && habits_read_script(habits, script, length, why) == OK;

	(void)fclose(file);
	free(script);
	if (!good)
		(void)fprintf(stderr, "ringback phones: %s: %s\n", path, why);
	return good ? 0 : 2;
}

static int watch_signals(struct parts *parts)
{
	sigset_t set;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGTERM);
	(void)sigaddset(&set, SIGINT);
	must(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	int fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);

	parts->signals = (struct reactor_watch){ .ready = on_signal, .ctx = parts, .fd = -1 };
	return fd >= 0 && reactor_watch(parts->network_parts.reactor, &parts->signals, fd) == OK ? 0
	                                                                                         : 1;
}

static int open_parts(const struct options *options, struct parts *parts)
{
	struct network_parts *p = &parts->network_parts;
	enum err err = reactor_open(&p->reactor);

	if (err != OK)
		return failed("cannot open", "epoll", err);
	p->habits = habits_open();
	habits_hasten(p->habits, options->speed);
	p->book = prompt_book_open(options->prompts);
	p->sounds = sound_box_open();
	(void)prompt_book_refresh(p->book, reactor_now());
	if (options->script) {
		int status = read_script(options->script, p->habits);

		if (status != 0)
			return status;
	}
	err = journal_open(options->log, &p->journal);
	if (err != OK)
		return failed("cannot open log", options->log, err);
	reactor_after_round(p->reactor, on_round, p->journal);
	err = network_open(&options->network, p, &parts->network);
	if (err != OK)
		return failed("cannot listen: the address of", "--listen", err);
	if (options->control) {
		err = control_open(options->control, parts->network, options->recall, &parts->control);
		if (err != OK)
			return failed("cannot open control socket", options->control, err);
	}
	return watch_signals(parts);
}

static void close_parts(struct parts *parts)
{
	struct network_parts *p = &parts->network_parts;

	control_close(parts->control);
	network_close(parts->network);
	if (parts->signals.fd > 0)
		close(parts->signals.fd);
	journal_close(p->journal);
	sound_box_close(p->sounds);
	prompt_book_close(p->book);
	habits_close(p->habits);
	reactor_close(p->reactor);
}

static void raise_file_limit(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return;
	limit.rlim_cur = limit.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &limit);
}

int phones_main(int argc, char **argv)
{
	struct options options = { .speed = 1,
		                       .network = { .rtp_low = 40000,
		                                    .rtp_high = 49999,
		                                    .most_handsets = 20000,
		                                    .lost_after = SECONDS(120) } };
	struct parts parts = { .signals.fd = -1 };

	must(read_listen("127.0.0.1:5070", &options.network.listen));
	int status = read_options(argc, argv, &options);

	if (status >= 0)
		return status;
	raise_file_limit();
	status = open_parts(&options, &parts);
	if (status == 0) {
		(void)journal_begin(parts.network_parts.journal, "ready", NULL);
		journal_end(parts.network_parts.journal);
		journal_flush(parts.network_parts.journal);
		(void)fprintf(stderr, "ringback phones: listening\n");
		reactor_run(parts.network_parts.reactor);
	}
	close_parts(&parts);
	return status;
}
