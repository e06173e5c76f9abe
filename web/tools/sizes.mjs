// SPDX-License-Identifier: Apache-2.0
// Budgets of UX.md section 4, in gzipped KB: what a first visit of each part loads, fonts apart.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
const size = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;

/** Everything a chunk brings along, once. */
function closure(key, seen = new Set()) {
	const chunk = manifest[key];
	if (!chunk || seen.has(key)) return seen;
	seen.add(key);
	for (const next of chunk.imports ?? []) closure(next, seen);
	return seen;
}

function weigh(keys) {
	const chunks = new Set(keys.flatMap((key) => [...closure(key)]));
	const css = new Set([...chunks].flatMap((key) => manifest[key].css ?? []));
	const js = [...chunks].reduce((sum, key) => sum + size(manifest[key].file), 0);
	return { js: js / 1024, css: [...css].reduce((sum, file) => sum + size(file), 0) / 1024 };
}

const entry = "index.html";
const routes = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry);
const budgetOf = (key) => {
	if (key.startsWith("src/op/")) return { js: 100, css: 20 };
	if (key.startsWith("src/pro/")) return { js: 90, css: 16 };
	if (key.startsWith("src/kit/")) return { js: 100, css: 20 };
	return { js: 60, css: 12 };
};
let broken = 0;

for (const key of routes) {
	const is = weigh([entry, key]);
	const most = budgetOf(key);
	const ok = is.js <= most.js && is.css <= most.css;
	broken += ok ? 0 : 1;
	const figures = `${is.js.toFixed(1)} of ${most.js} KB JS, ${is.css.toFixed(1)} of ${most.css} KB CSS`;
	process.stdout.write(`${ok ? "ok  " : "OVER"} ${key}: ${figures}\n`);
}
process.exit(broken ? 1 : 0);
