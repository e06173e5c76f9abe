// SPDX-License-Identifier: Apache-2.0
/* Orders to the simulated phones over their control socket. */
#include "daemon/demo/demo.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

static enum err ask(int fd, const char *line)
{
	static const char GOOD[] = "{\"ok\":true";
	const struct timeval patience = { .tv_sec = 2 };
	char answer[400];
	ssize_t got;

	(void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	if (send(fd, line, strlen(line), MSG_NOSIGNAL) != (ssize_t)strlen(line))
		return ERR_IO;
	got = recv(fd, answer, sizeof(answer), 0);
	if (got < (ssize_t)strlen(GOOD))
		return ERR_TIMEOUT;
	return memcmp(answer, GOOD, strlen(GOOD)) ? ERR_MALFORMED : OK;
}

enum err demo_phones_tell(const struct demo_house *house, const char *line)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	enum err err;
	int fd;

	must(strchr(line, '\n') != NULL);
	TRY(text_into(text_of(house->control), at.sun_path, sizeof(at.sun_path)));
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return ERR_IO;
	err = connect(fd, (const struct sockaddr *)&at, sizeof(at)) ? ERR_UNAVAILABLE : ask(fd, line);
	(void)close(fd);
	return err;
}
