// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { majorOf, minorOf } from "./amount";

describe("amounts as typed", () => {
	it.each([
		["2.40", "USD", 240],
		["2,4", "EUR", 240],
		["2", "USD", 200],
		[" 0.05 ", "USD", 5],
		["300", "JPY", 300],
		["1.500", "KWD", 1500],
	])("%s of %s is %d minor units", (typed, currency, minor) => {
		expect(minorOf(typed, currency)).toBe(minor);
	});
	it.each(["", "-1", "1.2.3", "2.405", "1e3", "abc", "1 000"])("%s is no amount of dollars", (typed) => {
		expect(minorOf(typed, "USD")).toBeUndefined();
	});
	it("is written so that it reads back the same", () => {
		for (const amount of [0, 5, 99, 240, 100_000]) expect(minorOf(majorOf({ amount, currency: "USD" }), "USD")).toBe(amount);
	});
});
