// SPDX-License-Identifier: Apache-2.0
// A file for a spreadsheet, made from what the daemon answers: every ended call since a moment, one a line.
import type { Call } from "../data/calls";
import { api, ask } from "../lib/api";
import { majorOf } from "../lib/amount";

const HEAD = ["call", "began_at", "customer", "listing", "talked_seconds", "charge", "earned", "currency", "ended_by"];

/** Quoted always; what a spreadsheet would take for a formula is kept from being one. */
export const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

const lineOf = (call: Call): string =>
	[
		call.id,
		call.bridged_at ?? call.created_at,
		call.customer_nickname,
		call.listing_title,
		String(call.talked_seconds),
		call.charge ? majorOf(call.charge) : "",
		call.earned ? majorOf(call.earned) : "",
		call.price.currency,
		call.end_cause ?? "",
	]
		.map(cell)
		.join(",");

export const csvOf = (calls: Call[]): string => `${[HEAD.map(cell).join(","), ...calls.map(lineOf)].join("\r\n")}\r\n`;

/** Settled since then and joined at all: what the days of the page count. */
export async function callsSince(advisor: string, since: string): Promise<Call[]> {
	const found: Call[] = [];
	let cursor: string | undefined;
	for (;;) {
		const query = { advisor, limit: 100, ...(cursor && { cursor }) };
		const page = await ask(api.GET("/v1/calls", { params: { query } }));
		found.push(...page.data.filter((call) => call.bridged_at && call.settled_at && call.settled_at >= since));
		// Nobody talks for a day: what began so long before cannot have been settled since.
		const last = page.data.at(-1);
		if (!page.next_cursor || !last || Date.parse(last.created_at) < Date.parse(since) - 86_400_000) return found;
		cursor = page.next_cursor;
	}
}

export function download(name: string, text: string): void {
	const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
	const link = document.createElement("a");
	link.href = address;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(address), 1_000);
}
