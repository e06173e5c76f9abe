// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A page of the app as it leaves the daemon: title, description, OpenGraph and JSON-LD in its head,
 * and a summary in plain HTML for those who do not run scripts.
 *
 * Written on a reader, kept in the reply's arena. Texts are as people wrote them and are escaped
 * here. Never says no: a page that is not there is one too.
 */
#include "adapter/http/reply.h"

struct page_head {
	text title, description;
	text path;       /* "/l/lst_…", of the page that search engines should keep */
	text data;       /* JSON-LD, NO_TEXT none */
	text body;       /* HTML below title and description, NO_TEXT none */
	bool is_missing; /* not to be kept by search engines */
	bool is_private; /* somebody's own: kept by no cache */
	int again_s;     /* without scripts it asks again so often; 0: not */
};

NODISCARD enum err page_reply(struct reply *reply, int status, const struct page_head *head);
/* 303 to a page of ours, after a form was taken; the address is `folder`, an id, `rest`. */
void page_go(struct reply *reply, const char *folder, enum id_kind kind, int64_t id,
             const char *rest);
void page_go_to(struct reply *reply, text place);

/* The pieces of a body. */
void page_escape(struct text_buf *out, text words);
/* A row of a list: <li><a href="/folder/place">words</a></li>. */
void page_link(struct text_buf *out, const char *folder, text place, text words);
