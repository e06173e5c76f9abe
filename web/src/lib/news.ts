// SPDX-License-Identifier: Apache-2.0
// What an event makes old in the cache.
import type { QueryClient } from "@tanstack/react-query";
import { applyLine } from "./lines";
import { KEYS } from "./query";
import type { LiveEvent } from "./stream";

/** Which nouns an event of this kind may have changed. */
const TOUCHES: Record<string, (keyof typeof KEYS)[]> = {
	availability: ["availability", "arranged", "wall"],
	callback: ["callbacks", "arranged", "balance", "summary", "wall"],
	call: ["calls", "callbacks", "balance", "availability", "arranged", "wall"],
	listing: ["listings"],
	category: ["categories"],
	topup: ["balance", "transfers"],
	number: ["numbers"],
	account: ["accounts", "me"],
	application: ["applications"],
	mail: ["mail"],
	test_call: ["test_calls"],
	trunk: ["trunks", "wall"],
	wall: ["wall"], // all that a screen in the corridor hears
};

export function applyEvent(client: QueryClient, event: LiveEvent): void {
	if (event.kind === "line.changed") return applyLine(client, event);
	// A key of the menu after a call: nothing but the advisor's desk moves.
	if (event.kind === "call.menu") return void client.invalidateQueries({ queryKey: KEYS.availability });
	const noun = event.kind.split(".")[0] ?? "";
	for (const key of TOUCHES[noun] ?? []) void client.invalidateQueries({ queryKey: KEYS[key] });
	if (event.kind !== "call.ended") return;
	for (const key of ["transfers", "earnings", "customers", "summary"] as const)
		void client.invalidateQueries({ queryKey: KEYS[key] });
}
