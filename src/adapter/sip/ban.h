// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Who may not talk to us for a while: addresses that failed to authenticate too often, and those
 * that flood.
 *
 * One thread. A fixed table; when it is crowded the entry least in need is forgotten, never one
 * that is banned while another is not. Trunks are not asked about here. Addresses are IPv4 in
 * network order, times monotonic.
 */
#include "adapter/sip/sip.h"

struct bans;

struct bans *bans_open(const struct sip_config *config);
void bans_close(struct bans *bans);
bool bans_has(struct bans *bans, uint32_t address, mono now);
/* One more failure to authenticate; true: banned by this one. */
bool bans_fail(struct bans *bans, uint32_t address, mono now);
/* One more message; true: too many this second. */
bool bans_flood(struct bans *bans, uint32_t address, mono now);
