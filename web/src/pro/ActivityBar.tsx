// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import { type Availability, useChangeAvailability } from "../data/desk";
import { type MessageKey, t } from "../i18n/t";
import { now, useNow } from "../lib/clock";
import { Announce, Button, Card, Clock, Muted, ProblemBox, Row, Timer, useStale } from "../kit";
import { NextButton } from "./NextButton";
import { ReleaseButton } from "./ReleaseButton";

type Said = { words: MessageKey; more?: MessageKey; until?: string | null | undefined; ends?: MessageKey; next?: boolean; back?: boolean };

/** Without a call: why the next one does or does not come. */
function restOf(is: Availability): Said {
	const rests = is.paused_until && Date.parse(is.paused_until) > now();
	if (is.back_at) return { words: "pro.why.pause", more: "pro.why.pause_more", until: is.back_at, ends: "pro.back_in", back: true };
	if (is.intent === "taking_calls" && rests)
		return { words: is.misses ? "pro.why.paused" : "pro.why.trunk", until: is.paused_until, next: true };
	if (is.intent === "taking_calls") return { words: "pro.why.ready" };
	if (is.intent === "arrange_only") return { words: is.misses ? "pro.why.missed" : "pro.why.arrange_only", back: is.misses > 0 };
	return { words: is.callbacks_on ? "pro.why.away_open" : "pro.why.away_closed" };
}

/** "Why am I busy?": the cause of what the advisor is doing, and its end where it has one. */
function reasonOf(is: Availability): Said {
	if (is.activity === "dialing") return { words: is.call_state === "consenting" ? "pro.why.consenting" : "pro.why.dialing" };
	if (is.activity === "reserved") return { words: "pro.why.reserved", more: "pro.why.reserved_more", until: is.reserved_until };
	if (is.activity === "on_call") return { words: is.call_state === "paused" ? "pro.why.money" : "pro.why.on_call" };
	if (is.activity !== "wrapping_up") return restOf(is);
	if (is.call) return { words: is.menu ? "pro.why.menu" : "pro.why.hanging_up" };
	return is.intent === "taking_calls"
		? { words: "pro.why.wrapping_up", until: is.wrap_up_until, ends: "pro.back_in" }
		: { words: "pro.why.wrapping_up_off", until: is.wrap_up_until };
}

function End({ until, label }: { until: string; label: string }): ReactNode {
	return (
		<Row gap={2}>
			<span>{label}</span>
			<strong>
				<Timer until={until} label={label} />
			</strong>
			<span>
				(<Clock at={until} as="time" />)
			</span>
		</Row>
	);
}

export function ActivityBar({ is }: { is: Availability }) {
	useNow(5000);
	const change = useChangeAvailability(is.advisor);
	const stale = useStale();
	const { words, more, until, ends, next, back } = reasonOf(is);
	const said = t(words);
	return (
		<Card tone="sunk" label={t("pro.activity")}>
			<Row spread>
				<div>
					<p>
						<strong>{said}</strong>
					</p>
					{more && <Muted>{t(more)}</Muted>}
					<Announce words={said} />
				</div>
				<Row gap={4}>
					{until && <End until={until} label={t(ends ?? "pro.ends_in")} />}
					{is.activity === "reserved" && <ReleaseButton is={is} />}
					{next && is.waiting > 0 && <NextButton advisor={is.advisor} waiting={is.waiting} />}
					{back && (
						<Button tone="primary" busy={change.isPending} disabled={stale} onPress={() => change.mutate({ intent: "taking_calls" })}>
							{t("pro.back_now")}
						</Button>
					)}
				</Row>
			</Row>
			{change.isError && <ProblemBox error={change.error} />}
		</Card>
	);
}
