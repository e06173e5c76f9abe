// SPDX-License-Identifier: Apache-2.0
import type { Callback } from "../data/callbacks";
import { type ArrangedCall, useLapsed } from "../data/desk";
import { useNow } from "../lib/clock";

/** Being called, or on the phone: such a one does not wait any more. */
export const waits = (row: ArrangedCall): boolean => row.state === "waiting";

const STAYS_MS = 60_000;

/** One whose time ran out; what was earned with them is not asked for again. */
export type Lapsed = Omit<ArrangedCall, "state" | "position" | "earned"> & { state: "expired"; earned?: undefined };
export type Waiting = ArrangedCall | Lapsed;

const rowOf = (one: Callback): Lapsed => ({
	callback: one.id,
	state: "expired",
	channel: one.channel,
	customer: one.customer,
	customer_nickname: one.customer_nickname,
	requested_at: one.requested_at,
	call_back_until: one.expires_at,
	listing: one.listing,
	listing_title: one.listing_title,
	price: one.price,
	reason: one.reason,
});

export const lapsedAt = (all: Callback[], at: number): Lapsed[] =>
	all.filter((one) => one.ended_at && at - Date.parse(one.ended_at) < STAYS_MS).map(rowOf);

/** Who waits, and for a minute whose time ran out, each where they stood (UX 1.2). */
export function useRows(advisor: string, line: ArrangedCall[] = []): Waiting[] {
	const lapsed = useLapsed(advisor).data?.data ?? [];
	const at = useNow(1000);
	const gone = lapsedAt(lapsed, at);
	const here = line.filter((row) => waits(row) && !gone.some((one) => one.callback === row.callback));
	return gone.length ? [...here, ...gone].toSorted((one, other) => one.requested_at.localeCompare(other.requested_at)) : here;
}
