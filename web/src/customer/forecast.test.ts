// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import "./texts";
import { between, inMinutes, longer, type Odds, whyNone } from "./forecast";

const NOW = Date.parse("2026-05-04T21:46:00.000Z");
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

it("says minutes to who does not wait yet", () => {
	expect(inMinutes({ from: at(12), to: at(25) }, NOW)).toBe("likely in 12 to 25 min");
	expect(inMinutes({ from: at(0), to: at(8) }, NOW)).toBe("likely within 8 min");
	expect(inMinutes({ from: at(12), to: at(12) }, NOW)).toBe("likely in 12 to 14 min");
});

it("says clock times with their zone to who waits, and none that are over", () => {
	const zone = "America/Los_Angeles";
	expect(between({ from: at(12), to: at(24) }, NOW, zone)).toMatch(/2:58\s*–\s*3:10\sPM PDT/);
	expect(between({ from: at(-1), to: at(24) }, NOW, zone)).toMatch(/^before 3:10\sPM PDT$/);
	expect(between({ from: at(-9), to: at(-1) }, NOW, zone)).toBe("any moment now");
});

it("offers the next wait that will very likely do, and only then", () => {
	const odds: Odds = [
		{ wait_seconds: 1800, word: "may_not_reach_you" },
		{ wait_seconds: 3600, word: "likely" },
		{ wait_seconds: 7200, word: "very_likely" },
	];
	expect(longer(odds, 1800)).toBe(7200);
	expect(longer(odds, 3600)).toBeUndefined();
	expect(longer(odds.slice(0, 2), 1800)).toBeUndefined();
});

it("says why nothing can be said", () => {
	expect(whyNone("few_calls", "Dana")).toBe("We cannot tell yet when.");
	expect(whyNone("away", "Dana")).toBe("Dana is away, so we cannot tell when.");
});
