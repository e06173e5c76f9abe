// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { cell, csvOf } from "./csv";

describe("a file for a spreadsheet", () => {
	it("keeps quotes, commas and lines inside their cell", () => {
		expect(cell('He said "no", twice')).toBe('"He said ""no"", twice"');
	});
	it("never lets a name become a formula", () => {
		for (const name of ["=1+1", "+1", "-1", "@SUM(A1)"]) expect(cell(name)).toBe(`"'${name}"`);
	});
	it("has its head even without calls", () => {
		expect(csvOf([])).toMatch(/^"call","began_at".*\r\n$/);
	});
});
