// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A bounded queue of copied structs: many threads put, one thread takes.
 *
 * The only way data crosses threads, and one of the three places with a lock. A full mailbox is an
 * answer (the sender refuses or sheds), never a wait. A *reserved* place (mailbox_reserve) belongs
 * to somebody who has one last word to say (a leg's end): mailbox_put_reserved cannot fail. The
 * taker either sleeps in mailbox_wait (lanes, slow pool) or watches mailbox_fd, an eventfd that is
 * readable while something waits (event loops); both may be used.
 */
#include "base/time.h"

struct mailbox;

/*
 * `item_bytes` per struct, `most` ordinary places; reserved places come on top, up to
 * `most_reserved`.
 */
struct mailbox *mailbox_open(size_t item_bytes, size_t most, size_t most_reserved);
void mailbox_close(struct mailbox *box);

/* False: full (or stopped), nothing was put. */
NODISCARD bool mailbox_put(struct mailbox *box, const void *item);
/* False: no reserved place left: do not begin the thing whose end could not be told. */
NODISCARD bool mailbox_reserve(struct mailbox *box);
void mailbox_put_reserved(struct mailbox *box, const void *item); /* uses up one reservation */
void mailbox_unreserve(struct mailbox *box);                      /* gives one back unused */

/* Takes up to `most` items in the order they were put; returns how many. Never waits. */
size_t mailbox_take(struct mailbox *box, void *items, size_t most);
/*
 * Waits until something is there, `mailbox_nudge` was called, or `most_wait` is over (negative: no
 * limit).
 */
void mailbox_wait(struct mailbox *box, span most_wait);
void mailbox_nudge(struct mailbox *box);
int mailbox_fd(struct mailbox *box);
size_t mailbox_count(struct mailbox *box);
/* From now on puts fail (reserved ones still succeed); what is inside can be taken. */
void mailbox_stop(struct mailbox *box);
bool mailbox_is_stopped(struct mailbox *box);
