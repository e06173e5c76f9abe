// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { joinLength, splitLength } from "./lengths";

test("a length is read in the largest unit that divides it, and comes back the same", () => {
	const rows = [
		[25_000, "25", "s"],
		[90_000, "90", "s"],
		[120_000, "2", "min"],
		[86_400_000, "1", "d"],
		[0, "0", "s"],
		[1500, "1500", "ms"],
	] as const;
	for (const [ms, amount, unit] of rows) {
		expect(splitLength(ms)).toEqual({ amount, unit });
		expect(joinLength(amount, unit)).toBe(String(ms));
	}
});

test("half a minute is thirty seconds, and what is no number is left for the daemon to refuse", () => {
	expect(joinLength("0,5", "min")).toBe("30000");
	expect(joinLength("soon", "min")).toBe("soon");
	expect(joinLength("", "min")).toBe("");
});
