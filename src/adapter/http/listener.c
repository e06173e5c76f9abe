// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define BACKLOG 1024

union place {
	struct sockaddr any;
	struct sockaddr_in four;
	struct sockaddr_in6 six;
};

static enum err read_address(const char *address, union place *place, socklen_t *length)
{
	text all = text_of(address), host, digits;
	const char *colon = strrchr(address, ':');
	char chars[INET6_ADDRSTRLEN];
	int64_t port;

	memset(place, 0, sizeof(*place));
	if (!colon)
		return ERR_CONFIG;
	host = (text){ address, (size_t)(colon - address) };
	digits = (text){ colon + 1, all.length - host.length - 1 };
	if (text_number(digits, 0, 65535, &port) != OK)
		return ERR_CONFIG;
	if (host.length > 2 && host.at[0] == '[' && host.at[host.length - 1] == ']')
		host = (text){ host.at + 1, host.length - 2 };
	if (text_into(host, chars, sizeof(chars)) != OK)
		return ERR_CONFIG;
	if (inet_pton(AF_INET, chars, &place->four.sin_addr) == 1) {
		place->four.sin_family = AF_INET;
		place->four.sin_port = htons((uint16_t)port);
		*length = sizeof(place->four);
	} else if (inet_pton(AF_INET6, chars, &place->six.sin6_addr) == 1) {
		place->six.sin6_family = AF_INET6;
		place->six.sin6_port = htons((uint16_t)port);
		*length = sizeof(place->six);
	} else {
		return ERR_CONFIG;
	}
	return OK;
}

static enum err system_says(int fd)
{
	int code = errno;

	if (fd >= 0)
		close(fd);
	return code == EADDRINUSE ? ERR_BUSY : code == EACCES || code == EPERM ? ERR_DENIED : ERR_IO;
}

static enum err bind_and_listen(int fd, const struct sockaddr *at, socklen_t length)
{
	if (bind(fd, at, length) < 0 || listen(fd, BACKLOG) < 0)
		return system_says(fd);
	return OK;
}

/* SO_REUSEPORT would let a second daemon share the port in silence: without it the system tells. */
static enum err check_free(const union place *place, socklen_t length)
{
	const int yes = 1;
	int fd = socket(place->any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) < 0 ||
	    bind(fd, &place->any, length) < 0)
		return system_says(fd);
	close(fd);
	return OK;
}

enum err listener_inet(const char *address, int port_before, int *fd, int *port)
{
	const int yes = 1;
	union place place;
	socklen_t length;

	TRY(read_address(address, &place, &length));
	/*
	 * The second loop joins the port the first one was given. Both families keep it at the same
	 * offset.
	 */
	if (port_before)
		place.four.sin_port = htons((uint16_t)port_before);
	else
		TRY(check_free(&place, length));
	int made = socket(place.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (made < 0 || setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) < 0 ||
	    setsockopt(made, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof(yes)) < 0)
		return system_says(made);
	TRY(bind_and_listen(made, &place.any, length));
	length = sizeof(place);
	must(getsockname(made, &place.any, &length) == 0);
	*port = ntohs(place.four.sin_port);
	*fd = made;
	return OK;
}

/* A file left by a process that is gone answers nobody. */
static bool somebody_listens(const struct sockaddr_un *at)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool answers = fd >= 0 && connect(fd, (const struct sockaddr *)at, sizeof(*at)) == 0;

	if (fd >= 0)
		close(fd);
	return answers;
}

enum err listener_unix(const char *path, int *fd)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	struct stat there;

	if (text_into(text_of(path), at.sun_path, sizeof(at.sun_path)) != OK)
		return ERR_CONFIG;
	if (lstat(path, &there) == 0) {
		if (!S_ISSOCK(there.st_mode) || somebody_listens(&at))
			return ERR_BUSY;
		unlink(path);
	}
	int made = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (made < 0)
		return system_says(made);
	TRY(bind_and_listen(made, (const struct sockaddr *)&at, sizeof(at)));
	/* Who may is decided by whom the kernel says it is, not by the file's mode. */
	(void)chmod(path, 0666);
	*fd = made;
	return OK;
}

bool listener_peer_is_admin(int fd)
{
	struct ucred peer;
	socklen_t length = sizeof(peer);

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) < 0)
		return false;
	return peer.uid == 0 || peer.uid == geteuid();
}
