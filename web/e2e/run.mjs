// SPDX-License-Identifier: Apache-2.0
// All browser tests, or those named; each file has a house of its own. Two files at a time. A file that fails beside another is run
// once more by itself, and said to have been: what is slow there is the machine, what fails again is ours.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";

const AT_ONCE = 2;
const here = new URL(".", import.meta.url).pathname;
const asked = process.argv.slice(2);
/** Those that take longest begin first, so that none is left alone at the end. */
const LONG = ["pages", "three", "demo_phones", "forms", "customer", "demo_minutes"];
const rank = (name) => (LONG.indexOf(name.split(".")[0]) + LONG.length + 1) % (LONG.length + 1);
const files = readdirSync(here)
	.filter((name) => name.endsWith(".test.mjs") && (!asked.length || asked.some((word) => name.includes(word))))
	.toSorted((one, other) => rank(one) - rank(other));

/** Its words come in one piece when it is over. True: all passed. */
const passes = (file) =>
	new Promise((done) => {
		const test = spawn(process.execPath, ["--test", here + file], { stdio: ["ignore", "pipe", "inherit"] });
		let words = "";
		test.stdout.setEncoding("utf8").on("data", (part) => (words += part));
		test.once("close", (status) => {
			process.stdout.write(words);
			done(status === 0);
		});
	});

const waiting = [...files];
const failed = [];

async function work() {
	for (let file = waiting.shift(); file; file = waiting.shift()) if (!(await passes(file))) failed.push(file);
}

await Promise.all(Array.from({ length: AT_ONCE }, work));
const lost = [];
for (const file of failed) {
	process.stdout.write(`${file} failed beside another and is run once more by itself\n`);
	if (!(await passes(file))) lost.push(file);
}
process.stdout.write(`${files.length - lost.length} of ${files.length} files passed, ${failed.length - lost.length} of them at the second try\n`);
process.exit(lost.length ? 1 : 0);
