// SPDX-License-Identifier: Apache-2.0
/* Clients of the control socket, what they order and what they wait for. */
#include "phones/control.h"

#include "base/arena.h"
#include "phones/control_order.h"
#include "phones/handset.h"
#include "phones/recall.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define MOST_CLIENTS 32
#define MOST_LINE 65536
#define LEVEL_EVERY MILLISECONDS(150)

struct client {
	struct control *control;
	struct reactor_watch watch;
	struct reactor_timer timeout;
	char *line;
	size_t length;
	bool watches, waits, broken, levels;
	char event[32], number[32];
};

struct control {
	struct network *network;
	char path[108];
	int fd;
	struct reactor_watch watch;
	struct reactor_timer sweep, level;
	bool was_loud;
	struct recall *recall;
	struct client *clients[MOST_CLIENTS];
	struct arena *arena;
};

static void client_close(struct client *client)
{
	struct control *control = client->control;
	int fd = client->watch.fd;

	reactor_unwatch(control->network->reactor, &client->watch);
	reactor_clear(control->network->reactor, &client->timeout);
	if (fd >= 0)
		close(fd);
	for (size_t i = 0; i < MOST_CLIENTS; i++)
		if (control->clients[i] == client)
			control->clients[i] = NULL;
	free(client->line);
	free(client);
}

/* May be called from within a handset's line: the client is closed later, by the sweep. */
static void client_send(struct client *client, text line)
{
	if (client->broken)
		return;
	ssize_t n = send(client->watch.fd, line.at, line.length, MSG_DONTWAIT | MSG_NOSIGNAL);

	if (n == (ssize_t)line.length)
		return;
	client->broken = true;
	reactor_set(client->control->network->reactor, &client->control->sweep, MILLISECONDS(0));
}

static void on_sweep(void *ctx)
{
	struct control *control = ctx;

	for (size_t i = 0; i < MOST_CLIENTS; i++)
		if (control->clients[i] && control->clients[i]->broken)
			client_close(control->clients[i]);
}

static bool concerns(const struct client *client, const char *event, const char *number)
{
	return (client->event[0] == 0 || strcmp(client->event, event) == 0) &&
	       (client->number[0] == 0 || (number && strcmp(client->number, number) == 0));
}

static void on_line(void *ctx, const char *event, const char *number, text line)
{
	struct control *control = ctx;

	recall_keep(control->recall, event, number, line);
	for (size_t i = 0; i < MOST_CLIENTS; i++) {
		struct client *client = control->clients[i];

		if (!client || !(client->watches || client->waits) || !concerns(client, event, number))
			continue;
		if (client->waits) {
			client->waits = false;
			reactor_clear(control->network->reactor, &client->timeout);
		}
		client_send(client, line);
	}
}

static struct json begin_reply(struct control *control, struct text_buf *buf, bool ok)
{
	struct json j;

	arena_empty(control->arena);
	text_buf_init(buf, control->arena);
	json_init(&j, buf);
	json_object(&j);
	json_put_bool(&j, "ok", ok);
	return j;
}

static void finish_reply(struct client *client, struct json *j)
{
	json_end(j);
	text_buf_chars(j->out, "\n");
	client_send(client, text_buf_text(j->out));
}

static void say_fault(struct client *client, const char *why)
{
	struct text_buf buf;
	char clean[BEHAVIOUR_WHY_CHARS];
	struct json j = begin_reply(client->control, &buf, false);

	journal_clean(text_of(why), clean, sizeof clean);
	json_put_chars(&j, "error", clean);
	finish_reply(client, &j);
}

static void say_count(struct client *client, size_t count)
{
	struct text_buf buf;
	struct json j = begin_reply(client->control, &buf, true);

	json_put_number(&j, "calls", (int64_t)count);
	finish_reply(client, &j);
}

static void on_timeout(void *ctx)
{
	struct client *client = ctx;

	client->waits = false;
	say_fault(client, "timed out");
}

static bool is_live(const struct handset *h)
{
	return h->state == HANDSET_RINGING || h->state == HANDSET_ANSWERED ||
	       h->state == HANDSET_TALKING;
}

static bool is_meant(const struct handset *h, const struct control_order *order)
{
	if (!is_live(h))
		return false;
	if (order->verb == CONTROL_END_ALL)
		return true;
	return order->call_id[0] ? strcmp(order->call_id, h->call_id) == 0
	                         : strcmp(order->number, h->number) == 0;
}

static bool obey(struct handset *h, const struct control_order *order)
{
	switch (order->verb) {
	case CONTROL_ANSWER: handset_answer(h); return h->state == HANDSET_ANSWERED;
	case CONTROL_REJECT: handset_refuse(h, order->code, "control"); return true;
	case CONTROL_HANG_UP:
	case CONTROL_END_ALL: handset_hang_up(h, "control"); return true;
	case CONTROL_VANISH: handset_vanish(h); return true;
	case CONTROL_KEY: return handset_press(h, order->keys, order->way);
	default: return false;
	}
}

static void order_handsets(struct client *client, const struct control_order *order)
{
	struct network *network = client->control->network;
	size_t count = 0;

	for (struct handset *h = NULL; (h = network_next(network, h));)
		if (is_meant(h, order))
			count += obey(h, order);
	if (count == 0 && order->verb != CONTROL_END_ALL)
		say_fault(client, "no such call");
	else
		say_count(client, count);
}

static void put_call(struct json *j, const struct handset *h)
{
	json_object(j);
	json_put_chars(j, "number", h->number);
	json_put_chars(j, "state", handset_state_words(h->state));
	json_put_chars(j, "call_id", h->call_id);
	json_put_chars(j, "from", h->from);
	json_put_chars(j, "name", h->name);
	json_put_instant(j, "answered_at", h->answered_at);
	if (h->rtp_fd >= 0 && ear_in_speech(&h->ear))
		json_put_chars(j, "hears", h->ear.place.like->words);
	else if (h->rtp_fd >= 0 && h->ear.tone.on)
		json_put_number(j, "hears_hz", (int64_t)(h->ear.tone.hz_sum / h->ear.tone.frames + 0.5));
	json_put_number(j, "rtp_received", (int64_t)h->ear.packets);
	json_put_number(j, "rtp_sent", (int64_t)h->mouth.packets);
	json_end(j);
}

static void say_state(struct client *client, const struct control_order *order)
{
	struct network *network = client->control->network;
	struct text_buf buf;
	struct json j = begin_reply(client->control, &buf, true);

	json_put_number(&j, "speed", habits_speed(network->habits));
	json_put_number(&j, "calls_seen", (int64_t)network->calls);
	json_put_number(&j, "answered", (int64_t)network->answered);
	json_put_number(&j, "talked", (int64_t)network->talked);
	json_put_number(&j, "malformed", (int64_t)network->malformed);
	json_put_number(&j, "at_once", (int64_t)network->peak);
	json_put_number(&j, "prompts", (int64_t)prompt_book_count(network->book));
	json_key(&j, "calls");
	json_array(&j);
	for (struct handset *h = NULL; (h = network_next(network, h));)
		if (is_live(h) && (order->number[0] == 0 || strcmp(order->number, h->number) == 0))
			put_call(&j, h);
	json_end(&j);
	finish_reply(client, &j);
}

static bool somebody_wants_levels(const struct control *control)
{
	for (size_t i = 0; i < MOST_CLIENTS; i++)
		if (control->clients[i] && control->clients[i]->levels)
			return true;
	return false;
}

static bool put_levels(struct control *control, struct json *j)
{
	bool any = false;

	json_object(j);
	json_put_chars(j, "event", "levels");
	json_key(j, "levels");
	json_object(j);
	for (struct handset *h = NULL; (h = network_next(control->network, h));) {
		if (h->state != HANDSET_TALKING)
			continue;
		json_put_number(j, h->number, ear_level(&h->ear, reactor_now()));
		any = true;
	}
	json_end(j);
	json_end(j);
	return any;
}

/* Told while somebody is on the telephone, and once more when nobody is. */
static void on_level(void *ctx)
{
	struct control *control = ctx;
	struct text_buf buf;
	struct json j;

	if (!somebody_wants_levels(control))
		return;
	arena_empty(control->arena);
	text_buf_init(&buf, control->arena);
	json_init(&j, &buf);
	bool any = put_levels(control, &j);

	text_buf_chars(&buf, "\n");
	for (size_t i = 0; (any || control->was_loud) && i < MOST_CLIENTS; i++)
		if (control->clients[i] && control->clients[i]->levels)
			client_send(control->clients[i], text_buf_text(&buf));
	control->was_loud = any;
	reactor_set(control->network->reactor, &control->level, LEVEL_EVERY);
}

static void recall_line(void *ctx, text line)
{
	client_send(ctx, line);
}

static void start_listening(struct client *client, const struct control_order *order)
{
	text_fit(text_of(order->event), client->event, sizeof client->event);
	text_fit(text_of(order->number), client->number, sizeof client->number);
	client->watches = order->verb == CONTROL_WATCH;
	client->waits = !client->watches;
	if (client->waits)
		reactor_set(client->control->network->reactor, &client->timeout, order->timeout);
	else
		say_count(client, 0);
	if (!client->watches)
		return;
	client->levels = order->levels;
	recall_tell(client->control->recall, recall_line, client);
	if (order->levels)
		reactor_set(client->control->network->reactor, &client->control->level, LEVEL_EVERY);
}

static void take_order(struct client *client, const char *line, size_t length)
{
	struct network *network = client->control->network;
	struct control_order order;
	char why[BEHAVIOUR_WHY_CHARS] = "wrong";

	if (control_order_read(line, length, &order, why) != OK) {
		say_fault(client, why);
		return;
	}
	switch (order.verb) {
	case CONTROL_SET:
		if (habits_set(network->habits, order.number, &order.behaviours) == OK)
			say_count(client, 0);
		else
			say_fault(client, "too many patterns");
		return;
	case CONTROL_RESET:
		habits_reset(network->habits);
		say_count(client, 0);
		return;
	case CONTROL_SPEED:
		habits_hasten(network->habits, order.speed);
		say_count(client, 0);
		return;
	case CONTROL_STATE: say_state(client, &order); return;
	case CONTROL_WAIT:
	case CONTROL_WATCH: start_listening(client, &order); return;
	case CONTROL_QUIT:
		say_count(client, 0);
		reactor_stop(network->reactor);
		return;
	default: order_handsets(client, &order);
	}
}

static void on_client(void *ctx)
{
	struct client *client = ctx;
	ssize_t n = recv(client->watch.fd, client->line + client->length, MOST_LINE - client->length,
	                 MSG_DONTWAIT);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0 || client->length + (size_t)n == MOST_LINE) {
		client_close(client);
		return;
	}
	client->length += (size_t)n;
	size_t done = 0;

	for (char *end; (end = memchr(client->line + done, '\n', client->length - done));) {
		size_t at = done;

		done = (size_t)(end - client->line) + 1;
		if (end > client->line + at)
			take_order(client, client->line + at, (size_t)(end - client->line) - at);
	}
	client->length -= done;
	memmove(client->line, client->line + done, client->length);
}

static void on_connect(void *ctx)
{
	struct control *control = ctx;
	int fd = accept4(control->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC), bytes = 1 << 20;
	size_t free_place = 0;

	while (free_place < MOST_CLIENTS && control->clients[free_place])
		free_place++;
	if (fd < 0 || free_place == MOST_CLIENTS) {
		if (fd >= 0)
			close(fd);
		return;
	}
	struct client *client = calloc(1, sizeof *client);

	must(client != NULL);
	client->line = malloc(MOST_LINE);
	must(client->line != NULL);
	client->control = control;
	client->watch = (struct reactor_watch){ .ready = on_client, .ctx = client, .fd = -1 };
	client->timeout = (struct reactor_timer){ .fire = on_timeout, .ctx = client };
	(void)setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
	must(reactor_watch(control->network->reactor, &client->watch, fd) == OK);
	control->clients[free_place] = client;
}

static enum err listen_at(struct control *control, const char *path)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };

	TRY(text_into(text_of(path), at.sun_path, sizeof at.sun_path));
	TRY(text_into(text_of(path), control->path, sizeof control->path));
	control->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (control->fd < 0)
		return ERR_IO;
	(void)unlink(path);
	if (bind(control->fd, (struct sockaddr *)&at, sizeof at) != 0 || listen(control->fd, 16) != 0)
		return ERR_IO;
	return reactor_watch(control->network->reactor, &control->watch, control->fd);
}

enum err control_open(const char *path, struct network *network, size_t recalled,
                      struct control **out)
{
	struct control *control = calloc(1, sizeof *control);

	must(control != NULL);
	control->network = network;
	control->fd = -1;
	control->arena = arena_open(65536);
	control->watch = (struct reactor_watch){ .ready = on_connect, .ctx = control, .fd = -1 };
	control->sweep = (struct reactor_timer){ .fire = on_sweep, .ctx = control };
	control->level = (struct reactor_timer){ .fire = on_level, .ctx = control };
	control->recall = recall_open(recalled);
	enum err err = listen_at(control, path);

	if (err != OK) {
		control_close(control);
		return err;
	}
	journal_listen(network->journal, (struct journal_listener){ .line = on_line, .ctx = control });
	*out = control;
	return OK;
}

void control_close(struct control *control)
{
	if (!control)
		return;
	journal_listen(control->network->journal, (struct journal_listener){ 0 });
	for (size_t i = 0; i < MOST_CLIENTS; i++)
		if (control->clients[i])
			client_close(control->clients[i]);
	reactor_unwatch(control->network->reactor, &control->watch);
	reactor_clear(control->network->reactor, &control->sweep);
	reactor_clear(control->network->reactor, &control->level);
	recall_close(control->recall);
	if (control->fd >= 0) {
		close(control->fd);
		(void)unlink(control->path);
	}
	arena_close(control->arena);
	free(control);
}
