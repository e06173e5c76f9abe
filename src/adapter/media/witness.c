// SPDX-License-Identifier: Apache-2.0
/*
 * Each side has one present run of packets [begun, last]. The overlap of both runs counts; when a
 * run breaks, its overlap is folded into a sum. That is exact: a run that breaks at t had its last
 * packet at least a gap before t, so the other side's run either passed that point already or is
 * broken too.
 */
#include "adapter/media/witness.h"

static mono later(mono a, mono b)
{
	return mono_before(a, b) ? b : a;
}

static span overlap(const struct witness *w)
{
	const struct witness_side *a = &w->side[0];
	const struct witness_side *b = &w->side[1];
	mono begin = later(later(a->begun, b->begun), w->from);
	mono end = mono_before(a->last, b->last) ? a->last : b->last;

	if (w->until.us != 0 && mono_before(w->until, end))
		end = w->until;
	if (w->limited || !a->runs || !b->runs || !mono_before(begin, end))
		return (span){ 0 };
	return mono_since(end, begin);
}

static span counted(const struct witness *w)
{
	return span_add(span_add(w->already, w->folded), overlap(w));
}

/*
 * Stands still at the limit exactly, or at `floor` where that was told already; what is beyond is
 * dropped.
 */
static void stop_at_limit(struct witness *w, span floor)
{
	span stand = span_less(w->limit, floor) ? floor : w->limit;

	if (w->limited || span_less(counted(w), w->limit))
		return;
	w->folded = span_take(stand, w->already);
	w->limited = true;
	must(w->folded.us >= 0);
}

void witness_start(struct witness *w, const struct witness_terms *terms, mono now)
{
	must(terms->gap.us > 0 && terms->already.us >= 0);
	*w = (struct witness){
		.gap = terms->gap,
		.already = terms->already,
		.limit = terms->limit,
		.joined = now,
		.from = later(terms->from, now),
	};
	stop_at_limit(w, w->already);
}

bool witness_packet(struct witness *w, unsigned side, mono arrived, mono now)
{
	struct witness_side *s;
	bool was_quiet;
	span so_far = counted(w);

	must(side < 2);
	s = &w->side[side];
	if (s->held)
		return false;
	must(!mono_before(now, arrived));
	if (!s->runs || !span_less(mono_since(arrived, s->last), w->gap)) {
		w->folded = span_add(w->folded, overlap(w));
		s->begun = now;
		s->runs = !w->muted;
	}
	s->heard = true;
	s->last = arrived;
	stop_at_limit(w, so_far);
	was_quiet = s->quiet;
	s->quiet = false;
	return was_quiet;
}

void witness_mute(struct witness *w, bool muted)
{
	w->muted = muted;
	if (!muted)
		return;
	w->folded = span_add(w->folded, overlap(w));
	w->side[0].runs = w->side[1].runs = false;
}

void witness_end(struct witness *w, mono at)
{
	must(at.us != 0 && w->until.us == 0);
	w->until = at;
}

void witness_hold(struct witness *w, unsigned side, bool held)
{
	must(side < 2);
	w->side[side].held = held;
}

void witness_limit(struct witness *w, span limit, mono now)
{
	span so_far = counted(w);

	w->limit = limit;
	if (w->limited && span_less(so_far, limit)) {
		w->limited = false;
		w->limit_told = false;
		w->from = later(w->from, now);
	}
	stop_at_limit(w, so_far);
	must(!span_less(counted(w), so_far));
}

span witness_certain(const struct witness *w)
{
	return counted(w);
}

bool witness_limit_news(struct witness *w)
{
	if (!w->limited || w->limit_told)
		return false;
	w->limit_told = true;
	return true;
}

bool witness_quiet_news(struct witness *w, unsigned side, mono now)
{
	struct witness_side *s;
	mono since;

	must(side < 2);
	s = &w->side[side];
	since = s->heard ? s->last : w->joined;
	if (s->quiet || span_less(mono_since(now, since), w->gap))
		return false;
	s->quiet = true;
	return true;
}
