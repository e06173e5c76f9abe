// SPDX-License-Identifier: Apache-2.0
/* Orders to the simulated phones over their control socket. */
#include "daemon/demo/demo.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#define ANSWER_CHARS 400
#define GOOD "{\"ok\":true"

/* The answer's beginning. */
static enum err ask(int fd, const char *line, char answer[ANSWER_CHARS])
{
	const struct timeval patience = { .tv_sec = 2 };
	ssize_t got;

	(void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	if (send(fd, line, strlen(line), MSG_NOSIGNAL) != (ssize_t)strlen(line))
		return ERR_IO;
	got = recv(fd, answer, ANSWER_CHARS - 1, 0);
	if (got < (ssize_t)strlen(GOOD))
		return ERR_TIMEOUT;
	answer[got] = '\0';
	return memcmp(answer, GOOD, strlen(GOOD)) ? ERR_MALFORMED : OK;
}

static enum err tell(const struct demo_house *house, const char *line, char answer[ANSWER_CHARS])
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	enum err err;
	int fd;

	must(strchr(line, '\n') != NULL);
	TRY(text_into(text_of(house->control), at.sun_path, sizeof(at.sun_path)));
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return ERR_IO;
	err = connect(fd, (const struct sockaddr *)&at, sizeof(at)) ? ERR_UNAVAILABLE
	                                                            : ask(fd, line, answer);
	(void)close(fd);
	return err;
}

enum err demo_phones_tell(const struct demo_house *house, const char *line)
{
	char answer[ANSWER_CHARS];

	return tell(house, line, answer);
}

int demo_phones_speed(const struct demo_house *house, int otherwise)
{
	static const char BEFORE[] = GOOD ",\"speed\":";
	char answer[ANSWER_CHARS];
	text number, rest;
	int64_t speed;

	if (tell(house, "{\"cmd\":\"state\"}\n", answer) != OK || !text_starts(text_of(answer), BEFORE))
		return otherwise;
	text_cut(text_of(answer + strlen(BEFORE)), ',', &number, &rest);
	return text_number(number, 1, DEMO_SPEED_MOST, &speed) == OK ? (int)speed : otherwise;
}
