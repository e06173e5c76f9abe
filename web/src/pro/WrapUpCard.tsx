// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "react";
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

/** Who pressed a key here goes on in the list the phone is in then; who did not keeps the focus. */
function useFollow(deeper: boolean) {
	const box = useRef<HTMLDivElement>(null);
	const pressed = useRef(false);
	useEffect(() => {
		if (!pressed.current) return;
		pressed.current = false;
		box.current?.querySelectorAll("ul")[deeper ? 1 : 0]?.querySelector("button")?.focus();
	}, [deeper]);
	const follow = () => {
		pressed.current = true;
	};
	return [box, follow] as const;
}

/** The phone is in its menu: each digit here is that key of the phone. */
function OnPhone({ is, menu, call }: { is: Availability; menu: PhoneMenu; call: string }) {
	const press = usePress(is.advisor);
	const stale = useStale();
	const lit = useLit(menu);
	const deeper = menu.name === "availability";
	const [box, follow] = useFollow(deeper);
	const send = (key: MenuKey) => {
		if (press.isPending) return;
		follow();
		press.mutate(
			{ call, menu: menu.name, key },
			{
				onError: refused,
				onSuccess: (now) => {
					if (key === "1" && !deeper && now.call === call) toast(t("pro.wrap.nobody"));
				},
			},
		);
	};
	const first: Digit[] = [
		{ key: "1", words: t("pro.wrap.next", { n: is.waiting }), press: () => send("1") },
		{ key: "2", words: t("pro.wrap.change"), press: () => send("2"), open: deeper },
		{ key: "3", words: t("pro.wrap.repeat"), press: () => send("3") },
		{ key: "9", words: t("pro.wrap.hang_up"), press: () => send("9") },
	];
	return (
		<div ref={box}>
			<Stack gap={3}>
				<p>{t("pro.wrap.on_phone")}</p>
				<DigitList label={t("pro.wrap.menu")} digits={first} disabled={stale || deeper} lit={lit.menu} />
				{deeper && <DigitList label={t("pro.wrap.change")} digits={second(is, send)} disabled={stale} lit={lit.availability} />}
				{menu.pressed && <Announce words={t("pro.wrap.pressed", { key: menu.pressed })} />}
			</Stack>
		</div>
	);
}

const INTENT_OF = { "1": "taking_calls", "2": "arrange_only", "3": "away" } as const;

/** The phone is hung up: the same digits, where they still mean something. */
function HungUp({ is }: { is: Availability }) {
	const taking = is.intent === "taking_calls";
	const [opened, setOpened] = useState(false);
	const deeper = opened || !taking;
	const change = useChangeAvailability(is.advisor);
	const next = useNext(is.advisor);
	const stale = useStale();
	const say = { onSuccess: () => toast(t("pro.wrap.noted")), onError: refused };
	const send = (key: MenuKey) => {
		if (change.isPending) return;
		if (key === "4") change.mutate({ callbacks_on: !is.callbacks_on }, say);
		else if (key !== "9") change.mutate({ intent: INTENT_OF[key] }, say);
	};
	// Without taking calls there is no next one: what is wanted comes first.
	const first: Digit[] = [
		{ key: "1", words: t("pro.wrap.next", { n: is.waiting }), press: () => next.isPending || next.mutate(undefined, { onError: refused }) },
		{ key: "2", words: t("pro.wrap.change"), press: () => setOpened(!opened), open: deeper },
	];
	return (
		<Stack gap={3}>
			<p>{t(taking ? "pro.wrap.hung_up" : "pro.wrap.hung_up_off")}</p>
			{taking && <DigitList label={t("pro.wrap.menu")} digits={first} disabled={stale} />}
			{deeper && <DigitList label={t("pro.wrap.change")} digits={second(is, send)} disabled={stale} />}
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
					is.wrap_up_until &&
					is.intent === "taking_calls" && (
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
