// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/problem_page.h"

#include <string.h>

#include "adapter/http/problem.h"

struct coded {
	int status;
	const char *code, *title;
};

/* Both tables, in their order. GRANTED is no problem, and stands first. */
#define CODED_ROW(name, status, code, title) { status, code, title },
static const struct coded SURFACE[] = { PROBLEMS(CODED_ROW) };
static const struct coded BUSINESS[] = { REFUSALS(CODED_ROW) };

static const struct explained {
	const char *code, *means, *advice;
} EXPLAINED[] = {
#define PROBLEM_WORDS(code, means, advice) { code, means, advice },
#include "adapter/http/problem_words.def"
#undef PROBLEM_WORDS
};

static const struct coded *find(const struct coded *rows, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].code, code) == 0)
			return &rows[i];
	return NULL;
}

/* Each code has its words: problem_words.def (a test walks them). */
static const struct explained *explained(const char *code)
{
	const struct explained *row = NULL;

	for (size_t i = 0; i < COUNT(EXPLAINED) && !row; i++)
		if (strcmp(EXPLAINED[i].code, code) == 0)
			row = &EXPLAINED[i];
	must(row != NULL);
	return row;
}

static void write_title(struct text_buf *out, const struct coded *row)
{
	if (row)
		text_buf_print(out, "<p><b>%d</b> %s</p>\n", row->status, row->title);
}

/* A code that both tables have stands once, with both titles. */
static void write_code(struct text_buf *out, const char *code)
{
	const struct explained *words = explained(code);

	text_buf_print(out, "<section id=\"%s\">\n<h3><a href=\"#%s\"><code>%s</code></a></h3>\n", code,
	               code, code);
	write_title(out, find(SURFACE, COUNT(SURFACE), code));
	write_title(out, find(BUSINESS, COUNT(BUSINESS), code));
	text_buf_print(out, "<p>%s</p>\n<p><i>What to do:</i> %s</p>\n</section>\n", words->means,
	               words->advice);
}

static const char OPENING[] =
	"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	"<title>Problems</title>\n"
	"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	"<meta name=\"color-scheme\" content=\"light dark\">\n"
	"<meta name=\"description\" content=\"What the codes of the API's problems mean.\">\n"
	"<link rel=\"stylesheet\" href=\"" PROBLEM_STYLE_PATH "\">\n</head>\n<body>\n<main>\n"
	"<h1>Problems</h1>\n"
	"<p>When the API says no, it answers with <code>application/problem+json</code> (RFC 9457). "
	"<code>code</code> never changes its meaning; <code>title</code> and <code>detail</code> are "
	"for people. Tell an operator the <code>request_id</code>.</p>\n";

void problem_page_write(struct text_buf *out)
{
	text_buf_chars(out, OPENING);
	text_buf_chars(out, "<h2>How it was asked</h2>\n");
	for (size_t i = 0; i < COUNT(SURFACE); i++)
		write_code(out, SURFACE[i].code);
	text_buf_chars(out, "<h2>What was asked for</h2>\n");
	for (size_t i = 0; i < COUNT(BUSINESS); i++)
		if (BUSINESS[i].code[0] && !find(SURFACE, COUNT(SURFACE), BUSINESS[i].code))
			write_code(out, BUSINESS[i].code);
	text_buf_chars(out, "</main>\n</body>\n</html>\n");
}

text problem_page_style(void)
{
	return TEXT_LITERAL(":root { color-scheme: light dark }\n"
	                    "body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; padding: 1rem;\n"
	                    "  background: Canvas; color: CanvasText }\n"
	                    "main { max-width: 44rem; margin: 0 auto }\n"
	                    "section { border-top: 1px solid; padding: .25rem .75rem;\n"
	                    "  overflow-wrap: anywhere }\n"
	                    "section:target { border: 2px solid }\n"
	                    "h3, p { margin: .5rem 0 }\n"
	                    "a { color: inherit }\n");
}
