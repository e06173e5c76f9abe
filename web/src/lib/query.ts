// SPDX-License-Identifier: Apache-2.0
import { QueryClient } from "@tanstack/react-query";
import type { LiveEvent } from "./live";
import { Problem } from "./problem";

/** Names of what is cached; the first word is the noun that events refresh. */
export const KEYS = {
	me: ["me"],
	rules: ["rules"],
	categories: ["categories"],
	listings: ["listings"],
	advisors: ["advisors"],
	availability: ["availability", "wall"],
	arranged: ["arranged"],
	callbacks: ["callbacks"],
	calls: ["calls"],
	balance: ["balance"],
	transfers: ["transfers"],
	numbers: ["numbers"],
	accounts: ["accounts"],
	status: ["status"],
	earnings: ["earnings"],
	customers: ["customers"],
	summary: ["summary"],
	trunks: ["trunks"],
	events: ["events"],
	audit: ["audit"],
	wall: ["wall"],
	mail: ["mail"],
} as const;

export function makeQueryClient(): QueryClient {
	return new QueryClient({
		defaultOptions: {
			queries: {
				staleTime: 5_000,
				retry: (count, error) => count < 2 && error instanceof Problem && (error.status === 0 || error.status >= 500),
			},
		},
	});
}

/** Which nouns an event of this kind may have changed. */
const TOUCHES: Record<string, (keyof typeof KEYS)[]> = {
	availability: ["advisors", "listings", "availability", "callbacks", "arranged", "wall"],
	callback: ["callbacks", "advisors", "arranged", "balance", "summary", "wall"],
	call: ["calls", "callbacks", "balance", "availability", "arranged", "wall"],
	listing: ["listings"],
	category: ["categories"],
	topup: ["balance", "transfers"],
	number: ["numbers"],
	account: ["accounts", "me"],
	mail: ["mail"],
};

export function applyEvent(client: QueryClient, event: LiveEvent): void {
	const noun = event.kind.split(".")[0] ?? "";
	for (const key of TOUCHES[noun] ?? []) void client.invalidateQueries({ queryKey: KEYS[key] });
	if (event.kind !== "call.ended") return;
	for (const key of ["transfers", "earnings", "customers", "summary"] as const)
		void client.invalidateQueries({ queryKey: KEYS[key] });
}
