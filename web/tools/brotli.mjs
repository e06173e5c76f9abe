// SPDX-License-Identifier: Apache-2.0
// FILE.br beside every text of the built app, for tools/embed_web.py: Node has brotli, Python's standard library has not.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);

for (const name of readdirSync(dist, { recursive: true })) {
	if (!/\.(html|js|css|svg|json|txt)$/.test(name) || name.startsWith(".")) continue;
	const file = new URL(name, dist);
	const text = readFileSync(file);
	const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
	writeFileSync(`${file.pathname}.br`, brotliCompressSync(text, { params }));
}
