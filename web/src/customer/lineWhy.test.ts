// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { type Line, whyChanged } from "./lineWhy";

const line = (waiting: number, activity: Line["activity"] = "on_call", intent: Line["intent"] = "taking_calls"): Line => ({ waiting, activity, intent });

it.each([
	["somebody joined", line(1), line(2), "moved.joined"],
	["somebody left while the call goes on", line(3), line(2), "moved.left"],
	["the next call began", line(3, "idle"), line(2, "dialing"), "moved.began"],
	["the call before ended", line(2), line(2, "wrapping_up"), "moved.ended"],
	["the advisor went away", line(2), line(2, "idle", "away"), "moved.away"],
	["the advisor came back", line(2, "idle", "away"), line(2, "idle"), "moved.back"],
	["from dialing to talking nothing changes for who waits", line(2, "dialing"), line(2), undefined],
	["nothing happened", line(2), line(2), undefined],
] as const)("%s", (_, before, now, words) => {
	expect(whyChanged(before, now)).toBe(words);
});
