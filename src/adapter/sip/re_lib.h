// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The one door to libre. Debian's 1.1 is what we build and test with; 3.x differs in fd_listen (it
 * gives out a handle) and makes the timers macros: what bridges that belongs here, when a Debian
 * ships it. Included by .c files and internal headers of adapter/sip only: nothing of libre shows
 * outside. libre owns every function name that begins with sip_, tmr_, list_, ...: ours begin with
 * phone_, trunk_, wheel_, ...
 */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wstrict-prototypes"
#pragma GCC diagnostic ignored "-Wshadow"
#include <re.h>
#pragma GCC diagnostic pop
