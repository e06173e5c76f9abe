// SPDX-License-Identifier: Apache-2.0
import type { Rung } from "../kit/Ladder";
import { t } from "../i18n/t";
import type { Schemas } from "../lib/api";

type Leg = Schemas["Ladder"]["legs"][number];
type Captured = Schemas["Capture"]["legs"][number];
type Message = Captured["messages"][number];

/** What went over the wire for one phone, as far as the store's times remember it. */
function remembered(leg: Leg): Rung[] {
	const rung = (at: string | null, show: string): Rung[] => (at ? [{ at, side: leg.side, what: "sip", show }] : []);
	const code = leg.sip_code || "";
	const over = leg.answered_at ? t("op.sip.bye") : t("op.sip.final", { code, cause: (leg.end_cause ?? "").replaceAll("_", " ") });
	return [
		...rung(leg.created_at, t("op.sip.invite", { number: leg.number, trunk: leg.trunk ?? "–" })),
		...rung(leg.ringing_at, t("op.sip.ringing")),
		...rung(leg.answered_at, t("op.sip.ok")),
		...rung(leg.ended_at, over),
	];
}

const asRung = (side: string, message: Message): Rung => ({
	at: message.at,
	side,
	what: "sip",
	show: `${message.sent ? "→" : "←"} ${message.start}`,
	more: [...message.headers, ...message.sdp, ...(message.cut ? [t("op.sip.cut")] : [])],
});

function captured(leg: Captured): Rung[] {
	const rungs = leg.messages.map((message) => asRung(leg.side, message));
	const before = rungs[Math.max(0, Math.floor(rungs.length / 2) - 1)];
	if (!leg.left_out || !before) return rungs;
	return [...rungs, { at: before.at, side: leg.side, what: "sip", show: t("op.sip.left_out", { count: leg.left_out }) }];
}

/** Each leg's messages where they were captured, else its stored times. */
export const sipRungs = (legs: Leg[], all: Captured[]): Rung[] =>
	legs.flatMap((leg) => {
		const kept = all.find((one) => one.id === leg.id);
		return kept ? captured(kept) : remembered(leg);
	});
