// SPDX-License-Identifier: Apache-2.0
/* SDP, the few lines of it that matter to a phone. */
#include "phones/terms.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

struct reading {
	bool in_audio, has_audio, has_address, has_codec;
	struct terms offer;
};

static enum err read_address(text value, struct terms *offer)
{
	char host[64];
	text net, kind, address;

	(void)text_cut(value, ' ', &net, &value);
	(void)text_cut(value, ' ', &kind, &address);
	(void)text_cut(address, '/', &address, &value);
	if (!text_is(kind, "IP4"))
		return ERR_UNSUPPORTED;
	TRY(text_into(text_trim(address), host, sizeof host));
	return inet_pton(AF_INET, host, &offer->to.sin_addr) == 1 ? OK : ERR_MALFORMED;
}

static enum err read_media(text value, struct reading *r)
{
	text kind, port, profile, types;
	int64_t n = 0;

	(void)text_cut(value, ' ', &kind, &types);
	(void)text_cut(types, ' ', &port, &types);
	(void)text_cut(types, ' ', &profile, &types);
	r->in_audio = text_is(kind, "audio") && !r->has_audio;
	if (!r->in_audio)
		return OK;
	TRY(text_number(port, 0, 65535, &n));
	r->has_audio = n > 0;
	r->offer.to.sin_port = htons((uint16_t)n);
	for (text one; types.length > 0;) {
		(void)text_cut(types, ' ', &one, &types);
		if (!r->has_codec && (text_is(one, "0") || text_is(one, "8"))) {
			r->offer.type = text_is(one, "8") ? 8 : 0;
			r->has_codec = true;
		}
	}
	return OK;
}

static void read_attribute(text value, struct reading *r)
{
	text number, name;
	int64_t n = 0;

	if (text_is(value, "sendonly") || text_is(value, "inactive"))
		r->offer.listens = false;
	if (text_is(value, "recvonly") || text_is(value, "inactive"))
		r->offer.sends = false;
	if (text_is(value, "rtcp-mux"))
		r->offer.rtcp_mux = true;
	if (!text_starts(value, "rtpmap:") || !text_cut(value, ' ', &number, &name))
		return;
	number = (text){ number.at + 7, number.length - 7 };
	(void)text_cut(name, '/', &name, &value);
	if (text_same_fold(name, TEXT_LITERAL("telephone-event")) &&
	    text_number(number, 96, 127, &n) == OK)
		r->offer.event_type = (uint8_t)n;
}

enum err terms_read(text sdp, struct terms *out)
{
	struct reading r = { .offer = { .sends = true, .listens = true } };

	r.offer.to.sin_family = AF_INET;
	for (text line; sdp.length > 0;) {
		(void)text_cut(sdp, '\n', &line, &sdp);
		line = text_trim(line);
		if (line.length < 2 || line.at[1] != '=')
			continue;
		text value = { line.at + 2, line.length - 2 };

		if (line.at[0] == 'm') {
			TRY(read_media(value, &r));
		} else if (line.at[0] == 'c' && (r.in_audio || !r.has_address)) {
			TRY(read_address(value, &r.offer));
			r.has_address = true;
		} else if (line.at[0] == 'a' && (r.in_audio || !r.has_audio)) {
			read_attribute(value, &r);
		}
	}
	if (!r.has_audio || !r.has_codec || !r.has_address)
		return ERR_UNSUPPORTED;
	*out = r.offer;
	return OK;
}

void terms_answer(const struct terms *offer, const char *host, uint16_t port, unsigned version,
                  char out[TERMS_ANSWER_CHARS])
{
	const char *direction = offer->sends && offer->listens ? "sendrecv"
	                        : offer->sends                 ? "recvonly"
	                        : offer->listens               ? "sendonly"
	                                                       : "inactive";
	char events[120] = "";

	if (offer->event_type)
		(void)snprintf(events, sizeof events,
		               "a=rtpmap:%u telephone-event/8000\r\na=fmtp:%u 0-15\r\n", offer->event_type,
		               offer->event_type);
	char extra_type[8] = "";

	if (offer->event_type)
		(void)snprintf(extra_type, sizeof extra_type, " %u", offer->event_type);
	int n = snprintf(out, TERMS_ANSWER_CHARS,
	                 "v=0\r\no=- %u %u IN IP4 %s\r\ns=-\r\nc=IN IP4 %s\r\nt=0 0\r\n"
	                 "m=audio %u RTP/AVP %u%s\r\na=rtpmap:%u %s/8000\r\n%sa=ptime:20\r\n%sa=%s\r\n",
	                 port, version, host, host, port, offer->type, extra_type, offer->type,
	                 offer->type == 8 ? "PCMA" : "PCMU", events,
	                 offer->rtcp_mux ? "a=rtcp-mux\r\n" : "", direction);

	must(n > 0 && n < TERMS_ANSWER_CHARS);
}
