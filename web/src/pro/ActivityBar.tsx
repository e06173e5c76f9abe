// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import type { Availability } from "../data/desk";
import { t } from "../i18n/t";
import { now, useNow } from "../lib/clock";
import { Announce, Card, Clock, Row, Timer } from "../kit";

type Said = { words: string; until?: string | null | undefined };

/** "Why am I busy?": the cause of what the advisor is doing, and its end where it has one. */
function reasonOf(is: Availability): Said {
	const rests = is.paused_until && Date.parse(is.paused_until) > now();
	if (is.activity === "dialing") return { words: t("pro.why.dialing") };
	if (is.activity === "reserved") return { words: t("pro.why.reserved") };
	if (is.activity === "on_call") return { words: t("pro.why.on_call") };
	if (is.activity === "wrapping_up")
		return is.call ? { words: t("pro.why.menu") } : { words: t("pro.why.wrapping_up"), until: is.wrap_up_until };
	if (is.intent === "taking_calls" && rests) return { words: t("pro.why.paused"), until: is.paused_until };
	if (is.intent === "taking_calls") return { words: t("pro.why.ready") };
	if (is.intent === "arrange_only") return { words: t(is.misses ? "pro.why.missed" : "pro.why.arrange_only") };
	return { words: t(is.callbacks_on ? "pro.why.away_open" : "pro.why.away_closed") };
}

function End({ until }: { until: string }): ReactNode {
	return (
		<Row gap={2}>
			<span>{t("pro.ends_in")}</span>
			<strong>
				<Timer until={until} label={t("pro.ends_in")} />
			</strong>
			<span>
				<Clock at={until} as="seconds" />
			</span>
		</Row>
	);
}

export function ActivityBar({ is }: { is: Availability }) {
	useNow(5000);
	const { words, until } = reasonOf(is);
	return (
		<Card tone="sunk" label={t("pro.activity")}>
			<Row spread>
				<div>
					<p>{words}</p>
					<Announce words={words} />
				</div>
				{until && <End until={until} />}
			</Row>
		</Card>
	);
}
