// SPDX-License-Identifier: Apache-2.0
/* The phone thread: libre's loop, the mailboxes it watches, opening and closing. */
#include "adapter/sip/crowd.h"
#include "adapter/sip/phone.h"

#include "adapter/sip/wheel.h"
#include "base/log.h"
#include "base/meter.h"
#include "base/slots.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ORDERS_AT_ONCE 32

mono phone_now(const struct phone *phone)
{
	return phone->clock->tick(phone->clock->ctx);
}

/* ---- messages in ----------------------------------------------------------------------- */
static void forward_to_media(struct phone *phone, const struct order *order)
{
	enum err err = media_order(phone->media, order);

	if (err == ERR_FULL)
		meter_add(METER_MAILBOX_FULL, 2, 1);
	if (err != OK && err != ERR_NONE)
		log_warn("phone.order_lost", KV_ID(leg, order->leg), KV_ERR(err));
}

static void say(struct phone *phone, const struct order *order)
{
	struct leg *leg = leg_find(phone, order->leg);

	if (leg)
		leg_acknowledge(leg);
	forward_to_media(phone, order);
}

static void obey(struct phone *phone, const struct order *order)
{
	switch (order->kind) {
	case ORDER_RING: leg_dial(phone, order); break;
	case ORDER_HANG_UP: leg_hang_up(phone, order); break;
	case ORDER_ORPHAN: farewell_orphan(phone, &order->orphan); break;
	case ORDER_SAY: say(phone, order); break;
	case ORDER_JOIN:
	case ORDER_LIMIT:
	case ORDER_KEY:
	case ORDER_PART: forward_to_media(phone, order); break;
	}
}

static void on_orders(int flags, void *arg)
{
	struct phone *phone = arg;
	struct order *orders = phone->order_batch;
	size_t n;

	(void)flags;
	/* One batch a turn: the eventfd stays readable while more waits, and answers come in between.
	 */
	n = mailbox_take(phone->orders, orders, ORDERS_AT_ONCE);
	for (size_t i = 0; i < n; i++)
		obey(phone, &orders[i]);
	if (mailbox_is_stopped(phone->orders) && !phone->closing && mailbox_count(phone->orders) == 0)
		phone_begin_close(phone);
}

static void on_nudges(int flags, void *arg)
{
	struct phone *phone = arg;
	struct nudge nudges[ORDERS_AT_ONCE];
	size_t n = mailbox_take(phone->nudges, nudges, ORDERS_AT_ONCE);

	(void)flags;
	for (size_t i = 0; i < n; i++) {
		struct leg *leg = leg_find(phone, nudges[i].leg);

		if (!leg)
			continue;
		if (nudges[i].kind == NUDGE_PROBE)
			leg_probe(leg);
		else
			leg_drop(leg, nudges[i].kind == NUDGE_LOST ? LEG_LOST : LEG_WE_HUNG_UP, 0);
	}
}

/* ---- words from media threads ---------------------------------------------------------- */
static void nudge(struct phone *phone, enum nudge_kind kind, int64_t leg)
{
	struct nudge n = { kind, leg };

	if (!mailbox_put(phone->nudges, &n))
		meter_add(METER_MAILBOX_FULL, 1, 1);
}

static void on_probe(void *ctx, int64_t leg)
{
	nudge(ctx, NUDGE_PROBE, leg);
}

static void on_lost(void *ctx, int64_t leg)
{
	nudge(ctx, NUDGE_LOST, leg);
}

static void on_said(void *ctx, int64_t leg)
{
	nudge(ctx, NUDGE_SAID, leg);
}

/* ---- the thread ------------------------------------------------------------------------ */
static void open_dns(struct phone *phone)
{
	struct sa servers[8];
	uint32_t count = COUNT(servers);

	if (dns_srv_get(NULL, 0, servers, &count) || count == 0 ||
	    dnsc_alloc(&phone->dns, NULL, servers, count))
		log_warn("phone.no_dns", KV_TEXT(reason, "trunks can be reached by numeric address only"));
}

/* libre keeps its UDP socket to itself: the first message shows it (gate_attach), so we send it
 * one. */
static void show_socket(struct phone *phone)
{
	static const char HELLO[] =
		"SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKhello\r\n"
		"From: <sip:ringback>;tag=1\r\nTo: <sip:ringback>;tag=2\r\nCall-ID: hello\r\n"
		"CSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(phone->port) };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	must(inet_pton(AF_INET, phone->config.address, &to.sin_addr) == 1);
	if (fd < 0)
		return;
	if (sendto(fd, HELLO, sizeof(HELLO) - 1, 0, (struct sockaddr *)&to, sizeof(to)) < 0)
		log_warn("phone.socket_unseen", KV_TEXT(reason, "messages are not checked before libre"));
	close(fd);
}

static enum err set_up(struct phone *phone)
{
	if (re_thread_init() || fd_setsize(crowd_descriptors()))
		return ERR_IO;
	open_dns(phone);
	if (hash_alloc(&phone->by_id, 8192) || hash_alloc(&phone->by_call_id, 8192))
		return ERR_IO;
	TRY(captures_open(phone));
	TRY(stacks_open(phone));
	if (fd_listen(mailbox_fd(phone->orders), FD_READ, on_orders, phone) ||
	    fd_listen(mailbox_fd(phone->nudges), FD_READ, on_nudges, phone))
		return ERR_IO;
	show_socket(phone);
	for (unsigned i = 0; i < phone->config.trunk_count; i++)
		trunk_start(&phone->trunks[i]);
	return OK;
}

static void tear_down(struct phone *phone)
{
	tmr_cancel(&phone->last_wait);
	fd_close(mailbox_fd(phone->orders));
	fd_close(mailbox_fd(phone->nudges));
	farewells_close(phone);
	captures_close(phone);
	for (unsigned i = 0; i < phone->config.trunk_count; i++)
		if (phone->trunks[i].phone)
			trunk_close(&phone->trunks[i]);
	stacks_close(phone);
	mem_deref(phone->dns);
	mem_deref(phone->by_id);
	mem_deref(phone->by_call_id);
	re_thread_close();
	wheel_leave_thread();
}

static void *run(void *arg)
{
	struct phone *phone = arg;
	enum err began = set_up(phone);

	must(mailbox_put(phone->started, &began));
	if (began == OK)
		(void)re_main(NULL);
	tear_down(phone);
	return NULL;
}

/* ---- closing --------------------------------------------------------------------------- */
static void stop_loop(void *arg)
{
	(void)arg;
	re_cancel();
}

void phone_check_closed(struct phone *phone)
{
	if (phone->closing && slots_used(phone->legs) == 0 && !list_head(&phone->farewells))
		re_cancel();
}

void phone_begin_close(struct phone *phone)
{
	uint32_t slot = 0;
	struct leg *leg;
	handle at;

	must(!phone->closing);
	phone->closing = true;
	tmr_start(&phone->last_wait, (uint64_t)span_ms(phone->config.hang_up_wait), stop_loop, NULL);
	while ((leg = slots_next(phone->legs, &slot, &at)) != NULL)
		leg_drop(leg, LEG_WE_HUNG_UP, 0);
	phone_check_closed(phone);
}

static void free_phone(struct phone *phone)
{
	mailbox_close(phone->orders);
	mailbox_close(phone->nudges);
	mailbox_close(phone->started);
	slots_close(phone->legs);
	bans_close(phone->bans);
	board_close(phone->board);
	free(phone->order_batch);
	explicit_bzero(phone, sizeof(*phone)); /* the trunks' passwords */
	free(phone);
	libre_close();
}

void phone_close(struct phone *phone)
{
	if (!phone)
		return;
	mailbox_stop(phone->orders);
	mailbox_nudge(phone->orders);
	must(pthread_join(phone->thread, NULL) == 0);
	media_close(phone->media);
	free_phone(phone);
}

/* ---- opening --------------------------------------------------------------------------- */
static enum err start_thread(struct phone *phone)
{
	enum err began = ERR_IO;

	if (pthread_create(&phone->thread, NULL, run, phone) != 0)
		return ERR_IO;
	while (mailbox_take(phone->started, &began, 1) == 0)
		mailbox_wait(phone->started, SECONDS(1));
	if (began != OK)
		must(pthread_join(phone->thread, NULL) == 0);
	return began;
}

static enum err check(const struct sip_config *config)
{
	struct in_addr address;

	if (inet_pton(AF_INET, config->address, &address) != 1 || address.s_addr == 0) {
		log_error("phone.address_unusable",
		          KV_TEXT(reason, "sip.address must be one IPv4 address of this machine"));
		return ERR_CONFIG;
	}
	must(config->trunk_count <= TRUNKS_MOST);
	for (unsigned i = 0; i < config->trunk_count; i++) {
		const char *trouble = sip_trunk_trouble(&config->trunks[i]);

		for (unsigned k = 0; k < i && !trouble; k++)
			if (strcmp(config->trunks[k].name, config->trunks[i].name) == 0)
				trouble = "two trunks of one name";
		if (trouble) {
			log_error("trunk.unusable", KV_TEXT(trunk, config->trunks[i].name),
			          KV_TEXT(reason, trouble));
			return ERR_CONFIG;
		}
	}
	return OK;
}

enum err phone_open(const struct sip_config *config, const struct media_config *media,
                    const struct news_sink *sink, const struct clock_port *clock,
                    struct speech *speech, struct phone **out)
{
	struct media_listener listener = { .probe = on_probe,
		                               .lost = on_lost,
		                               .said_and_hang_up = on_said };
	struct phone *phone;
	enum err err;

	TRY(check(config));
	phone = calloc(1, sizeof(*phone));
	must(phone != NULL && libre_init() == 0);
	phone->config = *config;
	phone->sink = *sink;
	phone->clock = clock;
	text_fit(text_of(media->address), phone->media_address, sizeof(phone->media_address));
	phone->orders = mailbox_open(sizeof(struct order), config->orders_most, 0);
	phone->nudges = mailbox_open(sizeof(struct nudge), 3 * (size_t)config->legs_most, 0);
	phone->started = mailbox_open(sizeof(enum err), 1, 0);
	phone->legs = slots_open(sizeof(struct leg), config->legs_most);
	phone->order_batch = calloc(ORDERS_AT_ONCE, sizeof(struct order));
	phone->board = board_open();
	phone->bans = bans_open(config);
	must(phone->order_batch != NULL);
	listener.ctx = phone;
	err = media_open(media, sink, &listener, clock, speech, &phone->media);
	if (err == OK) {
		err = start_thread(phone);
		if (err != OK)
			media_close(phone->media);
	}
	if (err != OK) {
		free_phone(phone);
		return err;
	}
	*out = phone;
	return OK;
}

/* ---- for other threads ----------------------------------------------------------------- */
static bool take_order(void *ctx, const struct order *order)
{
	struct phone *phone = ctx;

	if (mailbox_put(phone->orders, order))
		return true;
	meter_add(METER_MAILBOX_FULL, 1, 1);
	return false;
}

struct phone_port phone_port(struct phone *phone)
{
	return (struct phone_port){ .ctx = phone, .order = take_order };
}

size_t phone_trunks(struct phone *phone, struct sip_trunk_status *out, size_t most)
{
	size_t n = 0;

	for (; n < most && n < phone->config.trunk_count; n++)
		out[n] = board_read(phone->board, (unsigned)n);
	return n;
}

uint16_t phone_sip_port(const struct phone *phone)
{
	return phone->port;
}
