// SPDX-License-Identifier: Apache-2.0
import { type InvalidateOptions, type InvalidateQueryFilters, MutationCache, type Query, QueryCache, QueryClient } from "@tanstack/react-query";
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
	applications: ["applications"],
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

/**
 * A client that loses no news. The library takes an answer that is under way for the first time as fresh enough, although what was
 * heard meanwhile may be newer: those questions are asked once more when their first answer is here.
 */
class NewsClient extends QueryClient {
	private readonly again = new WeakSet<Query>();

	override invalidateQueries(filters: InvalidateQueryFilters = {}, options?: InvalidateOptions): Promise<void> {
		// What a filter looks for in the data is not known before the answer.
		const { predicate: _, ...names } = filters as InvalidateQueryFilters & { predicate?: unknown };
		const first = this.getQueryCache()
			.findAll({ ...(names as InvalidateQueryFilters), fetchStatus: "fetching" })
			.filter((query) => query.state.data === undefined);
		for (const query of first) this.askAgain(query, filters, options);
		return super.invalidateQueries(filters, options);
	}

	private askAgain(query: Query, filters: InvalidateQueryFilters, options?: InvalidateOptions): void {
		if (this.again.has(query)) return;
		this.again.add(query);
		const ask = () => {
			this.again.delete(query);
			if (filters.predicate?.(query) ?? true) void super.invalidateQueries({ queryKey: query.queryKey, exact: true }, options);
		};
		query.promise?.then(ask, () => this.again.delete(query));
	}
}

/** Wherever it is noticed that the session is over, the pages know: those for signed-in people lead to signing in and back. */
export function makeQueryClient(): QueryClient {
	const onError = (error: unknown) => {
		if (isOver(error) && client.getQueryData(KEYS.me)) client.setQueryData(KEYS.me, null);
	};
	const client: QueryClient = new NewsClient({
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
