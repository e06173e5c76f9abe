// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import vectors from "../../../test/vectors/money.json";
import { billedMs, charge, coveredMs, showMoney, type Tariff } from "./money";

type Row = { price: number; minimum: number; step: number; free_under: number };
const tariffOf = (row: Row): Tariff => ({
	price_minor: row.price,
	minimum_ms: row.minimum,
	step_ms: row.step,
	free_under_ms: row.free_under,
});

describe("money", () => {
	it.each(vectors.charges)("$witnessed ms at $price cost $charge", (row) => {
		expect(billedMs(tariffOf(row), row.witnessed)).toBe(row.billed);
		expect(charge(tariffOf(row), row.witnessed)).toBe(row.charge);
	});
	it.each(vectors.covered)("$minor cover $covered ms at $price", (row) => {
		expect(coveredMs(tariffOf(row), row.minor)).toBe(row.covered);
	});
	it("is written as people of the place write it", () => {
		expect(showMoney({ amount: 240, currency: "USD" }, "en-US")).toBe("$2.40");
		expect(showMoney({ amount: 300, currency: "JPY" }, "en-US")).toBe("¥300");
		expect(showMoney({ amount: 1500, currency: "KWD" }, "en-US")).toMatch(/1\.500/);
	});
});
