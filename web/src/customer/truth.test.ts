// SPDX-License-Identifier: Apache-2.0
// The truth table of UX.md section 0 as customers see it: lamp, public label, and where the button leads. Which button it is, the
// daemon says (availability_rules_test.c has those rows).
import { describe, expect, it } from "vitest";
import "./texts";
import { t } from "../i18n/t";
import { lookOf } from "../kit/Lamp";
import { BUTTONS } from "./ArrangeButton";

const ACTIVITIES = ["idle", "reserved", "dialing", "on_call", "wrapping_up"] as const;
const TAKING = {
	idle: ["Taking calls", "disc"],
	reserved: ["Connecting someone", "clock"],
	dialing: ["On a call", "ring"],
	on_call: ["On a call", "ring"],
	wrapping_up: ["Back in a moment", "pencil"],
};

describe("label and lamp", () => {
	it.each(ACTIVITIES)("taking calls, %s", (activity) => {
		const look = lookOf({ intent: "taking_calls", activity });
		expect([t(look.words), look.shape]).toEqual(TAKING[activity]);
	});
	it.each(ACTIVITIES)("arrange only is By arrangement whatever else happens, also %s", (activity) => {
		const look = lookOf({ intent: "arrange_only", activity });
		expect([t(look.words), look.shape]).toEqual(["By arrangement", "half"]);
	});
	it.each(ACTIVITIES)("away is Away whatever else happens, also %s", (activity) => {
		const look = lookOf({ intent: "away", activity });
		expect([t(look.words), look.shape]).toEqual(["Away", "hollow"]);
	});
});

describe("button", () => {
	const listing = { id: "lst_1", advisor: "adv_1", state: "open" } as const;
	it.each([
		["call_now", "Call now", "/l/lst_1/call", true],
		["arrange", "Arrange a Call", "/l/lst_1/arrange", true],
		["appointment", "Book an appointment", "/l/lst_1/appointment", false],
		["mail", "Send a mail", "/mail?to=adv_1", false],
	] as const)("%s", (button, words, href, primary) => {
		const look = BUTTONS[button];
		expect([t(look.words), look.href(listing), look.primary]).toEqual([words, href, primary]);
	});
});
