// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The page behind the `type` of every problem: each code with its status, its title, what it means
 * and what to do.
 *
 * Written from the tables of problem.h and domain/refusal.h, so that no code can be missing; its
 * colours are those the reader's system prefers, and it runs nothing. Pure, on any thread. It
 * cannot fail.
 */
#include "base/text.h"

#define PROBLEM_PAGE_PATH "/docs/problems"
#define PROBLEM_STYLE_PATH PROBLEM_PAGE_PATH ".css"

void problem_page_write(struct text_buf *out);
text problem_page_style(void);
