// SPDX-License-Identifier: Apache-2.0
const ACCENTS: Record<string, string> = { a: "á", e: "é", i: "í", o: "ó", u: "ú", n: "ñ", c: "ç", A: "Å", E: "É", O: "Ö" };

/** The same message longer and accented, outside of {braces}: text that was forgotten shows, and tight boxes burst. */
export function pseudo(message: string): string {
	let depth = 0;
	let out = "";
	for (const letter of message) {
		if (letter === "{") depth++;
		out += depth === 0 ? (ACCENTS[letter] ?? letter) : letter;
		if (letter === "}") depth--;
	}
	return `⟦${out}${"~".repeat(Math.ceil(message.length / 4))}⟧`;
}
