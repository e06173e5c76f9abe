// SPDX-License-Identifier: Apache-2.0
/* The demo's folder, its free ports, its configuration and script, and its two child processes. */
#include "daemon/demo/demo.h"
#include "base/random.h"
#include "port/clock.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { READY_WAIT_MS = 20000, STOP_WAIT_MS = 4000, NAME_CHARS = 200, SHORTEST_MS = 1000 };

static void nap(int64_t ms)
{
	struct timespec t = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };

	(void)nanosleep(&t, NULL);
}

static bool bind_to(int type, int port, int *got)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	socklen_t length = sizeof(at);
	int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
	bool good;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	good = fd >= 0 && !bind(fd, (struct sockaddr *)&at, sizeof(at)) &&
	       !getsockname(fd, (struct sockaddr *)&at, &length);
	*got = ntohs(at.sin_port);
	if (fd >= 0)
		(void)close(fd);
	return good;
}

/*
 * A port that both UDP and TCP have free; the wished one when it can be had, 0: none is better.
 *
 * Drawn below those the kernel hands out and those of sound. Tests run side by side and kill what
 * listens: the first free one would be taken over by the neighbour's telephones, and a daemon whose
 * trunk died would find it answering.
 */
static int free_port(int wished)
{
	int port, again;

	for (int i = 0; i < 50; i++) {
		int wish = wished && i == 0 ? wished : 10000 + (int)(random_secret_u64() % 10000);

		if (bind_to(SOCK_STREAM, wish, &port) && bind_to(SOCK_DGRAM, port, &again))
			return port;
	}
	return 0;
}

static enum err write_file(const char *folder, const char *name, const char *words, mode_t mode)
{
	char path[NAME_CHARS];
	int fd;
	bool good;

	must(snprintf(path, sizeof(path), "%s/%s", folder, name) < (int)sizeof(path));
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
	if (fd < 0)
		return ERR_IO;
	good = write(fd, words, strlen(words)) == (ssize_t)strlen(words);
	return close(fd) == 0 && good ? OK : ERR_IO;
}

static const char CONFIG[] =
	"# A demo of ringback: loopback only, simulated numbers, quick rules.\n"
	"server = { name = \"demo\"; data_dir = \"%s\"; drain_ms = 2000; brand = \"Ringback\"; };\n"
	"http = {\n"
	"  listen = \"127.0.0.1:%d\"; admin_listen = \"127.0.0.1:%d\";\n"
	"  demo = true; demo_phones = \"%s/phones.sock\";\n"
	"};\n"
	"sip = {\n"
	"  address = \"127.0.0.1\"; port = %d; health_ms = 1000;\n"
	"  trunks = ( {\n"
	"    name = \"phones\"; host = \"127.0.0.1\"; port = %d; caller_id = \"+14155550199\";\n"
	"    channels = 100; simulated = true;\n"
	"  } );\n"
	"};\n"
	"media = { address = \"127.0.0.1\"; port_least = %d; port_most = %d; threads = 1; };\n"
	"speech = { words_per_minute = %d; };\n"
	"numbers = { simulated = [ \"+1415555\" ]; };\n"
	"rules = {\n%s"
	"  free_under_ms = 2000; bill_minimum_ms = 3000; bill_step_ms = 1000; price_grace_ms = 1000;\n"
	"  rings_per_number = 100; customer_cap = 20; api_rate_per_minute = 100000;\n"
	"};\n";

/* An evening is told in a minute; for play, people need time to find the next button. */
static const char EVENING[] =
	"  ring_ms = 4000; customer_retry_ms = 10000; wait_least_ms = 1000; key_wait_ms = 4000;\n"
	"  wrap_up_ms = 1000; advisor_pause_ms = 5000; decline_pause_ms = 5000; snooze_ms = 10000;\n";
/* What a person must find in time does not hurry; what the house waits for does. */
static const char PLAY[] =
	"  ring_ms = 45000; customer_retry_ms = %d; wait_least_ms = 1000; key_wait_ms = 15000;\n"
	"  wrap_up_ms = %d; advisor_pause_ms = %d; decline_pause_ms = %d; snooze_ms = %d;\n";

/*
 * Who does what when the phone rings. All press 1 after a question. Dana (0100) takes every call
 * and the next one from the menu; Sam (0111) talks 7 s; Kim (0122) misses the first ring; Kim and
 * Noor (0133) talk shortly; others talk 12 s.
 */
#define PRESS "\"press\":[{\"after\":\"question\",\"keys\":\"1\",\"delay_ms\":100}]"
static const char SCRIPT[] =
	"{\"numbers\":[\n"
	" {\"match\":\"*0100\",\"behaviour\":{\"after_ms\":300,\"sound\":\"high\",\n"
	"  \"hang_up_on\":\"Nobody can be called right now\"," PRESS "}},\n"
	" {\"match\":\"*0111\",\"behaviour\":{\"after_ms\":400,\"hang_up_after_talk_ms\":7000," PRESS
	"}},\n"
	" {\"match\":\"*0122\",\"behaviour\":[{\"ring\":\"ignore\"},\n"
	"  {\"after_ms\":400,\"hang_up_after_talk_ms\":3600," PRESS "}]},\n"
	" {\"match\":\"*0133\",\"behaviour\":{\"after_ms\":400,\"hang_up_after_talk_ms\":3600," PRESS
	"}},\n"
	" {\"match\":\"*\",\"behaviour\":{\"after_ms\":1000,\"hang_up_after_talk_ms\":12000}}\n"
	"]}\n";

static int hastened(int ms, int speed)
{
	return ms / speed < SHORTEST_MS ? SHORTEST_MS : ms / speed;
}

static void play_rules(int speed, char *out, size_t room)
{
	int length = snprintf(out, room, PLAY, hastened(20000, speed), hastened(15000, speed),
	                      hastened(20000, speed), hastened(20000, speed), hastened(30000, speed));

	must(length > 0 && (size_t)length < room);
}

static enum err write_config(const struct demo_house *h, bool play)
{
	char words[2400], rules[400];

	play_rules(h->speed, rules, sizeof(rules));
	int length = snprintf(words, sizeof(words), CONFIG, h->folder, h->api_port, h->admin_port,
	                      h->folder, h->sip_port, h->phones_port, h->media_port,
	                      h->media_port + 199, h->slow_speech ? 200 : 450, play ? rules : EVENING);

	must(length > 0 && length < (int)sizeof(words));
	return write_file(h->folder, "ringback.conf", words, 0644);
}

enum err demo_house_write(struct demo_house *h, const char *folder)
{
	must(strlen(folder) < sizeof(h->folder));
	if (!h->speed)
		h->speed = 1;
	TRY(text_into(text_of(folder), h->folder, sizeof(h->folder)));
	h->api_port = free_port(h->any_port ? 0 : 8080);
	h->admin_port = free_port(h->any_port ? 0 : 9090);
	h->sip_port = free_port(h->any_port ? 0 : 5070);
	h->phones_port = free_port(h->any_port ? 0 : 5080);
	h->media_port = 22000 + (int)(random_secret_u64() % 40) * 200;
	if (!h->api_port || !h->admin_port || !h->sip_port || !h->phones_port)
		return ERR_BUSY;
	(void)snprintf(h->config, sizeof(h->config), "%s/ringback.conf", folder);
	(void)snprintf(h->journal, sizeof(h->journal), "%s/phones.log", folder);
	(void)snprintf(h->control, sizeof(h->control), "%s/phones.sock", folder);
	TRY(write_config(h, h->slow_speech));
	TRY(write_file(folder, "phones.json", SCRIPT, 0644));
	return write_file(folder, "password", "a demo is a demo\n", 0600);
}

enum err demo_house_relax(struct demo_house *h, int speed)
{
	must(h->daemon > 0);
	h->speed = speed;
	TRY(write_config(h, true));
	return kill(h->daemon, SIGHUP) ? ERR_UNAVAILABLE : OK;
}

/* The child dies with us, writes into `log`, and does not get our Ctrl+C (we stop it in order). */
static pid_t spawn(const char *const *words, const char *folder, const char *log)
{
	pid_t parent = getpid(), pid;
	char path[NAME_CHARS];
	int fd;

	must(snprintf(path, sizeof(path), "%s/%s", folder, log) < (int)sizeof(path));
	(void)fflush(stdout);
	pid = fork();
	if (pid)
		return pid;
	(void)setpgid(0, 0);
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	if (getppid() != parent || fd < 0 || dup2(fd, STDOUT_FILENO) < 0 || dup2(fd, STDERR_FILENO) < 0)
		_exit(126);
	(void)close(STDIN_FILENO);
	(void)open("/dev/null", O_RDONLY);
	(void)execv("/proc/self/exe", (char *const *)words);
	_exit(127);
}

static bool lives(pid_t pid)
{
	return pid > 0 && waitpid(pid, NULL, WNOHANG) == 0;
}

/* True while it lives; otherwise says how it went. */
static bool stands(struct demo *demo, pid_t *pid, const char *who)
{
	int status = 0;

	if (*pid <= 0 || waitpid(*pid, &status, WNOHANG) == 0)
		return *pid > 0;
	*pid = 0;
	if (WIFSIGNALED(status))
		demo_wrong(demo, "%s was ended by signal %d (%s)", who, WTERMSIG(status),
		           strsignal(WTERMSIG(status)));
	else
		demo_wrong(demo, "%s stopped by itself with exit %d", who, WEXITSTATUS(status));
	return false;
}

bool demo_house_stands(struct demo *demo)
{
	bool daemon = stands(demo, &demo->house.daemon, "the daemon");

	return stands(demo, &demo->house.phones, "the phones' process") && daemon;
}

static enum err add_operator(const struct demo_house *h)
{
	char password[NAME_CHARS];
	int status = -1;
	pid_t pid;

	must(snprintf(password, sizeof(password), "%s/password", h->folder) < (int)sizeof(password));
	pid =
		spawn((const char *const[]){ "ringback", "operator", "add", "olive", "--nickname", "Olive",
	                                 "--password-file", password, "--config", h->config, NULL },
	          h->folder, "daemon.log");
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return ERR_UNAVAILABLE;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? OK : ERR_UNAVAILABLE;
}

static enum err wait_ready(struct demo *demo)
{
	const struct clock_port *clock = clock_real();
	mono until = mono_add(clock->tick(clock->ctx), MILLISECONDS(READY_WAIT_MS));

	while (mono_before(clock->tick(clock->ctx), until) && demo_house_stands(demo)) {
		struct client_reply reply;
		enum err err = client_call(&demo->api, "GET", "/readyz", NULL, &reply);
		bool ready = err == OK && reply.status == 200;

		client_reply_done(&reply);
		if (ready)
			return OK;
		nap(50);
	}
	return ERR_TIMEOUT;
}

/* /tmp is everybody's: the link is ours only when nothing of another stands there. */
static void link_config(struct demo_house *h)
{
	char link[64];

	(void)snprintf(link, sizeof(link), "/tmp/ringback-demo-%u.conf", (unsigned)geteuid());
	(void)unlink(link);
	if (symlink(h->config, link) == 0)
		text_fit(text_of(link), h->link, sizeof(h->link));
}

static enum err start_children(struct demo *demo)
{
	struct demo_house *h = &demo->house;
	char listen[40], cache[140], script[140], url[60], speed[8];

	TRY(add_operator(h));
	(void)snprintf(listen, sizeof(listen), "127.0.0.1:%d", h->phones_port);
	(void)snprintf(cache, sizeof(cache), "%s/speech", h->folder);
	(void)snprintf(script, sizeof(script), "%s/phones.json", h->folder);
	(void)snprintf(speed, sizeof(speed), "%d", h->speed);
	h->phones =
		spawn((const char *const[]){ "ringback", "phones", "--listen", listen, "--script", script,
	                                 "--log", h->journal, "--prompts", cache, "--control",
	                                 h->control, "--recall", "40", "--speed", speed, NULL },
	          h->folder, "phones.out");
	h->daemon = spawn((const char *const[]){ "ringback", "serve", "--config", h->config, NULL },
	                  h->folder, "daemon.log");
	if (h->phones < 0 || h->daemon < 0)
		return ERR_UNAVAILABLE;
	(void)snprintf(url, sizeof(url), "http://127.0.0.1:%d", h->api_port);
	TRY(client_open(&demo->api, url, NULL, NULL));
	link_config(h);
	return wait_ready(demo);
}

enum err demo_house_open(struct demo *demo)
{
	char folder[] = "/tmp/ringback-demo-XXXXXX";

	if (!mkdtemp(folder))
		return ERR_IO;
	TRY(demo_house_write(&demo->house, folder));
	return start_children(demo);
}

static void stop_child(pid_t *pid)
{
	if (*pid <= 0)
		return;
	(void)kill(*pid, SIGTERM);
	for (int waited = 0; waited < STOP_WAIT_MS && lives(*pid); waited += 20)
		nap(20);
	if (lives(*pid)) {
		(void)kill(*pid, SIGKILL);
		(void)waitpid(*pid, NULL, 0);
	}
	*pid = 0;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)kind;
	(void)where;
	return remove(path);
}

static void show_tail(const char *folder, const char *log)
{
	char path[NAME_CHARS], line[400], last[12][400] = { "" };
	unsigned n = 0;
	FILE *f;

	must(snprintf(path, sizeof(path), "%s/%s", folder, log) < (int)sizeof(path));
	f = fopen(path, "re");
	if (!f)
		return;
	while (fgets(line, sizeof(line), f))
		memcpy(last[n++ % 12], line, sizeof(line));
	(void)fclose(f);
	(void)fprintf(stderr, "--- the end of %s\n", path);
	for (unsigned i = n > 12 ? n - 12 : 0; i < n; i++)
		(void)fputs(last[i % 12], stderr);
}

void demo_house_close(struct demo *demo)
{
	struct demo_house *h = &demo->house;

	stop_child(&h->daemon);
	stop_child(&h->phones);
	if (demo->fault[0] && h->folder[0]) {
		show_tail(h->folder, "daemon.log");
		show_tail(h->folder, "phones.out");
	}
	if (h->link[0])
		(void)unlink(h->link);
	if (h->folder[0] && demo->keep)
		(void)fprintf(stderr, "kept: %s\n", h->folder);
	else if (h->folder[0])
		(void)nftw(h->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	if (demo->api.curl)
		client_close(&demo->api);
	h->folder[0] = '\0';
}
