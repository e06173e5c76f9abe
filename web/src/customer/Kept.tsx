// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import type { Advisor } from "../data/catalogue";
import type { useReservation } from "../data/reserve";
import { Announce, Button, Fine, ProblemBox, Row, Timer, useStale } from "../kit";
import { now, useNow } from "../lib/clock";
import { t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import css from "./Kept.module.css";

const SAID_AT = [60, 30, 0];

/** What is announced: at a minute, at half a minute, and when it is over. Between them nothing is. */
export function saidAt(left: number): number | undefined {
	return SAID_AT.findLast((mark) => left <= mark);
}

/** The advisor was seen to be kept and is not any more: sent away, or over elsewhere. */
function useLost(advisor: Advisor): boolean {
	const kept = advisor.activity === "reserved";
	const [seen, setSeen] = useState(kept);
	if (kept && !seen) setSeen(true);
	return seen && !kept;
}

type Reserving = Pick<ReturnType<typeof useReservation>, "extend">;

/** One more time, before it is over (WCAG 2.2.1). */
function Longer({ extend }: Reserving) {
	const stale = useStale();
	return (
		<>
			<div>
				<Button size="small" busy={extend.isPending} disabled={stale} onPress={() => extend.mutate()}>
					{t("call_now.longer")}
				</Button>
			</div>
			{extend.isError && <ProblemBox error={extend.error} />}
		</>
	);
}

type Props = Reserving & { kept: Schemas["Reservation"]; advisor: Advisor };

/** The two minutes in which nobody else gets the advisor; a bar and a clock, both count down. */
export function Kept({ kept, advisor, extend }: Props) {
	useNow(1000);
	const lost = useLost(advisor);
	const until = kept.reserved_until;
	const [began] = useState(now);
	const seconds = Math.max(1, (Date.parse(until) - began) / 1000);
	const left = lost ? 0 : Math.max(0, (Date.parse(until) - now()) / 1000);
	const mark = saidAt(left);
	const over = left <= 0;
	const name = advisor.nickname;
	const said = extend.isSuccess ? t("call_now.kept_longer", { name }) : t("call_now.kept", { name });
	return (
		<div className={over ? css.over : css.kept}>
			<Announce words={mark === undefined ? said : mark ? t("call_now.seconds_left", { name, n: mark }) : t("call_now.over", { name })} />
			<Row spread>
				<strong>{over ? t("call_now.over", { name }) : t("call_now.kept", { name })}</strong>
				{!over && <Timer until={until} label={t("call_now.timer")} />}
			</Row>
			{!over && (
				<svg className={css.bar} viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden>
					<rect width={Math.min(100, (left / seconds) * 100)} height="2" />
				</svg>
			)}
			{!over && kept.may_extend && <Longer extend={extend} />}
			<Fine>{over ? t("call_now.over_words") : t("call_now.kept_words")}</Fine>
		</div>
	);
}
