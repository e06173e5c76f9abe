// SPDX-License-Identifier: Apache-2.0
/*
 * adapter/sip on a leash: orders are lines on stdin, news are JSON lines on stdout.
 *
 *   sip_probe [key=value]... trunk NAME HOST [key=value]... trunk ...
 *     keys before the first trunk: port, address, trunk_wait_ms, health_ms, health_wait_ms,
 * enrol_retry_ms, ban_after, strangers, legs keys of a trunk: port, transport (udp tcp tls),
 * username, password, realm, caller_id, enrol, prefix (repeats), max_channels, ca_file, tls_name,
 * source (repeats) ring LEG NUMBER [ring_ms=N] [shown=WORD] [call_id=X] [tag=X] · hangup LEG
 * [after_say] · say LEG NAME orphan call_id=.. local_tag=.. remote_tag=.. local_uri=..
 * remote_uri=.. target=.. trunk=.. [route=..] cseq=N load COUNT PER_SECOND HOLD_MS NUMBER · trunks
 * · quit
 */
#include "adapter/sip/sip.h"
#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static const char *const KINDS[] = { "ringing", "answered", "said",  "key",   "no_key",
	                                 "meter",   "limit",    "quiet", "sound", "ended" };
#define LEG_END_WORD(name, word) word,
static const char *const ENDS[] = { LEG_ENDS(LEG_END_WORD) };

struct probe {
	struct phone *phone;
	atomic_bool quiet;
	atomic_int answered, ended, well; /* of a load */
	int64_t last_leg;
};

static void write_dialogue(struct json *j, const struct dialogue *d)
{
	json_key(j, "dialogue");
	json_object(j);
	json_put_chars(j, "call_id", d->call_id);
	json_put_chars(j, "local_tag", d->local_tag);
	json_put_chars(j, "remote_tag", d->remote_tag);
	json_put_chars(j, "local_uri", d->local_uri);
	json_put_chars(j, "remote_uri", d->remote_uri);
	json_put_chars(j, "target", d->target);
	json_put_chars(j, "route", d->route);
	json_put_chars(j, "trunk", d->trunk);
	json_put_number(j, "cseq", d->cseq);
	json_end(j);
}

static void write_news(const struct news *news)
{
	struct arena *arena = arena_open(8192);
	struct text_buf out;
	struct json j;
	char key[2] = { news->key, 0 };

	text_buf_init(&out, arena);
	json_init(&j, &out);
	json_object(&j);
	json_put_chars(&j, "news", KINDS[news->kind]);
	json_put_number(&j, "leg", news->leg);
	json_put_number(&j, "sequence", news->sequence);
	json_put_number(&j, "token", news->token);
	json_put_chars(&j, "key", key);
	json_put_number(&j, "witnessed_ms", span_ms(news->witnessed));
	json_put_chars(&j, "end", ENDS[news->end]);
	json_put_number(&j, "sip_code", news->sip_code);
	if (news->kind == NEWS_RINGING || news->kind == NEWS_ANSWERED)
		write_dialogue(&j, &news->dialogue);
	json_end(&j);
	text_buf_chars(&out, "\n");
	fwrite(out.at, 1, out.length, stdout);
	fflush(stdout);
	arena_close(arena);
}

static bool on_news(void *ctx, const struct news *news)
{
	struct probe *probe = ctx;

	if (news->kind == NEWS_ANSWERED)
		atomic_fetch_add(&probe->answered, 1);
	if (news->kind == NEWS_ENDED) {
		atomic_fetch_add(&probe->ended, 1);
		if (news->end == LEG_WE_HUNG_UP || news->end == LEG_HUNG_UP)
			atomic_fetch_add(&probe->well, 1);
	}
	if (!probe->quiet)
		write_news(news);
	return true;
}

static void on_last(void *ctx, const struct news *news)
{
	(void)on_news(ctx, news);
}

/* "key=value": true and the value when the key is this one. */
static bool option(const char *word, const char *key, const char **value)
{
	size_t length = strlen(key);

	if (strncmp(word, key, length) != 0 || word[length] != '=')
		return false;
	*value = word + length + 1;
	return true;
}

static void set_chars(char *out, size_t size, const char *value)
{
	if (text_into(text_of(value), out, size) != OK) {
		fprintf(stderr, "too long: %s\n", value);
		exit(2);
	}
}

static void add_prefix(struct sip_trunk *trunk, const char *value)
{
	for (size_t i = 0; i < TRUNK_PREFIXES_MOST; i++)
		if (!trunk->prefixes[i][0]) {
			set_chars(trunk->prefixes[i], PHONE_NUMBER_CHARS, value);
			return;
		}
}

static void add_source(struct sip_trunk *trunk, const char *value)
{
	for (size_t i = 0; i < TRUNK_ADDRESSES_MOST; i++)
		if (!trunk->addresses[i][0]) {
			set_chars(trunk->addresses[i], sizeof(trunk->addresses[i]), value);
			return;
		}
}

static void set_trunk(struct sip_trunk *t, const char *word)
{
	const char *v;

	if (option(word, "port", &v))
		t->port = (uint16_t)strtol(v, NULL, 10);
	else if (option(word, "transport", &v))
		t->transport = strcmp(v, "tls") == 0 ? SIP_TLS : strcmp(v, "tcp") == 0 ? SIP_TCP : SIP_UDP;
	else if (option(word, "username", &v))
		set_chars(t->username, sizeof(t->username), v);
	else if (option(word, "password", &v))
		set_chars(t->password, sizeof(t->password), v);
	else if (option(word, "realm", &v))
		set_chars(t->realm, sizeof(t->realm), v);
	else if (option(word, "caller_id", &v))
		set_chars(t->caller_id, sizeof(t->caller_id), v);
	else if (option(word, "ca_file", &v))
		set_chars(t->ca_file, sizeof(t->ca_file), v);
	else if (option(word, "tls_name", &v))
		set_chars(t->tls_name, sizeof(t->tls_name), v);
	else if (option(word, "max_channels", &v))
		t->max_channels = (unsigned)strtol(v, NULL, 10);
	else if (option(word, "enrol", &v))
		t->enrol = *v == '1';
	else if (option(word, "prefix", &v))
		add_prefix(t, v);
	else if (option(word, "source", &v))
		add_source(t, v);
	else
		fprintf(stderr, "unknown: %s\n", word);
}

static void set_all(struct sip_config *c, const char *word)
{
	const char *v;

	if (option(word, "port", &v))
		c->port = (uint16_t)strtol(v, NULL, 10);
	else if (option(word, "address", &v))
		set_chars(c->address, sizeof(c->address), v);
	else if (option(word, "trunk_wait_ms", &v))
		c->trunk_wait = MILLISECONDS(strtol(v, NULL, 10));
	else if (option(word, "ack_wait_ms", &v))
		c->ack_wait = MILLISECONDS(strtol(v, NULL, 10));
	else if (option(word, "health_ms", &v))
		c->health_every = MILLISECONDS(strtol(v, NULL, 10));
	else if (option(word, "health_wait_ms", &v))
		c->health_wait = MILLISECONDS(strtol(v, NULL, 10));
	else if (option(word, "enrol_retry_ms", &v))
		c->enrol_retry = MILLISECONDS(strtol(v, NULL, 10));
	else if (option(word, "ban_after", &v))
		c->ban_after = (unsigned)strtol(v, NULL, 10);
	else if (option(word, "strangers", &v))
		c->strangers_per_second = (unsigned)strtol(v, NULL, 10);
	else if (option(word, "legs", &v))
		c->legs_most = (unsigned)strtol(v, NULL, 10);
	else
		fprintf(stderr, "unknown: %s\n", word);
}

static struct sip_config read_config(int argc, char **argv)
{
	struct sip_config c = sip_config_default();
	struct sip_trunk *trunk = NULL;

	c.port = 0;
	c.health_every = (span){ 0 };
	c.ack_wait = MILLISECONDS(400); /* nobody here writes answers down */
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "trunk") == 0 && i + 2 < argc && c.trunk_count < TRUNKS_MOST) {
			trunk = &c.trunks[c.trunk_count++];
			*trunk = sip_trunk_default();
			set_chars(trunk->name, sizeof(trunk->name), argv[i + 1]);
			set_chars(trunk->host, sizeof(trunk->host), argv[i + 2]);
			set_chars(trunk->caller_id, sizeof(trunk->caller_id), "+14155550100");
			i += 2;
		} else if (trunk) {
			set_trunk(trunk, argv[i]);
		} else {
			set_all(&c, argv[i]);
		}
	}
	return c;
}

/* The next word of a line, cut off; NULL at its end. */
static char *word_of(char **rest)
{
	char *word = *rest + strspn(*rest, " ");
	size_t length = strcspn(word, " ");

	if (length == 0)
		return NULL;
	*rest = word + length + (word[length] != 0);
	word[length] = 0;
	return word;
}

static void give(struct probe *probe, const struct order *order)
{
	struct phone_port port = phone_port(probe->phone);

	if (!port.order(port.ctx, order))
		printf("{\"error\":\"the mailbox is full\"}\n");
}

static struct order ring_order(int64_t leg, const char *number)
{
	struct order order = { .kind = ORDER_RING, .leg = leg, .call = leg, .lane = 0 };

	set_chars(order.ring.number, sizeof(order.ring.number), number);
	snprintf(order.ring.call_id, sizeof(order.ring.call_id), "probe-%lld-%d", (long long)leg,
	         (int)getpid());
	snprintf(order.ring.local_tag, sizeof(order.ring.local_tag), "tag%lld", (long long)leg);
	order.ring.ring = SECONDS(25);
	return order;
}

static void ring(struct probe *probe, char *save)
{
	char *leg = word_of(&save);
	char *number = word_of(&save);
	struct order order;
	const char *v;

	if (!leg || !number)
		return;
	order = ring_order(strtoll(leg, NULL, 10), number);
	for (char *word; (word = word_of(&save)) != NULL;) {
		if (option(word, "ring_ms", &v))
			order.ring.ring = MILLISECONDS(strtol(v, NULL, 10));
		else if (option(word, "shown", &v))
			set_chars(order.ring.shown, sizeof(order.ring.shown), v);
		else if (option(word, "call_id", &v))
			set_chars(order.ring.call_id, sizeof(order.ring.call_id), v);
		else if (option(word, "tag", &v))
			set_chars(order.ring.local_tag, sizeof(order.ring.local_tag), v);
	}
	give(probe, &order);
}

static void orphan(struct probe *probe, char *save)
{
	struct order order = { .kind = ORDER_ORPHAN };
	struct dialogue *d = &order.orphan;
	const char *v;

	for (char *word; (word = word_of(&save)) != NULL;) {
		if (option(word, "call_id", &v))
			set_chars(d->call_id, sizeof(d->call_id), v);
		else if (option(word, "local_tag", &v))
			set_chars(d->local_tag, sizeof(d->local_tag), v);
		else if (option(word, "remote_tag", &v))
			set_chars(d->remote_tag, sizeof(d->remote_tag), v);
		else if (option(word, "local_uri", &v))
			set_chars(d->local_uri, sizeof(d->local_uri), v);
		else if (option(word, "remote_uri", &v))
			set_chars(d->remote_uri, sizeof(d->remote_uri), v);
		else if (option(word, "target", &v))
			set_chars(d->target, sizeof(d->target), v);
		else if (option(word, "route", &v))
			set_chars(d->route, sizeof(d->route), v);
		else if (option(word, "trunk", &v))
			set_chars(d->trunk, sizeof(d->trunk), v);
		else if (option(word, "cseq", &v))
			d->cseq = (uint32_t)strtoul(v, NULL, 10);
	}
	give(probe, &order);
}

static void leg_order(struct probe *probe, enum order_kind kind, char *save)
{
	char *leg = word_of(&save);
	char *word = word_of(&save);
	struct order order = { .kind = kind };

	if (!leg)
		return;
	order.leg = order.call = strtoll(leg, NULL, 10);
	if (kind == ORDER_SAY && word) {
		set_chars(order.say.name, sizeof(order.say.name), word);
		set_chars(order.say.lines, sizeof(order.say.lines), "~silence 100");
	}
	if (kind == ORDER_HANG_UP)
		order.hang_up.after_say = word && strcmp(word, "after_say") == 0;
	give(probe, &order);
}

static void show_trunks(struct probe *probe)
{
	struct sip_trunk_status status[TRUNKS_MOST];
	size_t n = phone_trunks(probe->phone, status, TRUNKS_MOST);

	for (size_t i = 0; i < n; i++)
		printf("{\"trunk\":\"%s\",\"up\":%d,\"known\":%d,\"enrolled\":%d,\"channels\":%u,"
		       "\"why\":\"%s\"}\n",
		       status[i].name, status[i].up, status[i].known, status[i].enrolled,
		       status[i].channels, status[i].why);
	fflush(stdout);
}

static int64_t cpu_us(void)
{
	struct rusage use;

	must(getrusage(RUSAGE_SELF, &use) == 0);
	return (use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1000000 + use.ru_utime.tv_usec +
	       use.ru_stime.tv_usec;
}

static void pause_until(mono at)
{
	const struct clock_port *clock = clock_real();
	span left = mono_since(at, clock->tick(clock->ctx));

	if (left.us > 0)
		nanosleep(&(struct timespec){ left.us / 1000000, left.us % 1000000 * 1000 }, NULL);
}

/* COUNT calls at a steady rate, each held for HOLD_MS; says what they cost. */
static void load(struct probe *probe, char *save)
{
	int64_t numbers[3] = { 0 };
	char *number, *word;
	const struct clock_port *clock = clock_real();
	mono start = clock->tick(clock->ctx);
	int64_t before = cpu_us();
	int64_t first = probe->last_leg + 1, rung = 0, hung = 0;

	for (int i = 0; i < 3 && (word = word_of(&save)) != NULL; i++)
		numbers[i] = strtoll(word, NULL, 10);
	number = word_of(&save);
	if (!number || numbers[1] == 0)
		return;
	probe->quiet = true;
	atomic_store(&probe->answered, 0);
	atomic_store(&probe->ended, 0);
	atomic_store(&probe->well, 0);
	while (hung < numbers[0]) {
		mono now = clock->tick(clock->ctx);
		int64_t due = mono_since(now, start).us * numbers[1] / 1000000;
		int64_t over = (mono_since(now, start).us - numbers[2] * 1000) * numbers[1] / 1000000;

		for (; rung < numbers[0] && rung < due; rung++) {
			struct order order = ring_order(first + rung, number);

			give(probe, &order);
		}
		for (; hung < rung && hung < over; hung++)
			give(probe, &(struct order){ .kind = ORDER_HANG_UP, .leg = first + hung });
		pause_until(mono_add(now, MILLISECONDS(2)));
	}
	for (int i = 0; i < 500 && atomic_load(&probe->ended) < numbers[0]; i++)
		pause_until(mono_add(clock->tick(clock->ctx), MILLISECONDS(10)));
	probe->last_leg += numbers[0];
	probe->quiet = false;
	printf("{\"load\":%lld,\"answered\":%d,\"ended\":%d,\"well\":%d,\"cpu_us_per_call\":%lld}\n",
	       (long long)numbers[0], atomic_load(&probe->answered), atomic_load(&probe->ended),
	       atomic_load(&probe->well), (long long)((cpu_us() - before) / numbers[0]));
	fflush(stdout);
}

static bool obey(struct probe *probe, char *line)
{
	char *save = line;
	char *word = word_of(&save);

	if (!word)
		return true;
	if (strcmp(word, "quit") == 0)
		return false;
	if (strcmp(word, "ring") == 0)
		ring(probe, save);
	else if (strcmp(word, "hangup") == 0)
		leg_order(probe, ORDER_HANG_UP, save);
	else if (strcmp(word, "say") == 0)
		leg_order(probe, ORDER_SAY, save);
	else if (strcmp(word, "orphan") == 0)
		orphan(probe, save);
	else if (strcmp(word, "load") == 0)
		load(probe, save);
	else if (strcmp(word, "trunks") == 0)
		show_trunks(probe);
	else
		printf("{\"error\":\"unknown order\"}\n");
	return true;
}

int main(int argc, char **argv)
{
	struct sip_config config = read_config(argc, argv);
	struct media_config media = media_config_default();
	struct probe probe = { .last_leg = 1000000 };
	struct news_sink sink = { .ctx = &probe, .put = on_news, .last = on_last };
	char line[2048];
	enum err err;

	setvbuf(stdout, NULL, _IOLBF, 8192);
	log_init(LOG_INFO, LOG_TEXT, STDERR_FILENO);
	err = phone_open(&config, &media, &sink, clock_real(), NULL, &probe.phone);
	if (err != OK) {
		fprintf(stderr, "sip_probe: %s\n", err_words(err));
		return 1;
	}
	printf("{\"ready\":true,\"port\":%u}\n", phone_sip_port(probe.phone));
	fflush(stdout);
	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\r\n")] = 0;
		if (!obey(&probe, line))
			break;
	}
	phone_close(probe.phone);
	return 0;
}
