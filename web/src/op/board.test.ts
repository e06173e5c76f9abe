// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { type Board, levelsOf } from "./board";

const AT = Date.parse("2026-03-02T12:00:00Z");
const targets = { waiting: 10, wait_seconds: 600, kept_per_mille: 900, channels_percent: 70 };
const calm = {
	waiting: 0,
	longest_wait_since: null,
	taking_calls: 1,
	kept_today: { kept: 9, lost: 1, per_mille: 900, since: "" },
	targets,
	trunks: [{ name: "a", up: true, channels: 1, max_channels: 10 }],
} as unknown as Board;
const levels = (change: Partial<Board>) => levelsOf({ ...calm, ...change }, AT);

test("a calm house has no marks", () => expect(levels({})).toEqual({ waiting: 0, longest: 0, taking: 0, kept: 0, channels: 0 }));

test("from the target one mark, from twice as much two", () => {
	for (const [waiting, level] of [[9, 0], [10, 1], [19, 1], [20, 2]] as const) expect(levels({ waiting }).waiting).toBe(level);
	for (const [minutes, level] of [[9, 0], [10, 1], [20, 2]] as const)
		expect(levels({ longest_wait_since: new Date(AT - minutes * 60_000).toISOString() }).longest).toBe(level);
});

test("kept below the target is marked, a hundred below it loudly, and nothing to count is no fault", () => {
	for (const [per_mille, level] of [[900, 0], [899, 1], [801, 1], [800, 2], [null, 0]] as const)
		expect(levels({ kept_today: { kept: 0, lost: 0, per_mille, since: "" } }).kept).toBe(level);
});

test("people who wait for nobody, and a trunk that is down, are the gravest", () => {
	expect(levels({ waiting: 1, taking_calls: 0 }).taking).toBe(2);
	expect(levels({ waiting: 0, taking_calls: 0 }).taking).toBe(0);
	expect(levels({ trunks: [{ name: "a", up: false }] as Board["trunks"] }).channels).toBe(2);
	expect(levels({ trunks: [{ name: "a", up: true, channels: 7, max_channels: 10 }] as Board["trunks"] }).channels).toBe(1);
	expect(levels({ trunks: [{ name: "a", up: true, channels: 9, max_channels: 10 }] as Board["trunks"] }).channels).toBe(2);
});
