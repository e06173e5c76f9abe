// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { type Availability, type AvailabilityPatch, useChangeAvailability } from "../data/desk";
import type { Call } from "../data/calls";
import { t } from "../i18n/t";
import { Announce, Card, LinkButton, Money, Panel, ProblemBox, Stack, Timer, toast, useStale } from "../kit";
import { DigitList, type Digit } from "./DigitList";
import { proPaths } from "./proPaths";

type Props = { is: Availability; call: Call | null | undefined };

/** What the digits of the second menu do, here by the API (SETTLED 11). */
function availabilityDigits(is: Availability, send: (body: AvailabilityPatch) => void): Digit[] {
	return [
		{ key: "1", words: t("pro.intent.taking_calls"), on: is.intent === "taking_calls", press: () => send({ intent: "taking_calls" }) },
		{ key: "2", words: t("pro.intent.arrange_only"), on: is.intent === "arrange_only", press: () => send({ intent: "arrange_only" }) },
		{ key: "3", words: t("pro.intent.away"), on: is.intent === "away", press: () => send({ intent: "away" }) },
		{
			key: "4",
			words: t(is.callbacks_on ? "pro.wrap.cb_off" : "pro.wrap.cb_on"),
			press: () => send({ callbacks_on: !is.callbacks_on }),
		},
	];
}

/** The `#` menu of the phone, seen: the same digits in the same order. What only a phone can do says so. */
export function WrapUpCard({ is, call }: Props) {
	const [deeper, setDeeper] = useState(false);
	const change = useChangeAvailability(is.advisor);
	const stale = useStale();
	const send = (body: AvailabilityPatch) => change.mutate(body, { onSuccess: () => toast(t("pro.wrap.noted")) });
	const onPhone = Boolean(is.call);
	const top: Digit[] = [
		{ key: "1", words: t("pro.wrap.next", { n: is.waiting }), byPhone: true },
		{ key: "2", words: t("pro.wrap.change"), press: () => setDeeper(!deeper), open: deeper },
		{ key: "3", words: t("pro.wrap.repeat"), byPhone: true },
		{ key: "9", words: t("pro.wrap.hang_up"), byPhone: true },
	];
	const title = call ? t("pro.wrap.title", { name: call.customer_nickname }) : t("pro.wrap.card");
	return (
		<Card tone="raised" label={t("pro.wrap.card")}>
			<Panel
				title={title}
				side={
					is.wrap_up_until && (
						<strong>
							{t("pro.wrap.back")} <Timer until={is.wrap_up_until} label={t("pro.wrap.back")} />
						</strong>
					)
				}
			>
				<Stack gap={3}>
					{call?.earned && (
						<p>
							{t("pro.wrap.earned")} <strong><Money of={call.earned} /></strong>
						</p>
					)}
					<p>{t(onPhone ? "pro.wrap.on_phone" : "pro.wrap.hung_up")}</p>
					{onPhone && <DigitList label={t("pro.wrap.menu")} digits={top} disabled={stale || change.isPending} />}
					{(deeper || !onPhone) && (
						<DigitList label={t("pro.wrap.change")} digits={availabilityDigits(is, send)} disabled={stale || change.isPending} />
					)}
					{change.isError && <ProblemBox error={change.error} />}
					{call && (
						<div>
							<LinkButton size="small" href={proPaths.call(call.id)}>
								{t("pro.wrap.receipt")}
							</LinkButton>
						</div>
					)}
				</Stack>
			</Panel>
			<Announce words={title} />
		</Card>
	);
}
