// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import op from "../i18n/en/op.json";
import { addMessages } from "../i18n/t";
import { sipRungs } from "./sip";

addMessages(op);

const leg = (id: string) => ({
	id,
	side: "customer" as const,
	number: "+1415***0123",
	state: "ended" as const,
	created_at: "2026-01-01T10:00:00Z",
	ringing_at: "2026-01-01T10:00:01Z",
	answered_at: null,
	ended_at: "2026-01-01T10:00:09Z",
	end_cause: "no_answer",
	sip_code: 408,
	trunk: "phones",
	sip_call_id: "abc",
});
const message = (at: string, start: string, sent = true) => ({ at, sent, start, headers: ["CSeq: 1 INVITE"], sdp: [], cut: false });

test("a leg without messages shows its stored times", () => {
	expect(sipRungs([leg("a")], []).map((rung) => rung.at)).toEqual(["2026-01-01T10:00:00Z", "2026-01-01T10:00:01Z", "2026-01-01T10:00:09Z"]);
});

test("a leg with messages shows them, with their direction, and not its stored times", () => {
	const messages = [message("2026-01-01T10:00:00Z", "INVITE sip:x SIP/2.0"), message("2026-01-01T10:00:01Z", "SIP/2.0 180 Ringing", false)];
	const rungs = sipRungs([leg("a")], [{ id: "a", side: "customer", left_out: 0, messages }]);
	expect(rungs.map((rung) => rung.show)).toEqual(["→ INVITE sip:x SIP/2.0", "← SIP/2.0 180 Ringing"]);
	expect(rungs[0]?.more).toEqual(["CSeq: 1 INVITE"]);
});

test("what was left out in the middle stands between the first and the last", () => {
	const messages = ["10:00:00", "10:00:01", "10:00:08", "10:00:09"].map((time) => message(`2026-01-01T${time}Z`, "INFO"));
	const rungs = sipRungs([leg("a")], [{ id: "a", side: "customer", left_out: 7, messages }]);
	expect(rungs.filter((rung) => rung.show?.includes("7")).map((rung) => rung.at)).toEqual(["2026-01-01T10:00:01Z"]);
});
