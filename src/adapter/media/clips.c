// SPDX-License-Identifier: Apache-2.0
/*
 * A chained table by key. Entries are few hundreds; what is evicted comes back from the cache
 * folder in a millisecond.
 */
#include "adapter/media/clips.h"

#include <stdlib.h>

#define CHAINS 1024
#define ASK_AGAIN SECONDS(2) /* the answer may have been lost to a full mailbox */
#define FRESH SECONDS(60)

struct entry {
	struct entry *next;
	uint64_t key;
	struct speech_clip *clip; /* NULL: asked for */
	mono asked, used;
};

struct clips {
	struct clips_config config;
	size_t bytes;
	struct entry *chains[CHAINS];
};

struct clips *clips_open(const struct clips_config *config)
{
	struct clips *clips = calloc(1, sizeof(*clips));

	must(clips != NULL && config->answer != NULL);
	clips->config = *config;
	return clips;
}

static void drop(struct clips *clips, struct entry **at)
{
	struct entry *gone = *at;

	*at = gone->next;
	if (gone->clip)
		clips->bytes -= gone->clip->length;
	speech_clip_give(gone->clip);
	free(gone);
}

void clips_close(struct clips *clips)
{
	if (!clips)
		return;
	for (unsigned i = 0; i < CHAINS; i++)
		while (clips->chains[i])
			drop(clips, &clips->chains[i]);
	must(clips->bytes == 0);
	free(clips);
}

static struct entry *find(struct clips *clips, uint64_t key)
{
	for (struct entry *e = clips->chains[key % CHAINS]; e; e = e->next)
		if (e->key == key)
			return e;
	return NULL;
}

/* Makes room: the least lately used that nobody plays any more, or that is at least the oldest. */
static void shrink(struct clips *clips)
{
	while (clips->bytes > clips->config.bytes_most) {
		struct entry **oldest = NULL;

		for (unsigned i = 0; i < CHAINS; i++)
			for (struct entry **at = &clips->chains[i]; *at; at = &(*at)->next)
				if ((*at)->clip && (!oldest || mono_before((*at)->used, (*oldest)->used)))
					oldest = at;
		must(oldest != NULL);
		drop(clips, oldest);
	}
}

static void ask(struct clips *clips, struct entry *entry, const struct speech_line *line, mono now)
{
	struct speech_ask question = {
		.line = *line, .answer = clips->config.answer, .ctx = clips->config.ctx, .key = entry->key
	};

	if (!clips->config.speech)
		return;
	atomic_fetch_add(clips->config.asked, 1);
	if (speech_ask(clips->config.speech, &question))
		entry->asked = now;
	else
		atomic_fetch_sub(clips->config.asked, 1);
}

struct speech_clip *clips_take(struct clips *clips, const struct speech_line *line, mono now)
{
	uint64_t key = speech_line_key(line);
	struct entry *entry = find(clips, key);
	span since;

	if (!entry) {
		entry = calloc(1, sizeof(*entry));
		must(entry != NULL);
		entry->key = key;
		entry->next = clips->chains[key % CHAINS];
		clips->chains[key % CHAINS] = entry;
	}
	since = mono_since(now, entry->asked);
	if (entry->asked.us == 0 || span_less(entry->clip ? FRESH : ASK_AGAIN, since))
		ask(clips, entry, line, now);
	entry->used = now;
	return entry->clip ? speech_clip_hold(entry->clip) : NULL;
}

void clips_put(struct clips *clips, uint64_t key, struct speech_clip *clip)
{
	struct entry *entry = find(clips, key);

	if (!entry) {
		speech_clip_give(clip);
		return;
	}
	if (entry->clip)
		clips->bytes -= entry->clip->length;
	speech_clip_give(entry->clip);
	entry->clip = clip;
	clips->bytes += clip->length;
	shrink(clips);
}
