// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { iconOf } from "./badge";

const words = (n: number) => />([^<]+)<\/text>/.exec(decodeURIComponent(iconOf(n)))?.[1];

test("the icon says the number, and no more than there is room for", () => {
	expect([1, 12, 99, 100, 5000].map(words)).toEqual(["1", "12", "99", "99+", "99+"]);
});

test("the icon is a picture the content policy lets in", () => {
	expect(iconOf(3)).toMatch(/^data:image\/svg\+xml,%3Csvg/);
});
