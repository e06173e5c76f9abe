// SPDX-License-Identifier: Apache-2.0
// line.changed: how an advisor's line is now. What everybody sees is mended in place, so that thousands of watchers ask nothing;
// only whoever waits in this very line asks for the own place again.
import type { Query, QueryClient } from "@tanstack/react-query";
import type { Schemas } from "./api";
import { KEYS } from "./query";
import type { LiveEvent } from "./stream";

type Line = Schemas["AdvisorLine"];
type Shown = Record<string, unknown>;

/** The last number seen of each advisor; what is older was overtaken on its way. */
const seen = new Map<string, number>();

const isShown = (value: unknown): value is Shown => typeof value === "object" && value !== null;

/** The same data with every row of the advisor changed; the very same object when there is none. */
export function mend<T>(data: T, isOf: (row: Shown) => boolean, change: (row: Shown) => Shown): T {
	if (!isShown(data)) return data;
	if (Array.isArray(data.data)) {
		const rows = data.data as unknown[];
		if (!rows.some((row) => isShown(row) && isOf(row))) return data;
		return { ...data, data: rows.map((row) => (isShown(row) && isOf(row) ? change(row) : row)) };
	}
	return isOf(data) ? (change(data) as T) : data;
}

/** Does this cached answer show a call back in the advisor's line? Lists, one, and what a signed link opens. */
export function waitsFor(data: unknown, advisor: string): boolean {
	if (!isShown(data)) return false;
	if (Array.isArray(data.data)) return data.data.some((row) => waitsFor(row, advisor));
	return (data.advisor === advisor && !data.ended_at) || waitsFor(data.callback, advisor);
}

export function applyLine(client: QueryClient, event: LiveEvent): void {
	const advisor = event.subject;
	if ((seen.get(advisor) ?? -1) > event.number) return;
	seen.set(advisor, event.number);
	const line: Line = event.data as unknown as Line;

	const patch = (key: readonly string[], isOf: (row: Shown) => boolean, change: (row: Shown) => Shown) => {
		for (const query of client.getQueryCache().findAll({ queryKey: key })) {
			// An answer under way may be older than this.
			if (query.state.fetchStatus === "fetching") void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
			else client.setQueryData(query.queryKey, (data: unknown) => mend(data, isOf, change));
		}
	};
	patch(KEYS.advisors, (row) => row.id === advisor, (row) => ({ ...row, ...line }));
	patch(KEYS.listings, (row) => row.advisor === advisor, (row) => ({ ...row, button: line.button }));
	void client.invalidateQueries({
		queryKey: KEYS.callbacks,
		predicate: (query: Query) => waitsFor(query.state.data, advisor) || query.queryKey.includes("explain"),
	});
}
