// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { type Availability, useChangeAvailability } from "../data/desk";
import type { Call } from "../data/calls";
import { type MenuKey, type PhoneMenu, useNext, usePress } from "../data/phoneKeys";
import { t } from "../i18n/t";
import { problemOf } from "../lib/problem";
import { Announce, Card, LinkButton, Money, Panel, Stack, Timer, toast, useStale } from "../kit";
import { DigitList, type Digit } from "./DigitList";
import { useLit } from "./lit";
import { proPaths } from "./proPaths";
import { useShortcut } from "./shortcuts";

type Props = { is: Availability; call: Call | null | undefined };

const refused = (error: unknown) => toast(problemOf(error).message, "bad");

/** The digits of the second menu (SETTLED 11). */
function second(is: Availability, press: (key: MenuKey) => void): Digit[] {
	return [
		{ key: "1", words: t("pro.intent.taking_calls"), on: is.intent === "taking_calls", press: () => press("1") },
		{ key: "2", words: t("pro.intent.arrange_only"), on: is.intent === "arrange_only", press: () => press("2") },
		{ key: "3", words: t("pro.intent.away"), on: is.intent === "away", press: () => press("3") },
		{ key: "4", words: t(is.callbacks_on ? "pro.wrap.cb_off" : "pro.wrap.cb_on"), press: () => press("4") },
	];
}

/** The phone is in its menu: each digit here is that key of the phone. */
function OnPhone({ is, menu, call }: { is: Availability; menu: PhoneMenu; call: string }) {
	const press = usePress(is.advisor);
	const stale = useStale();
	const lit = useLit(menu);
	const deeper = menu.name === "availability";
	const send = (key: MenuKey) =>
		press.mutate(
			{ call, menu: menu.name, key },
			{
				onError: refused,
				onSuccess: (now) => {
					if (key === "1" && !deeper && now.call === call) toast(t("pro.wrap.nobody"));
				},
			},
		);
	const first: Digit[] = [
		{ key: "1", words: t("pro.wrap.next", { n: is.waiting }), press: () => send("1") },
		{ key: "2", words: t("pro.wrap.change"), press: () => send("2"), open: deeper },
		{ key: "3", words: t("pro.wrap.repeat"), press: () => send("3") },
		{ key: "9", words: t("pro.wrap.hang_up"), press: () => send("9") },
	];
	const off = stale || press.isPending;
	return (
		<Stack gap={3}>
			<p>{t("pro.wrap.on_phone")}</p>
			<DigitList label={t("pro.wrap.menu")} digits={first} disabled={off || deeper} lit={lit.menu} />
			{deeper && <DigitList label={t("pro.wrap.change")} digits={second(is, send)} disabled={off} lit={lit.availability} />}
			{menu.pressed && <Announce words={t("pro.wrap.pressed", { key: menu.pressed })} />}
		</Stack>
	);
}

const INTENT_OF = { "1": "taking_calls", "2": "arrange_only", "3": "away" } as const;

/** The phone is hung up: the same digits, where they still mean something. */
function HungUp({ is }: { is: Availability }) {
	const [deeper, setDeeper] = useState(false);
	const change = useChangeAvailability(is.advisor);
	const next = useNext(is.advisor);
	const stale = useStale();
	const say = { onSuccess: () => toast(t("pro.wrap.noted")), onError: refused };
	const send = (key: MenuKey) => {
		if (key === "4") change.mutate({ callbacks_on: !is.callbacks_on }, say);
		else if (key !== "9") change.mutate({ intent: INTENT_OF[key] }, say);
	};
	const first: Digit[] = [
		{ key: "1", words: t("pro.wrap.next", { n: is.waiting }), press: () => next.mutate(undefined, { onError: refused }) },
		{ key: "2", words: t("pro.wrap.change"), press: () => setDeeper(!deeper), open: deeper },
	];
	const off = stale || change.isPending || next.isPending;
	return (
		<Stack gap={3}>
			<p>{t(is.intent === "taking_calls" ? "pro.wrap.hung_up" : "pro.wrap.hung_up_off")}</p>
			<DigitList label={t("pro.wrap.menu")} digits={first} disabled={off} />
			{deeper && <DigitList label={t("pro.wrap.change")} digits={second(is, send)} disabled={off} />}
		</Stack>
	);
}

function useNextKey(is: Availability): void {
	const next = useNext(is.advisor);
	useShortcut("n", () => {
		if (!next.isPending) next.mutate(undefined, { onError: refused });
	});
}

/** The `#` menu of the phone, seen: the same digits in the same order, and whatever is pressed on the phone shows here. */
export function WrapUpCard({ is, call }: Props) {
	useNextKey(is);
	const title = call ? t("pro.wrap.title", { name: call.customer_nickname }) : t("pro.wrap.card");
	const leaving = is.call && !is.menu;
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
					{is.call && is.menu && <OnPhone is={is} menu={is.menu} call={is.call} />}
					{leaving && <p>{t("pro.why.hanging_up")}</p>}
					{!is.call && <HungUp is={is} />}
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
