// SPDX-License-Identifier: Apache-2.0
/*
 * Starts the program, offers and answers each call with bencoded dictionaries over UDP, reads the
 * ports from its SDP.
 */
#include "relay_rtpengine.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PROGRAM "/usr/bin/rtpengine"
#define NG_PORT 22223

extern char **environ;

struct rtpengine {
	pid_t pid;
	int fd;
	unsigned asked;
	int64_t bytes_before; /* without a call */
};

bool rtpengine_is_here(void)
{
	return access(PROGRAM, X_OK) == 0;
}

static bool start(struct rtpengine *engine)
{
	char *words[] = { PROGRAM,
		              "--table=-1",
		              "--interface=127.0.0.1",
		              "--listen-ng=127.0.0.1:22223",
		              "--foreground",
		              "--num-threads=1",
		              "--log-level=0",
		              "--port-min=30000",
		              "--port-max=39999",
		              NULL };
	posix_spawn_file_actions_t actions;
	bool good;

	must(posix_spawn_file_actions_init(&actions) == 0);
	must(posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", 1, 0) == 0);
	must(posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", 1, 0) == 0);
	good = posix_spawn(&engine->pid, PROGRAM, &actions, NULL, words, environ) == 0;
	posix_spawn_file_actions_destroy(&actions);
	return good;
}

/* Sends one dictionary; the reply's bytes without its cookie. NULL: none came. */
static const char *ask(struct rtpengine *engine, const char *dictionary, char *reply, size_t size)
{
	char question[2000];
	struct pollfd ready = { .fd = engine->fd, .events = POLLIN };
	int length = snprintf(question, sizeof(question), "%u %s", ++engine->asked, dictionary);
	ssize_t got;

	must(length > 0 && (size_t)length < sizeof(question));
	if (send(engine->fd, question, (size_t)length, 0) < 0 || poll(&ready, 1, 500) != 1)
		return NULL;
	got = recv(engine->fd, reply, size - 1, 0);
	if (got <= 0)
		return NULL;
	reply[got] = '\0';
	return strchr(reply, ' ');
}

static bool ping(struct rtpengine *engine)
{
	char reply[500];

	for (int tries = 0; tries < 50; tries++) {
		const char *answer = ask(engine, "d7:command4:pinge", reply, sizeof(reply));

		if (answer && strstr(answer, "pong"))
			return true;
		(void)nanosleep(&(struct timespec){ .tv_nsec = 100000000 }, NULL);
	}
	return false;
}

static bool negotiate(struct rtpengine *engine, const char *command, size_t call,
                      uint16_t phone_port, uint16_t *port)
{
	char sdp[400], dictionary[1500], reply[4000];
	bool is_answer = strcmp(command, "answer") == 0;
	const char *answer, *media;
	int length =
		snprintf(sdp, sizeof(sdp),
	             "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
	             "m=audio %u RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=sendrecv\r\n",
	             phone_port);

	/* Keys of a dictionary are sorted: "sdp" comes before "to-tag". */
	(void)snprintf(dictionary, sizeof(dictionary),
	               "d7:call-id8:c%07zu7:command%zu:%s8:from-tag1:a3:sdp%d:%s%se", call,
	               strlen(command), command, length, sdp, is_answer ? "6:to-tag1:b" : "");
	answer = ask(engine, dictionary, reply, sizeof(reply));
	media = answer ? strstr(answer, "m=audio ") : NULL;
	if (!media)
		return false;
	*port = (uint16_t)strtol(media + 8, NULL, 10);
	return *port != 0;
}

bool rtpengine_begin(struct load *load, void **state)
{
	struct rtpengine *engine = calloc(1, sizeof(*engine));
	struct sockaddr_in ng = { .sin_family = AF_INET,
		                      .sin_port = htons(NG_PORT),
		                      .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	bool good;

	must(engine != NULL);
	engine->fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	*state = engine;
	good = engine->fd >= 0 && connect(engine->fd, (struct sockaddr *)&ng, sizeof(ng)) == 0 &&
	       start(engine) && ping(engine);
	engine->bytes_before = good ? load_resident_bytes_of(engine->pid) : 0;
	for (size_t call = 0; good && call < load->count / 2; call++) {
		struct load_phone *a = &load->phones[call * 2], *b = a + 1;
		uint16_t for_a = 0, for_b = 0;

		/* What the offer gives back is where b sends to; the answer's is where a does. */
		good = negotiate(engine, "offer", call, ntohs(a->own.sin_port), &for_b) &&
		       negotiate(engine, "answer", call, ntohs(b->own.sin_port), &for_a);
		load_phone_aim(a, for_a);
		load_phone_aim(b, for_b);
	}
	return good;
}

int64_t rtpengine_cpu_ns(void *state)
{
	const struct rtpengine *engine = state;

	return load_thread_ns(engine->pid, NULL);
}

int64_t rtpengine_bytes(void *state)
{
	const struct rtpengine *engine = state;

	return load_resident_bytes_of(engine->pid) - engine->bytes_before;
}

void rtpengine_end(void *state)
{
	struct rtpengine *engine = state;

	(void)kill(engine->pid, SIGKILL);
	while (waitpid(engine->pid, NULL, 0) < 0)
		must(errno == EINTR);
	close(engine->fd);
	free(engine);
}
