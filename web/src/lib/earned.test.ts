// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { earned, earnedSoFar } from "./earned";

const tariff = { price_minor: 240, minimum_ms: 3000, step_ms: 1000, free_under_ms: 2000 };

describe("earned", () => {
	it("is nothing while the talk is free", () => {
		expect(earned(tariff, { fee_minor: 0, share: 7000 }, 1999)).toBe(0);
	});
	it("rounds the share up: 70 percent of 48 is 34", () => {
		expect(earned(tariff, { fee_minor: 0, share: 7000 }, 11_459)).toBe(34);
	});
	it("takes the fee of each billed minute before the split", () => {
		expect(earned(tariff, { fee_minor: 60, share: 5000 }, 60_000)).toBe(90);
	});
	it("is never less than nothing when the fee is more than the price", () => {
		expect(earned(tariff, { fee_minor: 500, share: 10_000 }, 60_000)).toBe(0);
	});
	it("is not guessed when the daemon does not say the rate", () => {
		expect(earnedSoFar({}, 60_000)).toBeUndefined();
	});
});
