// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect, useState } from "react";
import { Link } from "wouter";
import type { Call } from "../data/calls";
import { type Availability, useRunningCall } from "../data/desk";
import { useHangUp } from "../data/phoneKeys";
import { t } from "../i18n/t";
import { minutesAndSeconds } from "../lib/time";
import { problemOf } from "../lib/problem";
import { Button, Chip, Money, Timer, toast, useStale } from "../kit";
import css from "./Dock.module.css";
import { useMeter } from "./meter";
import { proPaths } from "./proPaths";

const CARD = "call-card";

/** The console's card of the call: while it can be seen, nothing is docked. */
export const CardPlace = ({ children }: { children: ReactNode }) => <div id={CARD}>{children}</div>;

/** Whether the card is on this page and in sight; looked at again as pages come and go. */
function useCardSeen(): boolean {
	const [seen, setSeen] = useState(true);
	useEffect(() => {
		const look = new IntersectionObserver((all) => setSeen(all.at(-1)?.isIntersecting ?? false));
		let card: Element | null = null;
		const find = () => {
			const now = document.getElementById(CARD);
			if (now === card && now) return;
			look.disconnect();
			card = now;
			if (now) look.observe(now);
			else setSeen(false);
		};
		const turns = new MutationObserver(find);
		const page = document.getElementById("page");
		if (page) turns.observe(page, { childList: true, subtree: true });
		find();
		return () => {
			look.disconnect();
			turns.disconnect();
		};
	}, []);
	return seen;
}

function Talk({ call, asked }: { call: Call; asked: number }) {
	const { talked, money } = useMeter(call, asked);
	const hangUp = useHangUp();
	const stale = useStale();
	const end = () => hangUp.mutate(call.id, { onError: (error) => toast(problemOf(error).message, "bad") });
	return (
		<>
			<Chip shape={call.state === "paused" ? "clock" : "ring"} tone={call.state === "paused" ? "wait" : "live"} live={call.state !== "paused"}>
				{call.customer_nickname}
			</Chip>
			<strong role="timer" aria-label={t("pro.talk.timer")} className={css.timer}>
				{minutesAndSeconds(talked)}
			</strong>
			{money && <Money of={money} />}
			<Link href={proPaths.console}>{t("pro.dock.console")}</Link>
			<Button tone="danger" busy={hangUp.isPending} disabled={stale} onPress={end}>
				{t("pro.talk.end")}
			</Button>
		</>
	);
}

function Words({ is, call }: { is: Availability; call: Call | undefined }) {
	const rings = call && (call.state === "placed" || call.state === "consenting");
	if (!rings && is.activity !== "wrapping_up") return null;
	return (
		<>
			<strong>{rings ? t(call.state === "placed" ? "pro.in.placed" : "pro.in.consenting", { name: call.customer_nickname }) : t("pro.dock.wrap")}</strong>
			{!rings && is.wrap_up_until && <Timer until={is.wrap_up_until} label={t("pro.back_in")} />}
			<Link href={proPaths.console}>{t("pro.dock.console")}</Link>
		</>
	);
}

/** UX 2.3: where the call's card is out of sight, the softphone stands at the bottom. */
export function Dock({ is }: { is: Availability }) {
	const running = useRunningCall(is.call);
	const seen = useCardSeen();
	const call = is.call ? running.data : undefined;
	const talks = call?.state === "bridged" || call?.state === "paused";
	if (seen || (!talks && !["dialing", "on_call", "wrapping_up"].includes(is.activity))) return null;
	return (
		<section className={css.dock} aria-label={t("pro.dock")}>
			{talks ? <Talk call={call} asked={running.dataUpdatedAt} /> : <Words is={is} call={call} />}
		</section>
	);
}
