// SPDX-License-Identifier: Apache-2.0
import { QueryClient } from "@tanstack/react-query";
import { Problem } from "./problem";

/** Names of what is cached; the first word is the noun that events refresh. */
export const KEYS = {
	me: ["me"],
	rules: ["rules"],
	categories: ["categories"],
	listings: ["listings"],
	advisors: ["advisors"],
	reserved: ["reserved"],
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
