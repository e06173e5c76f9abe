// SPDX-License-Identifier: Apache-2.0
#include "daemon/parts.h"
#include "adapter/postgres/postgres.h"
#include "adapter/sqlite/sqlite.h"
#include "base/log.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { URL_CHARS = 600 };

struct media_config parts_media(const struct config *k)
{
	struct media_config out = media_config_default();

	text_fit(text_of(k->media_address), out.address, sizeof(out.address));
	out.port_first = (uint16_t)(k->media_port_least + (k->media_port_least & 1));
	out.port_last = (uint16_t)k->media_port_most;
	out.threads = (unsigned)k->media_threads;
	out.legs_most = (unsigned)k->sip_legs;
	out.send_silence = k->media_send_silence;
	out.gap = MILLISECONDS(k->media_gap_ms);
	out.probe = MILLISECONDS(k->media_probe_ms);
	out.lost = MILLISECONDS(k->media_lost_ms);
	out.probe_again = MILLISECONDS(k->media_probe_again_ms);
	out.latch = MILLISECONDS(k->media_latch_ms);
	out.meter_interval = k->rules.meter_interval_ms;
	out.prompt_wait = MILLISECONDS(k->media_prompt_wait_ms);
	out.mailbox_most = (unsigned)k->media_orders;
	out.prompt_kib = (unsigned)k->media_prompt_kib;
	return out;
}

struct speech_config parts_speech(const struct config *k, struct parts_folders *folders)
{
	struct speech_config out = speech_config_default();

	if (k->speech_cache_dir[0])
		(void)snprintf(folders->cache, sizeof(folders->cache), "%s", k->speech_cache_dir);
	else
		(void)snprintf(folders->cache, sizeof(folders->cache), "%s/speech", k->server_data_dir);
	out.cache = folders->cache;
	out.cache_most = (unsigned)k->speech_cache_lines;
	out.recordings = k->speech_recordings_dir;
	out.program = k->speech_program;
	out.voice = k->speech_voice;
	out.words_per_minute = (unsigned)k->speech_words_per_minute;
	out.threads = (unsigned)k->speech_threads;
	out.queue_most = (unsigned)k->speech_queue;
	out.render_most = MILLISECONDS(k->speech_render_ms);
	out.line_most = MILLISECONDS(k->speech_line_ms);
	return out;
}

static bool has(const struct config_list *list, const char *word)
{
	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(list->at[i], word))
			return true;
	return false;
}

static void fill_trunk(const struct config_trunk *t, struct sip_trunk *out)
{
	static const char *const TRANSPORTS[] = { "udp", "tcp", "tls" };

	must(t->prefixes.count <= COUNT(out->prefixes) &&
	     t->deny_prefixes.count <= COUNT(out->deny_prefixes));
	*out = sip_trunk_default();
	text_fit(text_of(t->name), out->name, sizeof(out->name));
	text_fit(text_of(t->host), out->host, sizeof(out->host));
	text_fit(text_of(t->username), out->username, sizeof(out->username));
	text_fit(text_of(t->realm), out->realm, sizeof(out->realm));
	text_fit(text_of(t->domain), out->domain, sizeof(out->domain));
	text_fit(text_of(t->caller_id), out->caller_id, sizeof(out->caller_id));
	text_fit(text_of(t->ca_file), out->ca_file, sizeof(out->ca_file));
	text_fit(text_of(t->tls_name), out->tls_name, sizeof(out->tls_name));
	for (size_t i = 0; i < COUNT(TRANSPORTS); i++)
		if (!strcmp(t->transport, TRANSPORTS[i]))
			out->transport = (enum sip_transport)i;
	out->port = (uint16_t)t->port;
	out->enrol = t->registers;
	out->enrol_expires = MILLISECONDS(t->register_ms);
	out->pcmu = has(&t->codecs, "PCMU");
	out->pcma = has(&t->codecs, "PCMA");
	out->max_channels = (unsigned)t->channels;
	out->simulated = t->simulated;
	out->symmetric_rtp = t->symmetric_rtp;
}

static void fill_lists(const struct config_trunk *t, struct sip_trunk *out)
{
	for (size_t i = 0; i < t->prefixes.count; i++)
		text_fit(text_of(t->prefixes.at[i]), out->prefixes[i], sizeof(out->prefixes[0]));
	for (size_t i = 0; i < t->deny_prefixes.count; i++)
		text_fit(text_of(t->deny_prefixes.at[i]), out->deny_prefixes[i],
		         sizeof(out->deny_prefixes[0]));
	for (size_t i = 0; i < t->addresses.count && i < COUNT(out->addresses); i++)
		text_fit(text_of(t->addresses.at[i]), out->addresses[i], sizeof(out->addresses[0]));
}

static enum err add_trunk(const struct config_trunk *t, struct sip_config *sip)
{
	struct sip_trunk *out = &sip->trunks[sip->trunk_count];
	const char *trouble;

	fill_trunk(t, out);
	fill_lists(t, out);
	if (t->password_file[0] &&
	    config_secret(t->password_file, out->password, sizeof(out->password)) != OK) {
		log_error("trunk.refused", KV_TEXT(trunk, t->name),
		          KV_TEXT(reason, "its password_file cannot be read"));
		return ERR_CONFIG;
	}
	trouble = sip_trunk_trouble(out);
	if (trouble) {
		log_error("trunk.refused", KV_TEXT(trunk, t->name), KV_TEXT(reason, trouble));
		return ERR_CONFIG;
	}
	sip->trunk_count++;
	return OK;
}

enum err parts_sip(const struct config *k, struct sip_config *out)
{
	*out = sip_config_default();
	text_fit(text_of(k->sip_address), out->address, sizeof(out->address));
	out->port = (uint16_t)k->sip_port;
	out->legs_most = (unsigned)k->sip_legs;
	out->orders_most = (unsigned)k->sip_orders;
	out->trunk_wait = MILLISECONDS(k->sip_trunk_wait_ms);
	out->hang_up_wait = MILLISECONDS(k->sip_hang_up_wait_ms);
	out->health_every = MILLISECONDS(k->sip_health_ms);
	out->health_wait = MILLISECONDS(k->sip_health_wait_ms);
	out->enrol_retry = MILLISECONDS(k->sip_register_retry_ms);
	out->ack_wait = MILLISECONDS(k->sip_ack_wait_ms);
	out->orphan_tries = (unsigned)k->sip_orphan_tries;
	out->orphan_wait = MILLISECONDS(k->sip_orphan_wait_ms);
	out->ban_after = (unsigned)k->sip_ban_after;
	out->ban_window = MILLISECONDS(k->sip_ban_window_ms);
	out->ban_first = MILLISECONDS(k->sip_ban_first_ms);
	out->ban_most = MILLISECONDS(k->sip_ban_most_ms);
	out->strangers_per_second = (unsigned)k->sip_strangers_per_second;
	out->message_most = (unsigned)k->sip_message_bytes;
	out->capture_messages = (unsigned)k->sip_capture_messages;
	out->capture_bytes = (unsigned)k->sip_capture_bytes;
	out->capture_after = MILLISECONDS(k->sip_capture_after_ms);
	out->receive_buffer = (int)k->sip_receive_bytes;
	for (size_t i = 0; i < k->trunk_count; i++)
		TRY(add_trunk(&k->trunks[i], out));
	return OK;
}

static struct number_list pointers(const struct config_list *list, const char **room)
{
	for (size_t i = 0; i < list->count; i++)
		room[i] = list->at[i];
	return (struct number_list){ room, list->count };
}

enum err parts_numbers(const struct config *k, struct number_book **out)
{
	const char *countries[CONFIG_LIST_MOST], *own[CONFIG_LIST_MOST + CONFIG_TRUNKS_MOST];
	const char *denied[CONFIG_LIST_MOST], *simulated[CONFIG_LIST_MOST];
	struct number_config numbers = {
		.countries = pointers(&k->numbers_countries, countries),
		.own = pointers(&k->numbers_own, own),
		.denied = pointers(&k->numbers_denied, denied),
		.simulated = pointers(&k->numbers_simulated, simulated),
		.voip = k->numbers_voip,
	};

	/* What a trunk shows to the called is a number of ours too. */
	for (size_t i = 0; i < k->trunk_count; i++)
		if (k->trunks[i].caller_id[0])
			own[numbers.own.count++] = k->trunks[i].caller_id;
	return number_book_open(&numbers, out);
}

enum err parts_data_dir(const struct config *k)
{
	if (mkdir(k->server_data_dir, 0750) && errno != EEXIST) {
		log_error("data_dir.refused", KV_TEXT(file, k->server_data_dir),
		          KV_TEXT(reason, strerror(errno)));
		return ERR_IO;
	}
	if (access(k->server_data_dir, W_OK | X_OK)) {
		log_error("data_dir.refused", KV_TEXT(file, k->server_data_dir),
		          KV_TEXT(reason, "not writable for this user; set server.data_dir"));
		return ERR_DENIED;
	}
	return OK;
}

enum err parts_store(const struct config *k, bool read_only, struct store **out)
{
	static const struct store_driver *const DRIVERS[] = { &SQLITE_DRIVER, &POSTGRES_DRIVER };
	char url[URL_CHARS];
	struct store_config config = {
		.url = config_store_url(k, url, sizeof(url)),
		.read_only = read_only,
		.deadline = read_only ? MILLISECONDS(k->store_read_deadline_ms) : MILLISECONDS(0),
	};

	return store_open(DRIVERS, COUNT(DRIVERS), &config, out);
}
