// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The web app inside the daemon: its built files, and the pages whose head is written by us.
 *
 * Constant, read by every loop. Files come from tools/embed_web.py in the order of their paths; a
 * daemon built without the app has none and says so on its pages. Lengths are bytes.
 */
#include <stdbool.h>
#include <stddef.h>

struct route;

struct web_file {
	const char *path; /* "/assets/index-3fa9.js" */
	const char *type;
	const char *etag; /* without quotes and form */
	bool lasts;       /* its name changes with its content */
	const unsigned char *raw;
	size_t raw_length;
	const unsigned char *packed; /* gzip; NULL: not worth it */
	size_t packed_length;
	const unsigned char *brotli; /* NULL: not worth it, or the build made none */
	size_t brotli_length;
};

struct web {
	const struct web_file *files;
	size_t file_count;
	const struct route *routes; /* pages that need the store for their head */
	size_t route_count;
	const struct route *nowhere; /* what a browser sees at an address that is none of ours */
};
