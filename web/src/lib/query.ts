// SPDX-License-Identifier: Apache-2.0
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
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
	test_calls: ["test_calls"],
} as const;

const isOver = (error: unknown): boolean => error instanceof Problem && error.code === "not_signed_in";

/** Wherever it is noticed that the session is over, the pages know: those for signed-in people lead to signing in and back. */
export function makeQueryClient(): QueryClient {
	const onError = (error: unknown) => {
		if (isOver(error) && client.getQueryData(KEYS.me)) client.setQueryData(KEYS.me, null);
	};
	const client = new QueryClient({
		queryCache: new QueryCache({ onError }),
		mutationCache: new MutationCache({ onError }),
		defaultOptions: {
			queries: {
				staleTime: 5_000,
				retry: (count, error) => count < 2 && error instanceof Problem && (error.status === 0 || error.status >= 500),
			},
		},
	});
	return client;
}
