// SPDX-License-Identifier: Apache-2.0
// The wallet's lines as its customer reads them: what a call came to is no line of the wallet (it is paid out of what was kept aside),
// so it is put among them, once for each call.
import type { Money, Schemas } from "../lib/api";

export type Transfer = Schemas["Transfer"];
export type Paid = { kind: "paid"; id: string; at: string; call: string; charge: Money };

/** "cal_…:1" is the second time that money was set aside for that call. */
export const callOf = (row: Transfer): string | undefined => /^cal_\w+/.exec(row.cause)?.[0];

/** Newest first, as they come: above the last line of its call, where the talk was settled. A free talk adds nothing. */
export function withPaid(rows: Transfer[]): (Transfer | Paid)[] {
	const told = new Set<string>();
	return rows.flatMap((row): (Transfer | Paid)[] => {
		const call = callOf(row);
		if (!call || !row.charge?.amount || !row.settled_at || told.has(call)) return [row];
		told.add(call);
		return [{ kind: "paid", id: `paid-${call}`, at: row.settled_at, call, charge: row.charge }, row];
	});
}
