// SPDX-License-Identifier: Apache-2.0
/*
 * The SIP messages of each leg, redacted as they pass and handed over once, a while after the leg's
 * end. Bounded: so many messages of a leg, its first and its last ones; so many bytes of each; and
 * no more legs at once than twice as many as may live.
 */
#include "adapter/sip/phone.h"
#include "adapter/sip/redact.h"

#include "base/arena.h"
#include "base/log.h"

#include <stdlib.h>
#include <string.h>

#define TABLE 8192
#define ARENA_BYTES 16384
#define HAND_OVER_MS 1000
#define AT_ONCE 100 /* legs in one transaction */

struct captured {
	struct le by_call_id, over;
	int64_t leg;
	char call_id[80];
	mono over_at;
	unsigned count, left_out;
	char *messages[]; /* each a JSON object */
};

static bool has_call_id(struct le *le, void *arg)
{
	return text_is(*(const text *)arg, ((const struct captured *)le->data)->call_id);
}

static struct captured *find(struct phone *phone, text call_id)
{
	const struct pl key = { call_id.at, call_id.length };

	if (call_id.length == 0)
		return NULL;
	return list_ledata(hash_lookup(phone->captured, hash_joaat_pl(&key), has_call_id, &call_id));
}

/* The first ones say how it began, the last ones how it ended: the oldest of the second half goes.
 */
static void make_room(struct captured *c, unsigned most)
{
	unsigned middle = most / 2;

	if (c->count < most)
		return;
	free(c->messages[middle]);
	c->count--;
	memmove(&c->messages[middle], &c->messages[middle + 1],
	        (c->count - middle) * sizeof(*c->messages));
	c->left_out++;
}

static void add(struct phone *phone, struct captured *c, const struct head *head, bool sent)
{
	const struct redact_ask ask = { .sent = sent,
		                            .at = phone->clock->utc(phone->clock->ctx),
		                            .room = phone->config.capture_bytes };
	struct text_buf buf;
	struct json j;

	make_room(c, phone->config.capture_messages);
	text_buf_init(&buf, phone->capture_arena);
	json_init(&j, &buf);
	redact(head, &ask, phone->capture_arena, &j);
	c->messages[c->count] = strndup(buf.at, buf.length);
	must(c->messages[c->count] != NULL);
	c->count++;
	arena_empty(phone->capture_arena);
}

static void on_sip_trace(bool sent, enum sip_transp transport, const struct sa *from,
                         const struct sa *to, const uint8_t *packet, size_t length, void *arg)
{
	struct stack *stack = arg;
	struct phone *phone = stack->phone;
	struct captured *c;
	struct head head;

	(void)transport;
	(void)from;
	(void)to;
	if (phone->captures == 0 || head_read(&head, (const char *)packet, length) != OK)
		return;
	c = find(phone, head_value(&head, "Call-ID", 'i'));
	if (c)
		add(phone, c, &head, sent);
}

void capture_attach(struct stack *stack)
{
	if (stack->phone->config.capture_messages && stack->phone->sink.captured)
		sip_set_trace_handler(stack->sip, on_sip_trace);
}

void capture_begin(struct leg *leg)
{
	struct phone *phone = leg->phone;
	unsigned most = phone->config.capture_messages;
	struct captured *c;

	if (most == 0 || !phone->sink.captured || phone->captures >= 2 * phone->config.legs_most)
		return;
	c = calloc(1, sizeof(*c) + most * sizeof(*c->messages));
	must(c != NULL);
	c->leg = leg->id;
	text_fit(text_of(leg->dialogue.call_id), c->call_id, sizeof(c->call_id));
	hash_append(phone->captured, hash_joaat_str(c->call_id), &c->by_call_id, c);
	phone->captures++;
	leg->captured = c;
}

/* ---- handing over ---------------------------------------------------------------------- */
static void free_captured(struct phone *phone, struct captured *c)
{
	hash_unlink(&c->by_call_id);
	list_unlink(&c->over);
	for (unsigned i = 0; i < c->count; i++)
		free(c->messages[i]);
	free(c);
	phone->captures--;
}

static struct capture *join(const struct captured *c)
{
	struct capture *out;
	size_t length = 2;

	for (unsigned i = 0; i < c->count; i++)
		length += strlen(c->messages[i]) + 1;
	out = calloc(1, sizeof(*out) + length);
	must(out != NULL);
	out->leg = c->leg;
	out->left_out = c->left_out;
	for (unsigned i = 0; i < c->count; i++) {
		size_t bytes = strlen(c->messages[i]);

		out->messages[out->length++] = i ? ',' : '[';
		memcpy(out->messages + out->length, c->messages[i], bytes);
		out->length += bytes;
	}
	out->messages[out->length++] = ']';
	must(out->length <= length);
	return out;
}

/* Those that are over since `after`, so many at once. False: none is left that is due. */
static bool hand_over(struct phone *phone, span after)
{
	struct capture *chain = NULL, **end = &chain;
	unsigned count = 0;

	while (count < AT_ONCE && list_head(&phone->captures_over)) {
		struct captured *c = list_head(&phone->captures_over)->data;

		if (span_less(mono_since(phone_now(phone), c->over_at), after))
			break;
		if (c->count) {
			*end = join(c);
			end = &(*end)->next;
			count++;
		}
		free_captured(phone, c);
	}
	if (chain)
		phone->sink.captured(phone->sink.ctx, chain);
	return count == AT_ONCE;
}

static void on_due(void *arg)
{
	struct phone *phone = arg;

	(void)hand_over(phone, phone->config.capture_after); /* the rest in a moment */
	if (list_head(&phone->captures_over))
		tmr_start(&phone->captures_due, HAND_OVER_MS, on_due, phone);
}

void capture_over(struct leg *leg)
{
	struct phone *phone = leg->phone;

	if (!leg->captured)
		return;
	leg->captured->over_at = phone_now(phone);
	list_append(&phone->captures_over, &leg->captured->over, leg->captured);
	leg->captured = NULL;
	if (!tmr_isrunning(&phone->captures_due))
		tmr_start(&phone->captures_due, HAND_OVER_MS, on_due, phone);
}

/* ---- the thread's begin and end -------------------------------------------------------- */
enum err captures_open(struct phone *phone)
{
	list_init(&phone->captures_over);
	tmr_init(&phone->captures_due);
	phone->capture_arena = arena_open(ARENA_BYTES);
	return hash_alloc(&phone->captured, TABLE) ? ERR_IO : OK;
}

void captures_close(struct phone *phone)
{
	tmr_cancel(&phone->captures_due);
	while (hand_over(phone, (span){ 0 }))
		continue;
	phone->captured = mem_deref(phone->captured);
	arena_close(phone->capture_arena);
}
