// SPDX-License-Identifier: Apache-2.0
// What the house's events say to somebody who runs it. A kind without a sentence is shown as the daemon named it.
import type { Event } from "../data/operation";
import { t, type MessageKey } from "../i18n/t";
import { lookOf } from "../kit";
import { causeWords } from "../kit/causes";

const KINDS: Record<string, MessageKey> = {
	"account.created": "op.event.account_created",
	"account.changed": "op.event.account_changed",
	"account.suspended": "op.event.account_suspended",
	"availability.changed": "op.event.availability",
	"call.accepted": "op.event.accepted",
	"call.answered": "op.event.answered",
	"call.connected": "op.event.joined",
	"call.ended": "op.event.ended",
	"call.menu": "op.event.menu",
	"call.started": "op.event.started",
	"callback.cancelled": "op.event.left",
	"callback.completed": "op.event.kept",
	"callback.connected": "op.event.connected",
	"callback.created": "op.event.asked",
	"callback.expired": "op.event.expired",
	"callback.let_pass": "op.event.let_pass",
	"callback.funds_short": "op.event.funds_short",
	"callback.let_first": "op.event.let_first",
	"callback.missed": "op.event.missed",
	"callback.next": "op.event.next",
	"callback.next_short": "op.event.next",
	"callback.no_answer": "op.event.no_answer",
	"callback.no_funds": "op.event.no_funds",
	"callback.offering": "op.event.offering",
	"callback.ringing": "op.event.ringing",
	"callback.unreachable": "op.event.unreachable",
	"callback.updated": "op.event.updated",
	"callback.withdrawn": "op.event.withdrawn",
	"category.created": "op.event.category_created",
	"listing.closed": "op.event.listing_closed",
	"listing.created": "op.event.listing_created",
	"mail.received": "op.event.mail",
	"topup.succeeded": "op.event.topup",
};

/** "callback.overtaken" reads "callback overtaken". */
export const plainWords = (name: string): string => name.replace(".", " ").replaceAll("_", " ");

export function kindWords(kind: string): string {
	const key = KINDS[kind];
	return key ? t(key) : plainWords(kind);
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Why a call ended, or what an advisor's lamp shows now. */
export function detailWords({ kind, data }: Event): string {
	const said = data as Record<string, unknown>;
	if (kind === "call.ended") return causeWords(text(said.end_cause), "ended");
	if (kind !== "availability.changed") return "";
	return t(lookOf({ intent: said.intent, activity: said.activity } as Parameters<typeof lookOf>[0]).words);
}

/** The advisor and the call it is about, if any. */
export function aboutOf({ subject, data }: Event): { advisor: string; call: string } {
	const said = data as Record<string, unknown>;
	const of = (kind: string, name: string) => (subject.startsWith(kind) ? subject : text(said[name]));
	return { advisor: of("adv_", "advisor"), call: of("cal_", "call") };
}
