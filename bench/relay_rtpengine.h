// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Debian's rtpengine as a relay in userspace, started by us on loopback and driven by its ng
 * protocol. Used on one thread by bench/relay. rtpengine_begin says false, with words on stderr,
 * when it cannot.
 */
#include "relay_load.h"

bool rtpengine_is_here(void);
bool rtpengine_begin(struct load *load, void **state);
int64_t rtpengine_cpu_ns(void *state);
int64_t rtpengine_bytes(void *state);
void rtpengine_end(void *state);
