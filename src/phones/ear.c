// SPDX-License-Identifier: Apache-2.0
/* One RTP stream, frame by frame. */
#include "phones/ear.h"

#include "phones/reactor.h"

#include <math.h>
#include <string.h>

#define GAP MILLISECONDS(60)
#define STREAM_GONE SECONDS(1)
#define TONE_TELL_FRAMES 5
#define SOUND_TELL_FRAMES 5
#define CUT_TELL_FRAMES 10
#define OTHER_KIND_ENDS 5
#define SAME_TONE_HZ 6.0

void ear_init(struct ear *ear, struct prompt_book *book, uint8_t event_type)
{
	must(book != NULL);
	*ear = (struct ear){ .book = book, .event_type = event_type };
}

static void tell(struct ear *ear, const struct ear_heard *heard)
{
	if (ear->heard)
		ear->heard(ear->ctx, heard);
}

static int stretch_hz(const struct ear_stretch *s)
{
	return s->frames ? (int)lrint(s->hz_sum / s->frames) : 0;
}

static void stretch_tell(struct ear *ear, struct ear_stretch *s, enum ear_kind kind)
{
	tell(ear, &(struct ear_heard){ .kind = kind,
	                               .hz = s == &ear->tone ? stretch_hz(s) : 0,
	                               .from = s->from,
	                               .to = s->to,
	                               .missing = s->missing,
	                               .gaps = s->gaps });
}

static void stretch_end(struct ear *ear, struct ear_stretch *s)
{
	bool is_tone = s == &ear->tone;

	if (s->on && s->frames >= (is_tone ? TONE_TELL_FRAMES : SOUND_TELL_FRAMES))
		stretch_tell(ear, s, is_tone ? EAR_TONE : EAR_SOUND);
	*s = (struct ear_stretch){ 0 };
}

static void stretch_frame(struct ear *ear, struct ear_stretch *s, double hz, span missing)
{
	if (!s->on)
		*s = (struct ear_stretch){ .on = true, .from = ear->last_utc };
	else if (missing.us > 0) {
		s->missing = span_add(s->missing, missing);
		s->gaps++;
	}
	s->hz_sum += hz;
	s->frames++;
	s->strangers = 0;
	s->to = instant_add(ear->last_utc, MILLISECONDS(20));
	if (s == &ear->tone && s->frames == TONE_TELL_FRAMES)
		stretch_tell(ear, s, EAR_TONE_BEGAN);
}

/* A frame of another kind: a stretch survives a few of them. */
static void stretch_stranger(struct ear *ear, struct ear_stretch *s)
{
	if (s->on && ++s->strangers >= OTHER_KIND_ENDS)
		stretch_end(ear, s);
}

static void line_tell(struct ear *ear, enum ear_kind kind, const struct prompt_line *line)
{
	tell(ear, &(struct ear_heard){ .kind = kind,
	                               .line = line,
	                               .from = ear->line_from,
	                               .to = instant_add(ear->last_utc, MILLISECONDS(20)) });
}

static void line_leave(struct ear *ear)
{
	if (!ear->in_line)
		return;
	const struct prompt_line *whole = ear->whole;

	ear->in_line = false;
	ear->whole = NULL;
	if (whole)
		line_tell(ear, EAR_LINE, whole);
	else if (ear->place.at >= CUT_TELL_FRAMES)
		line_tell(ear, EAR_LINE_CUT, ear->place.like);
}

static void line_check_end(struct ear *ear)
{
	bool others = false;

	ear->whole = prompt_ended(ear->book, &ear->place, &others);
	if (ear->whole && !others)
		line_leave(ear);
}

static void line_enter(struct ear *ear, instant from)
{
	ear->missed_count = 0;
	ear->in_line = true;
	ear->line_from = from;
	line_check_end(ear);
}

/* The book has grown: do the frames kept so far begin one of its lines? */
static bool missed_fit(struct ear *ear)
{
	if (!prompt_begin(ear->book, ear->missed[0], &ear->place))
		return false;
	for (unsigned i = 1; i < ear->missed_count; i++)
		if (!prompt_follow(ear->book, ear->missed[i], &ear->place))
			return false;
	return true;
}

/* A line may be heard a moment before its file is seen: its first frames are kept until then. */
static bool missed_frame(struct ear *ear, const uint8_t *frame)
{
	if (ear->missed_count == 0) {
		ear->missed_from = ear->last_utc;
		ear->missed_turn = prompt_book_turn(ear->book);
	}
	memcpy(ear->missed[ear->missed_count++], frame, BOOK_FRAME);
	(void)prompt_book_refresh(ear->book, ear->last);
	if (ear->missed_turn == prompt_book_turn(ear->book))
		return false;
	ear->missed_turn = prompt_book_turn(ear->book);
	if (!missed_fit(ear))
		return false;
	ear->sound = (struct ear_stretch){ 0 };
	line_enter(ear, ear->missed_from);
	return true;
}

/* True: the frame belongs to a line of a prompt. */
static bool line_frame(struct ear *ear, const uint8_t *frame, unsigned lost)
{
	bool silent = prompt_frame_is_silent(frame);

	if (ear->in_line) {
		bool fits = lost > 0 && lost < 500 ? prompt_skip(ear->book, frame, lost, &ear->place)
		                                   : prompt_follow(ear->book, frame, &ear->place);

		if (fits) {
			line_check_end(ear);
			return true;
		}
		line_leave(ear);
	}
	if (silent && (ear->missed_count == 0 || ear->missed_count == EAR_MISSED)) {
		ear->missed_count = 0;
		return false;
	}
	if (!silent && prompt_begin(ear->book, frame, &ear->place)) {
		stretch_end(ear, &ear->tone);
		stretch_end(ear, &ear->sound);
		line_enter(ear, ear->last_utc);
		return true;
	}
	return ear->missed_count < EAR_MISSED && missed_frame(ear, frame);
}

static void other_frame(struct ear *ear, const uint8_t *frame, uint8_t type, span missing)
{
	int16_t samples[FRAME_SAMPLES];
	double hz = 0;

	for (int i = 0; i < FRAME_SAMPLES; i++)
		samples[i] = type == 8 ? tone_from_alaw(frame[i]) : tone_from_ulaw(frame[i]);
	enum frame_kind kind = tone_judge(samples, &hz);

	ear->silent += kind == FRAME_SILENCE;
	if (kind == FRAME_TONE) {
		ear->missed_count = 0; /* no line begins with a tone: what follows may be one */
		if (ear->tone.on && fabs(hz - ear->tone.hz_sum / ear->tone.frames) > SAME_TONE_HZ)
			stretch_end(ear, &ear->tone);
		stretch_frame(ear, &ear->tone, hz, missing);
	} else {
		stretch_stranger(ear, &ear->tone);
	}
	if (kind == FRAME_OTHER)
		stretch_frame(ear, &ear->sound, 0, missing);
	else
		stretch_stranger(ear, &ear->sound);
}

static void key_packet(struct ear *ear, const uint8_t *payload, size_t length, uint32_t stamp)
{
	static const char KEYS[] = "0123456789*#ABCD";

	if (length < 4 || payload[0] >= 16 || (ear->event_stamp == stamp && stamp != 0))
		return;
	ear->event_stamp = stamp;
	tell(ear, &(struct ear_heard){ .kind = EAR_KEY,
	                               .key = KEYS[payload[0]],
	                               .from = ear->last_utc,
	                               .to = ear->last_utc });
}

/* How many packets were lost before this one; -1: it is late or came twice. */
static int sequence_step(struct ear *ear, uint16_t sequence, uint32_t source)
{
	int16_t step = (int16_t)(sequence - ear->next_sequence);
	bool fresh = !ear->started || source != ear->source;

	if (!fresh && step < 0 && step > -100)
		return -1;
	ear->started = true;
	ear->source = source;
	ear->next_sequence = (uint16_t)(sequence + 1);
	return fresh || step < 0 || step > 1000 ? 0 : step;
}

/* Where the payload begins; 0: this is no RTP. Cuts padding off `length`. */
static size_t rtp_head(const uint8_t *packet, size_t *length)
{
	if (*length < 12 || (packet[0] & 0xc0) != 0x80)
		return 0;
	size_t head = 12 + 4u * (packet[0] & 0x0f);

	if (packet[0] & 0x20) {
		if (packet[*length - 1] > *length)
			return 0;
		*length -= packet[*length - 1];
	}
	if ((packet[0] & 0x10) && head + 4 <= *length)
		head += 4 + 4u * (unsigned)(packet[head + 2] << 8 | packet[head + 3]);
	return head <= *length ? head : 0;
}

static uint32_t big32(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

const uint8_t *ear_packet(struct ear *ear, instant at, const uint8_t *packet, size_t length,
                          size_t *payload_length, uint8_t *type)
{
	size_t head = rtp_head(packet, &length);
	mono now = reactor_now();
	span quiet = mono_since(now, ear->last);
	int lost =
		head ? sequence_step(ear, (uint16_t)(packet[2] << 8 | packet[3]), big32(packet + 8)) : 0;

	if (!head || lost < 0) {
		ear->odd++;
		return NULL;
	}
	if (ear->packets++ == 0)
		quiet = (span){ 0 };
	if (span_less(ear->longest_gap, quiet))
		ear->longest_gap = quiet;
	ear->lost += (unsigned)lost;
	ear->last = now;
	ear->last_utc = at;
	*type = packet[1] & 0x7f;
	const uint8_t *payload = packet + head;

	*payload_length = length - head;
	if (*type == ear->event_type && ear->event_type != 0) {
		key_packet(ear, payload, *payload_length, big32(packet + 4));
		return NULL;
	}
	if (*type != 0 && *type != 8)
		return NULL;
	if (*payload_length >= BOOK_FRAME) {
		memcpy(ear->loud, payload, BOOK_FRAME);
		ear->loud_type = *type;
	}
	span missing = span_less(GAP, quiet) ? span_take(quiet, MILLISECONDS(20)) : (span){ 0 };

	for (size_t i = 0; i + FRAME_SAMPLES <= *payload_length; i += FRAME_SAMPLES) {
		if (*type == 8 || !line_frame(ear, payload + i, i == 0 ? (unsigned)lost : 0))
			other_frame(ear, payload + i, *type, i == 0 ? missing : (span){ 0 });
	}
	return payload;
}

void ear_tick(struct ear *ear, mono now)
{
	span quiet = mono_since(now, ear->last);

	if (!ear->started || span_less(quiet, GAP))
		return;
	if (ear->whole)
		line_leave(ear);
	if (span_less(quiet, STREAM_GONE))
		return;
	line_leave(ear);
	stretch_end(ear, &ear->tone);
	stretch_end(ear, &ear->sound);
}

bool ear_in_speech(const struct ear *ear)
{
	return ear->in_line && ear->place.like->words[0] != '~';
}

int ear_level(const struct ear *ear, mono now)
{
	double sum = 0, level;

	if (!ear->started || span_less(GAP, mono_since(now, ear->last)))
		return 0;
	for (int i = 0; i < BOOK_FRAME; i++) {
		double sample =
			ear->loud_type == 8 ? tone_from_alaw(ear->loud[i]) : tone_from_ulaw(ear->loud[i]);

		sum += sample * sample;
	}
	/* 48 dB below the loudest is silence to an ear. */
	level = 100 + 10 * log10(sum / BOOK_FRAME / (32768.0 * 32768.0) + 1e-12) * 100 / 48;
	return level < 0 ? 0 : level > 100 ? 100 : (int)lrint(level);
}

void ear_done(struct ear *ear)
{
	line_leave(ear);
	stretch_end(ear, &ear->tone);
	stretch_end(ear, &ear->sound);
}
