// SPDX-License-Identifier: Apache-2.0
import { Link } from "wouter";
import type { Call } from "../data/calls";
import { useArrangedCall } from "../data/desk";
import { useHangUp } from "../data/phoneKeys";
import { t } from "../i18n/t";
import { minutesAndSeconds } from "../lib/time";
import { Announce, Button, Card, Chip, Fine, Money, Panel, ProblemBox, Row, Stack, Timer, useStale } from "../kit";
import { useMeter } from "./meter";
import { proPaths } from "./proPaths";
import css from "./pro.module.css";

/** One press, as `*` on the phone; the phone then goes on into its menu. */
function End({ call }: { call: string }) {
	const hangUp = useHangUp();
	const stale = useStale();
	return (
		<Stack gap={2}>
			<Row gap={4} spread>
				<span className={css.key}>
					<kbd>*</kbd> {t("pro.talk.star")}
				</span>
				<Button tone="danger" busy={hangUp.isPending} disabled={stale} onPress={() => hangUp.mutate(call)}>
					{t("pro.talk.end")}
				</Button>
			</Row>
			{hangUp.isError && <ProblemBox error={hangUp.error} />}
		</Stack>
	);
}

/** Joined: the timer and the money run by the ledger's own rule, until the daemon posts the final figures. */
export function TalkCard({ call, asked }: { call: Call; asked: number }) {
	const { talked, money } = useMeter(call, asked);
	const callback = useArrangedCall(call.callback).data;
	const paused = call.state === "paused";
	const words = t(paused ? "pro.talk.paused" : "pro.talk.connected", { name: call.customer_nickname });
	return (
		<Card tone="live" label={t("pro.talk.card")}>
			<Panel
				title={words}
				side={
					<Chip shape={paused ? "clock" : "ring"} tone={paused ? "wait" : "live"} live={!paused}>
						{t(paused ? "pro.talk.not_billed" : "pro.talk.live")}
					</Chip>
				}
			>
				<Row gap={6}>
					<span className={css.meter}>
						<span role="timer" aria-label={t("pro.talk.timer")} className={css.big}>
							{minutesAndSeconds(talked)}
						</span>
						<small>{t("pro.talk.timer")}</small>
					</span>
					{money && (
						<span className={css.meter}>
							<span className={css.big}>
								<Money of={money} />
							</span>
							<small>{t("pro.talk.so_far")}</small>
						</span>
					)}
				</Row>
				<Stack gap={2}>
					<Row gap={3}>
						<span>
							{call.listing_title}, <Money of={call.price} /> {t("pro.a_minute")}
						</span>
						<Link href={proPaths.mail(call.customer)}>{t("pro.call_mail", { name: call.customer_nickname })}</Link>
					</Row>
					{callback?.reason && (
						<p>
							<strong>{t("pro.note")}</strong> {callback.reason}
						</p>
					)}
					{paused && call.pause_ends_at && (
						<Fine>
							{t("pro.talk.paused_note")} {t("pro.ends_in")} <Timer until={call.pause_ends_at} label={t("pro.ends_in")} />
						</Fine>
					)}
					<End call={call.id} />
				</Stack>
			</Panel>
			<Announce words={words} />
		</Card>
	);
}
