// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { segmentsOf } from "./segments";

const mark = (second: number, side: string, what: string, detail = "") => ({
	at: new Date(Date.UTC(2026, 4, 4, 14, 49, second)).toISOString(),
	side,
	what,
	detail,
});

it("cuts a call at its turns and leaves what came after the end", () => {
	const marks = [
		mark(0, "advisor", "ring"),
		mark(2, "advisor", "answered"),
		mark(3, "advisor", "prompt", "whisper"),
		mark(6, "advisor", "key", "1"),
		mark(6, "customer", "ring"),
		mark(9, "customer", "answered"),
		mark(15, "both", "joined"),
		mark(40, "customer", "gone", "hung_up"),
		mark(41, "advisor", "prompt", "menu"),
	];
	const segments = segmentsOf({ marks, ended_at: mark(40, "", "").at });
	expect(segments.map((one) => [one.kind, (one.to - one.from) / 1000])).toEqual([
		["ringing_advisor", 2],
		["asking_advisor", 4],
		["ringing_customer", 3],
		["greeting", 6],
		["talk", 25],
	]);
});

it("has nothing to show for a call without marks", () => {
	expect(segmentsOf({ marks: [], ended_at: null })).toEqual([]);
});
