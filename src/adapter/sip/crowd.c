// SPDX-License-Identifier: Apache-2.0
/*
 * Room for calls while strangers crowd in: libre accepts every TCP connection, and one address
 * could use up the process's descriptors by holding idle ones open, so that no leg would get its
 * sound any more.
 *
 * As with the timers, the executable's tcp_accept takes the place of libre's inner one. It turns
 * connections away once three quarters of the descriptors are in use (the kernel gives out the
 * lowest free number, so the number tells).
 */
#include "adapter/sip/crowd.h"
#include "adapter/sip/re_lib.h"

#include "base/err.h"
#include "base/meter.h"

#include <dlfcn.h>
#include <errno.h>
#include <sys/resource.h>

#define FLOOD 3 /* label of SIP_DROPPED */

typedef int accept_function(struct tcp_conn **, struct tcp_sock *, tcp_estab_h *, tcp_recv_h *,
                            tcp_close_h *, void *);

int crowd_descriptors(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur > CROWD_DESCRIPTORS_MOST)
		return CROWD_DESCRIPTORS_MOST;
	return (int)limit.rlim_cur;
}

static accept_function *libre_accept(void)
{
	void *found = dlsym(RTLD_NEXT, "tcp_accept");

	must(found != NULL);
	return (accept_function *)(uintptr_t)found;
}

int tcp_accept(struct tcp_conn **conn, struct tcp_sock *sock, tcp_estab_h *on_open,
               tcp_recv_h *on_bytes, tcp_close_h *on_close, void *arg)
{
	int failed = libre_accept()(conn, sock, on_open, on_bytes, on_close, arg);

	if (failed || tcp_conn_fd(*conn) < crowd_descriptors() / 4 * 3)
		return failed;
	*conn = mem_deref(*conn);
	meter_add(METER_SIP_DROPPED, FLOOD, 1);
	return EMFILE;
}
