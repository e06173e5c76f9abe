// SPDX-License-Identifier: Apache-2.0
// Types of the API from api/openapi.json; with --check: are the committed ones fresh?
import { readFileSync, writeFileSync } from "node:fs";
import openapi, { astToString } from "openapi-typescript";

const document = new URL("../../api/openapi.json", import.meta.url);
const target = new URL("../src/lib/schema.d.ts", import.meta.url);
const head = "// SPDX-License-Identifier: Apache-2.0\n// Made by web/tools/types.mjs from api/openapi.json.\n";
const fresh = head + astToString(await openapi(document));

if (!process.argv.includes("--check")) {
	writeFileSync(target, fresh);
} else if (readFileSync(target, "utf8") !== fresh) {
	process.stderr.write("types: src/lib/schema.d.ts is old: npm run types\n");
	process.exit(1);
}
