// SPDX-License-Identifier: Apache-2.0
// All browser tests, or those named; each file has a house of its own.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";

const here = new URL(".", import.meta.url).pathname;
const asked = process.argv.slice(2);
const files = readdirSync(here).filter((name) => name.endsWith(".test.mjs") && (!asked.length || asked.some((word) => name.includes(word))));
const ran = spawnSync(process.execPath, ["--test", "--test-concurrency=2", ...files.map((name) => here + name)], { stdio: "inherit" });

process.exit(ran.status ?? 1);
