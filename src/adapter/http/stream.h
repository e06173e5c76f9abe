// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The watchers of one loop, and the events they are shown.
 *
 * A frame is one event as it goes out, made once, counted by reference, shared by all loops and
 * connections; it is constant once it is in a batch. The rest belongs to its loop. A watcher more
 * than a named number of bytes behind, or older than its life, is closed and comes again with
 * Last-Event-ID.
 */
#include <event2/http.h>
#include <stdatomic.h>

#include "domain/event/event.h"

struct conn;
struct exchange;
struct loop;
struct streams;

struct frame {
	_Atomic int uses;
	int64_t number, advisor, customer;
	bool is_public;
	bool
		is_verdict; /* on what its customer may do: that one's streams end and come again, or not */
	bool is_wall;   /* for watchers of the wallboard, who are shown nothing else */
	bool is_hint;   /* comes with the number of the event before it, for those who have seen it */
	size_t head,
		length;   /* of the chunk's header, and of what stands behind it without its closing CRLF */
	char bytes[]; /* "<hex>\r\n" "id: …\n\n" "\r\n" */
};

#define BATCH_MOST 256 /* events */
#define LINES_MOST 512 /* lines of which something is said on top */

struct batch {
	int64_t to; /* after it, everything up to this number has been given out */
	size_t count;
	struct frame *frames[BATCH_MOST + LINES_MOST + 1]; /* the last: that the wallboard moved */
};

/* `line` is the event as JSON on one line. */
struct frame *frame_make(const struct event *event, text line);
void frame_keep(struct frame *frame);
void frame_drop(struct frame *frame);
void batch_drop(struct batch *batch);
/* The lines of one event as they stand in the stream. */
void frame_write(struct text_buf *out, const struct event *event, text line);

struct streams *streams_open(struct loop *loop);
void streams_close(struct streams *streams);
/* Not for visitors so that nothing is left for those who are signed in. */
bool streams_have_room(const struct streams *streams, const struct exchange *x);
/* Takes the request over and answers it with a stream that begins with the exchange's body. */
void streams_begin(struct streams *streams, struct exchange *x, struct conn *conn);
/* Shows them to whom they concern; the batch is given up. */
void streams_show(struct streams *streams, struct batch *batch);
/* Heartbeats, lives that are over. */
void streams_tick(struct streams *streams);
void streams_end_all(struct streams *streams);
size_t streams_count(const struct streams *streams);
