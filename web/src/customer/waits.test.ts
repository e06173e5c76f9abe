// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import "./texts";
import { CUSTOM, MIDNIGHT, quarters, untilOf, waitChoices } from "./waits";

const RULES = { wait_least_seconds: 300, wait_most_seconds: 86_400, wait_choices_seconds: [60, 1800, 3600, 90_000] };
const AT = Date.parse("2026-05-04T21:50:30.000Z");

it("offers only what the line allows", () => {
	expect(waitChoices(RULES).map((wait) => wait.label)).toEqual(["30 min", "1 hour", "Until midnight", "Until a time"]);
});

it("ends the day where the customer lives", () => {
	expect(untilOf(MIDNIGHT, 0, AT, RULES, "UTC").toISOString()).toBe("2026-05-05T00:00:00.000Z");
	expect(untilOf(MIDNIGHT, 0, AT, RULES, "Asia/Tokyo").toISOString()).toBe("2026-05-05T15:00:00.000Z");
});

it("never waits less than the least, also shortly before midnight", () => {
	const late = Date.parse("2026-05-04T23:59:00.000Z");
	expect(untilOf(MIDNIGHT, 0, late, RULES, "UTC").toISOString()).toBe("2026-05-05T00:04:00.000Z");
});

it("takes a time of one's own as it is", () => {
	expect(untilOf(CUSTOM, AT + 900_000, AT, RULES).getTime()).toBe(AT + 900_000);
});

it("lists quarter hours inside the bounds", () => {
	const list = quarters(AT, RULES);
	expect(list).toHaveLength(96);
	expect(list[0]).toBe(Date.parse("2026-05-04T22:00:00.000Z"));
	expect(list.every((at) => at <= AT + 86_400_000)).toBe(true);
});
