// SPDX-License-Identifier: Apache-2.0
#pragma once
/* Listening sockets: non-blocking, close-on-exec. The caller owns the descriptor. ERR_CONFIG: the
 * address cannot be read; ERR_BUSY or ERR_DENIED: the system says no. */
#include "base/text.h"

/*
 * "192.0.2.1:8080", "[::]:443"; a host name is not looked up. Port 0: any, told in `port`. Shared
 * by SO_REUSEPORT.
 */
NODISCARD enum err listener_inet(const char *address, int port_before, int *fd, int *port);
/* Replaces a socket file that nobody listens on any more. */
NODISCARD enum err listener_unix(const char *path, int *fd);
/* True: root or our own user is at the other end. */
bool listener_peer_is_admin(int fd);
