// SPDX-License-Identifier: Apache-2.0
/* A trunk: where it is, who it is known as, how it feels. */
#include "adapter/sip/phone.h"

#include "base/log.h"
#include "base/meter.h"
#include "base/random.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

static void ask_health(void *arg);

const char *trunk_transport_word(const struct trunk *trunk)
{
	static const char *const WORDS[] = { "udp", "tcp", "tls" };

	must(trunk->config->transport <= SIP_TLS);
	return WORDS[trunk->config->transport];
}

int trunk_print_contact(struct re_printf *pf, const struct trunk *trunk)
{
	return re_hprintf(pf, "<sip:ringback@%J%s%s>", trunk_local(trunk),
	                  trunk->config->transport == SIP_UDP ? "" : ";transport=",
	                  trunk->config->transport == SIP_UDP ? "" : trunk_transport_word(trunk));
}

void trunk_learn(struct trunk *trunk, const struct sa *address)
{
	uint32_t in = htonl(sa_in(address));

	if (sa_af(address) != AF_INET || in == 0)
		return;
	for (size_t i = 0; i < KNOWN_ADDRESSES; i++) {
		if (trunk->known[i] == in)
			return;
		if (trunk->known[i] == 0) {
			trunk->known[i] = in;
			return;
		}
	}
}

bool trunk_knows(const struct trunk *trunk, const struct sa *address)
{
	uint32_t in = htonl(sa_in(address));

	for (size_t i = 0; i < KNOWN_ADDRESSES && trunk->known[i]; i++)
		if (trunk->known[i] == in)
			return sa_af(address) == AF_INET;
	return false;
}

struct trunk *trunk_of_address(struct phone *phone, const struct sa *address)
{
	for (unsigned i = 0; i < phone->config.trunk_count; i++)
		if (trunk_knows(&phone->trunks[i], address))
			return &phone->trunks[i];
	return NULL;
}

struct trunk *trunk_named(struct phone *phone, const char *name)
{
	for (unsigned i = 0; i < phone->config.trunk_count; i++)
		if (strcmp(phone->trunks[i].config->name, name) == 0)
			return &phone->trunks[i];
	return NULL;
}

void trunk_show(struct trunk *trunk)
{
	trunk->status.channels = trunk->channels;
	meter_set(METER_TRUNK_CHANNELS, trunk->label, trunk->channels);
	meter_set(METER_TRUNK_UP, trunk->label, trunk->status.up);
	board_write(trunk->phone->board, trunk->index, &trunk->status);
}

void trunk_count_channel(struct trunk *trunk, int by)
{
	must(by > 0 || trunk->channels > 0);
	trunk->channels += (unsigned)by;
	trunk_show(trunk);
}

/* A reason may come from the other side: it is shown to people, so only plain letters are kept. */
static void note(struct trunk *trunk, const char *why)
{
	char *at = trunk->status.why;

	text_fit(text_of(why), at, sizeof(trunk->status.why));
	for (; *at; at++)
		if (*at < 0x20 || *at == 0x7f || *at == '"' || *at == '\\')
			*at = '?';
}

static void turn(struct trunk *trunk, bool up, const char *why)
{
	struct sip_trunk_status *s = &trunk->status;
	const struct clock_port *clock = trunk->phone->clock;

	if (why[0])
		note(trunk, why);
	if (!s->known || s->up != up) {
		s->since = clock->utc(clock->ctx);
		if (up)
			log_info("trunk.up", KV_TEXT(trunk, trunk->config->name));
		else
			log_warn("trunk.down", KV_TEXT(trunk, trunk->config->name), KV_TEXT(reason, s->why));
	}
	s->known = true;
	s->up = up;
	trunk_show(trunk);
}

void trunk_went_well(struct trunk *trunk)
{
	if (!trunk->status.known || !trunk->status.up)
		turn(trunk, true, "");
}

void trunk_went_wrong(struct trunk *trunk, const char *why)
{
	turn(trunk, false, why);
}

void trunk_complained(struct trunk *trunk, const char *why)
{
	note(trunk, why);
	trunk_show(trunk);
}

/* ---- health ---------------------------------------------------------------------------- */
/* Whatever becomes of an OPTIONS, exactly one timer runs afterwards. */
static void ask_again_later(struct trunk *trunk)
{
	tmr_start(&trunk->health, (uint64_t)span_ms(trunk->phone->config.health_every), ask_health,
	          trunk);
}

static void on_no_health(void *arg)
{
	struct trunk *trunk = arg;

	trunk->health_rq = mem_deref(trunk->health_rq);
	trunk_went_wrong(trunk, "OPTIONS: no answer");
	ask_again_later(trunk);
}

static void on_health(int err, const struct sip_msg *msg, void *arg)
{
	struct trunk *trunk = arg;
	char why[120];

	if (!err && msg && msg->scode < 200)
		return;
	trunk->health_rq = NULL;
	if (err || !msg) {
		(void)re_snprintf(why, sizeof(why), "OPTIONS: %m", err);
		trunk_went_wrong(trunk, why);
	} else if (msg->scode == 503 || msg->scode == 408) {
		(void)re_snprintf(why, sizeof(why), "OPTIONS: %u %r", msg->scode, &msg->reason);
		trunk_went_wrong(trunk, why);
	} else {
		trunk_learn(trunk, &msg->src);
		trunk->status.round_trip = mono_since(phone_now(trunk->phone), trunk->asked);
		meter_observe(METER_TRUNK_OPTIONS, trunk->label, trunk->status.round_trip);
		trunk_went_well(trunk);
		trunk_show(trunk);
	}
	ask_again_later(trunk);
}

static bool send_health(struct trunk *trunk)
{
	char uri[200];
	struct uri hop;
	struct pl pl;

	pl_set_str(&pl, trunk->hop);
	if (uri_decode(&hop, &pl))
		return false;
	(void)re_snprintf(uri, sizeof(uri), "sip:%s", trunk->domain);
	return sip_requestf(
			   &trunk->health_rq, trunk->stack->sip, true, "OPTIONS", uri, &hop, NULL, NULL,
			   on_health, trunk,
			   "From: <sip:ringback@%s>;tag=%s\r\nTo: <%s>\r\nCall-ID: %s\r\nCSeq: %u OPTIONS\r\n"
			   "Contact: %H\r\nAccept: application/sdp\r\nUser-Agent: %s\r\nContent-Length: "
			   "0\r\n\r\n",
			   trunk->domain, trunk->tag, uri, trunk->call_id, ++trunk->cseq, trunk_print_contact,
			   trunk, trunk->phone->config.user_agent) == 0;
}

static void ask_health(void *arg)
{
	struct trunk *trunk = arg;

	if (trunk->phone->closing)
		return;
	trunk->asked = phone_now(trunk->phone);
	if (send_health(trunk)) {
		tmr_start(&trunk->health, (uint64_t)span_ms(trunk->phone->config.health_wait), on_no_health,
		          trunk);
	} else {
		trunk_went_wrong(trunk, "OPTIONS: it cannot be sent");
		ask_again_later(trunk);
	}
}

/* ---- life ------------------------------------------------------------------------------ */
static void learn_configured(struct trunk *trunk)
{
	struct sa address;

	if (!sa_set_str(&address, trunk->config->host, 0))
		trunk_learn(trunk, &address);
	for (size_t i = 0; i < TRUNK_ADDRESSES_MOST && trunk->config->addresses[i][0]; i++)
		if (!sa_set_str(&address, trunk->config->addresses[i], 0))
			trunk_learn(trunk, &address);
}

void trunk_open(struct phone *phone, unsigned index, struct stack *stack)
{
	struct trunk *trunk = &phone->trunks[index];
	const struct sip_trunk *config = &phone->config.trunks[index];

	trunk->phone = phone;
	trunk->index = index;
	trunk->config = config;
	if (strcmp(config->host, "localhost") == 0) /* libre asks name servers only */
		memcpy(phone->config.trunks[index].host, "127.0.0.1", sizeof("127.0.0.1"));
	trunk->stack = stack;
	trunk->label = meter_label(METER_TRUNK_UP, config->name);
	must(meter_label(METER_TRUNK_OPTIONS, config->name) == trunk->label &&
	     meter_label(METER_TRUNK_CHANNELS, config->name) == trunk->label &&
	     meter_label(METER_TRUNK_CHANNELS_LIMIT, config->name) == trunk->label);
	meter_set(METER_TRUNK_CHANNELS_LIMIT, trunk->label, config->max_channels);
	if (config->port)
		(void)re_snprintf(trunk->hop, sizeof(trunk->hop), "sip:%s:%u;transport=%s", config->host,
		                  config->port, trunk_transport_word(trunk));
	else
		(void)re_snprintf(trunk->hop, sizeof(trunk->hop), "sip:%s;transport=%s", config->host,
		                  trunk_transport_word(trunk));
	text_fit(text_of(config->domain[0] ? config->domain : config->host), trunk->domain,
	         sizeof(trunk->domain));
	text_fit(text_of(config->realm), trunk->realm, sizeof(trunk->realm));
	snprintf(trunk->call_id, sizeof(trunk->call_id), "%016llx",
	         (unsigned long long)random_secret_u64());
	snprintf(trunk->tag, sizeof(trunk->tag), "%016llx", (unsigned long long)random_secret_u64());
	learn_configured(trunk);
	trunk->status = (struct sip_trunk_status){ .max_channels = config->max_channels,
		                                       .simulated = config->simulated,
		                                       .enrolled = !config->enrol };
	text_fit(text_of(config->name), trunk->status.name, sizeof(trunk->status.name));
	trunk_show(trunk);
}

void trunk_start(struct trunk *trunk)
{
	if (trunk->phone->config.health_every.us > 0)
		ask_health(trunk);
	if (trunk->config->enrol)
		enrol_start(trunk);
}

void trunk_close(struct trunk *trunk)
{
	tmr_cancel(&trunk->health);
	tmr_cancel(&trunk->enrol);
	trunk->health_rq = mem_deref(trunk->health_rq);
	trunk->enrol_rq = mem_deref(trunk->enrol_rq);
	trunk->enrol_auth = mem_deref(trunk->enrol_auth);
}
