// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The control socket: JSON lines in, one JSON line out for each, over a Unix stream socket.
 *
 * Serves the network on the loop's thread; a client that does not read its answers is dropped.
 * Commands are in docs/operate/phones.md. A socket that cannot be made is an err; a wrong command
 * is answered with its fault.
 */
#include "phones/network.h"

struct control;

/* `recalled`: so many of the last lines of each number are told to whoever begins to watch. */
NODISCARD enum err control_open(const char *path, struct network *network, size_t recalled,
                                struct control **out);
void control_close(struct control *control);
