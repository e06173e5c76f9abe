// SPDX-License-Identifier: Apache-2.0
#include "adapter/sip/sip.h"

#include <arpa/inet.h>
#include <string.h>

struct sip_config sip_config_default(void)
{
	return (struct sip_config){
		.address = "127.0.0.1",
		.port = 5060,
		.legs_most = 4000,
		.orders_most = 8192,
		.trunk_wait = SECONDS(4),
		.hang_up_wait = SECONDS(2),
		.health_every = SECONDS(30),
		.health_wait = SECONDS(4),
		.enrol_retry = SECONDS(5),
		.ack_wait = SECONDS(20),
		.orphan_tries = 3,
		.orphan_wait = SECONDS(1),
		.ban_after = 10,
		.ban_window = SECONDS(60),
		.ban_first = MINUTES(5),
		.ban_most = HOURS(24),
		.strangers_per_second = 50,
		.message_most = 65536,
		.capture_messages = 40,
		.capture_bytes = 1000,
		.capture_after = SECONDS(4),
		.receive_buffer = 4 * 1024 * 1024,
		.user_agent = "ringback",
	};
}

struct sip_trunk sip_trunk_default(void)
{
	return (struct sip_trunk){
		.pcmu = true,
		.pcma = true,
		.max_channels = 30,
		.enrol_expires = SECONDS(300),
	};
}

static bool is_loopback(const char *host)
{
	struct in_addr address;

	if (strcmp(host, "localhost") == 0)
		return true;
	return inet_pton(AF_INET, host, &address) == 1 && (ntohl(address.s_addr) >> 24) == 127;
}

/* What could end a quoted word, a URI or a line of ours. */
static bool is_plain(const char *words)
{
	for (; *words; words++)
		if ((unsigned char)*words <= 0x20 || strchr("\"<>\\;?@", *words))
			return false;
	return true;
}

static const char *names_trouble(const struct sip_trunk *trunk)
{
	if (!trunk->name[0] || !is_plain(trunk->name))
		return "a trunk needs a name without blanks and quotes";
	if (!trunk->host[0] || !is_plain(trunk->host) || strlen(trunk->host) > 80)
		return "host must be an address or a name of at most 80 characters";
	if (!is_plain(trunk->domain) || strlen(trunk->domain) > 80)
		return "domain must be a name of at most 80 characters";
	if (!is_plain(trunk->caller_id))
		return "caller_id must be a number";
	if (!is_plain(trunk->username) || strchr(trunk->realm, '"'))
		return "username and realm must not hold blanks or quotes";
	return NULL;
}

const char *sip_trunk_trouble(const struct sip_trunk *trunk)
{
	const char *trouble = names_trouble(trunk);

	if (trouble)
		return trouble;
	if (trunk->password[0] && !trunk->username[0])
		return "a password without a username";
	if (trunk->enrol && !trunk->username[0])
		return "enrol needs a username";
	if (trunk->enrol && trunk->enrol_expires.us < 10000000)
		return "enrol_expires is at least 10 s";
	if (trunk->max_channels == 0)
		return "max_channels must be 1 or more";
	if (trunk->simulated && !is_loopback(trunk->host))
		return "simulated trunks are on the loopback address only";
	return NULL;
}
