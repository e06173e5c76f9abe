// SPDX-License-Identifier: Apache-2.0
#include "adapter/sip/offer.h"

#include <arpa/inet.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct writer {
	char *at;
	size_t length;
};

static PRINTF(2, 3) void add(struct writer *w, const char *format, ...)
{
	size_t room = OFFER_CHARS - w->length;
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsnprintf(w->at + w->length, room, format, ap);
	va_end(ap);
	must(n >= 0 && (size_t)n < room);
	w->length += (size_t)n;
}

static void add_session(struct writer *w, const struct offer_side *side)
{
	add(w, "v=0\r\no=- %lld %u IN IP4 %s\r\ns=-\r\nc=IN IP4 %s\r\nt=0 0\r\n", (long long)side->id,
	    side->version, side->address, side->address);
}

size_t offer_write(const struct offer_side *side, char out[OFFER_CHARS])
{
	struct writer w = { out, 0 };

	must(side->pcmu || side->pcma);
	add_session(&w, side);
	add(&w, "m=audio %u RTP/AVP%s%s %d\r\n", side->port, side->pcmu ? " 0" : "",
	    side->pcma ? " 8" : "", OFFER_EVENT_PAYLOAD);
	if (side->pcmu)
		add(&w, "a=rtpmap:0 PCMU/8000\r\n");
	if (side->pcma)
		add(&w, "a=rtpmap:8 PCMA/8000\r\n");
	add(&w, "a=rtpmap:%d telephone-event/8000\r\na=fmtp:%d 0-15\r\na=ptime:20\r\na=sendrecv\r\n",
	    OFFER_EVENT_PAYLOAD, OFFER_EVENT_PAYLOAD);
	return w.length;
}

/* ---- reading ------------------------------------------------------------------------------ */
struct reading {
	struct offer_seen seen;
	const struct offer_side *side;
	struct in_addr session, stream; /* connection addresses */
	bool session_known, stream_known;
	bool in_audio, have_audio;
	bool session_sends, session_hears, sends, hears;
	int64_t codecs[32]; /* payload types of the audio line, in order of preference */
	size_t codec_count;
	int8_t mapped[128]; /* by payload type: 'u', 'a', 'e', or 0 */
};

static bool word_of(text *rest, text *word)
{
	*rest = text_trim(*rest);
	if (rest->length == 0)
		return false;
	text_cut(*rest, ' ', word, rest);
	return true;
}

static enum err read_connection(text value, struct in_addr *out)
{
	char address[INET_ADDRSTRLEN];
	text net, family, host, ttl;

	if (!word_of(&value, &net) || !word_of(&value, &family) || !word_of(&value, &host))
		return ERR_MALFORMED;
	if (!text_is(net, "IN") || !text_is(family, "IP4"))
		return ERR_UNSUPPORTED;
	text_cut(host, '/', &host, &ttl);
	if (text_into(host, address, sizeof(address)) != OK || inet_pton(AF_INET, address, out) != 1)
		return ERR_MALFORMED;
	return IN_MULTICAST(ntohl(out->s_addr)) ? ERR_UNSUPPORTED : OK;
}

static enum err read_formats(struct reading *r, text formats)
{
	text word;
	int64_t payload;

	while (word_of(&formats, &word)) {
		TRY(text_number(word, 0, 127, &payload));
		if (r->codec_count < COUNT(r->codecs))
			r->codecs[r->codec_count++] = payload;
	}
	return r->codec_count ? OK : ERR_MALFORMED;
}

static enum err read_media(struct reading *r, text value)
{
	struct offer_seen *seen = &r->seen;
	text kind, port_word, protocol, many, format;
	int64_t port;

	if (seen->streams == OFFER_STREAMS_MOST)
		return ERR_LIMIT;
	if (!word_of(&value, &kind) || !word_of(&value, &port_word) || !word_of(&value, &protocol))
		return ERR_MALFORMED;
	text_cut(port_word, '/', &port_word, &many);
	TRY(text_number(port_word, 0, 65535, &port));
	text_fit(kind, seen->kinds[seen->streams], sizeof(seen->kinds[0]));
	text_fit(protocol, seen->protocols[seen->streams], sizeof(seen->protocols[0]));
	format = NO_TEXT;
	text_cut(text_trim(value), ' ', &format, &many);
	text_fit(format, seen->formats[seen->streams], sizeof(seen->formats[0]));
	r->in_audio =
		!r->have_audio && text_is(kind, "audio") && text_is(protocol, "RTP/AVP") && port > 0;
	if (r->in_audio) {
		r->have_audio = true;
		seen->audio = seen->streams;
		seen->remote.address.sin_port = htons((uint16_t)port);
		r->sends = r->session_sends;
		r->hears = r->session_hears;
		TRY(read_formats(r, value));
	}
	seen->streams++;
	return OK;
}

static enum err read_map(struct reading *r, text value)
{
	text payload_word, name;
	int64_t payload;

	text_cut(value, ' ', &payload_word, &name);
	TRY(text_number(payload_word, 0, 127, &payload));
	name = text_trim(name);
	r->mapped[payload] = 0;
	if (text_same_fold(name, text_of("PCMU/8000")) || text_same_fold(name, text_of("PCMU/8000/1")))
		r->mapped[payload] = 'u';
	else if (text_same_fold(name, text_of("PCMA/8000")) ||
	         text_same_fold(name, text_of("PCMA/8000/1")))
		r->mapped[payload] = 'a';
	else if (text_same_fold(name, text_of("telephone-event/8000")))
		r->mapped[payload] = 'e';
	return OK;
}

static void read_direction(struct reading *r, bool sends, bool hears)
{
	if (r->seen.streams == 0) {
		r->session_sends = sends;
		r->session_hears = hears;
	} else if (r->in_audio) {
		r->sends = sends;
		r->hears = hears;
	}
}

static enum err read_attribute(struct reading *r, text value)
{
	if (text_starts(value, "rtpmap:") && r->in_audio)
		return read_map(r, (text){ value.at + 7, value.length - 7 });
	if (text_is(value, "sendrecv"))
		read_direction(r, true, true);
	else if (text_is(value, "sendonly"))
		read_direction(r, true, false);
	else if (text_is(value, "recvonly"))
		read_direction(r, false, true);
	else if (text_is(value, "inactive"))
		read_direction(r, false, false);
	return OK;
}

static enum err read_line(struct reading *r, text line)
{
	text value;

	if (line.length < 2 || line.at[1] != '=')
		return ERR_MALFORMED;
	value = text_trim((text){ line.at + 2, line.length - 2 });
	if (line.at[0] == 'm')
		return read_media(r, value);
	if (line.at[0] == 'a')
		return read_attribute(r, value);
	if (line.at[0] == 'c' && r->seen.streams == 0) {
		TRY(read_connection(value, &r->session));
		r->session_known = true;
	} else if (line.at[0] == 'c' && r->in_audio) {
		TRY(read_connection(value, &r->stream));
		r->stream_known = true;
	}
	return OK;
}

/* The first codec of theirs that we want, and their number for keys. */
static enum err choose(struct reading *r)
{
	struct media_remote *remote = &r->seen.remote;
	bool found = false;

	remote->event_payload = -1;
	for (size_t i = 0; i < r->codec_count; i++) {
		int8_t kind = r->mapped[r->codecs[i]];

		if (kind == 'e' && remote->event_payload < 0)
			remote->event_payload = (int)r->codecs[i];
		if (found || !((kind == 'u' && r->side->pcmu) || (kind == 'a' && r->side->pcma)))
			continue;
		found = true;
		remote->codec = kind == 'u' ? MEDIA_PCMU : MEDIA_PCMA;
		remote->payload = (uint8_t)r->codecs[i];
	}
	return found ? OK : ERR_UNSUPPORTED;
}

enum err offer_read(const char *sdp, size_t length, const struct offer_side *side,
                    struct offer_seen *out)
{
	struct reading r = { .side = side,
		                 .session_sends = true,
		                 .session_hears = true,
		                 .mapped = { [0] = 'u', [8] = 'a' } };
	text rest = { sdp, length };
	text line;

	must(out != NULL);
	while (rest.length) {
		text_cut(rest, '\n', &line, &rest);
		if (line.length && line.at[line.length - 1] == '\r')
			line.length--;
		if (line.length)
			TRY(read_line(&r, line));
	}
	if (!r.have_audio || (!r.session_known && !r.stream_known))
		return r.seen.streams ? ERR_UNSUPPORTED : ERR_MALFORMED;
	TRY(choose(&r));
	r.seen.remote.address.sin_family = AF_INET;
	r.seen.remote.address.sin_addr = r.stream_known ? r.stream : r.session;
	r.seen.remote.they_send = r.sends;
	r.seen.remote.they_hear = r.hears;
	if (r.seen.remote.address.sin_addr.s_addr == 0) /* hold as it was before RFC 3264 */
		r.seen.remote.they_hear = false;
	*out = r.seen;
	return OK;
}

static void add_audio_answer(struct writer *w, const struct offer_side *side,
                             const struct media_remote *remote)
{
	static const char *const WORDS[2][2] = {
		{ "inactive", "sendonly" }, { "recvonly", "sendrecv" }
	}; /* [they send][they hear] */
	bool events = remote->event_payload >= 0;

	add(w, "m=audio %u RTP/AVP %u", side->port, remote->payload);
	if (events)
		add(w, " %d", remote->event_payload);
	add(w, "\r\na=rtpmap:%u %s/8000\r\n", remote->payload,
	    remote->codec == MEDIA_PCMU ? "PCMU" : "PCMA");
	if (events)
		add(w, "a=rtpmap:%d telephone-event/8000\r\na=fmtp:%d 0-15\r\n", remote->event_payload,
		    remote->event_payload);
	add(w, "a=ptime:20\r\na=%s\r\n", WORDS[remote->they_send][remote->they_hear]);
}

size_t offer_answer(const struct offer_side *side, const struct offer_seen *seen,
                    char out[OFFER_CHARS])
{
	struct writer w = { out, 0 };

	must(seen->audio < seen->streams);
	add_session(&w, side);
	for (unsigned i = 0; i < seen->streams; i++) {
		if (i == seen->audio)
			add_audio_answer(&w, side, &seen->remote);
		else if (w.length + 200 < OFFER_CHARS)
			add(&w, "m=%s 0 %s %s\r\n", seen->kinds[i], seen->protocols[i], seen->formats[i]);
	}
	return w.length;
}
