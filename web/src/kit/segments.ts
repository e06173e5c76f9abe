// SPDX-License-Identifier: Apache-2.0
/** What is needed of a receipt to draw its call. */
export type Course = { marks: { at: string; side: string; what: string; detail?: string }[]; ended_at: string | null };
type Mark = Course["marks"][number];

export type SegmentKind = "ringing_advisor" | "asking_advisor" | "ringing_customer" | "greeting" | "talk" | "pause";
export type Segment = { kind: SegmentKind; from: number; to: number };

type Turn = { what: string; side?: string; detail?: string; begins: SegmentKind };

/** Which mark begins which stretch of the call; the first row that fits counts. */
const TURNS: Turn[] = [
	{ what: "ring", side: "advisor", begins: "ringing_advisor" },
	{ what: "answered", side: "advisor", begins: "asking_advisor" },
	{ what: "ring", side: "customer", begins: "ringing_customer" },
	{ what: "answered", side: "customer", begins: "greeting" },
	{ what: "joined", begins: "talk" },
	{ what: "paused", begins: "pause" },
	{ what: "resumed", begins: "talk" },
];

const turnOf = (mark: Mark): SegmentKind | undefined =>
	TURNS.find((turn) => turn.what === mark.what && (!turn.side || turn.side === mark.side))?.begins;

/** The call in stretches, from the first ring to its end; marks after the end (the advisor's menu) are not the customer's. */
export function segmentsOf(receipt: Course): Segment[] {
	const end = receipt.ended_at ? Date.parse(receipt.ended_at) : Number.POSITIVE_INFINITY;
	const segments: Segment[] = [];
	for (const mark of receipt.marks) {
		const at = Date.parse(mark.at);
		const kind = turnOf(mark);
		if (!kind || at >= end) continue;
		const last = segments.at(-1);
		if (last) last.to = at;
		segments.push({ kind, from: at, to: at });
	}
	const last = segments.at(-1);
	if (last && Number.isFinite(end)) last.to = end;
	return segments.filter((segment) => segment.to > segment.from);
}
