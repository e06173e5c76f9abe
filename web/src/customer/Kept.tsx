// SPDX-License-Identifier: Apache-2.0
import { Announce, Fine, Row, Timer } from "../kit";
import { now, useNow } from "../lib/clock";
import { t } from "../i18n/t";
import css from "./Kept.module.css";

const SAID_AT = [60, 30, 0];

/** What is announced: at a minute, at half a minute, and when it is over. Between them nothing is. */
export function saidAt(left: number): number | undefined {
	return SAID_AT.findLast((mark) => left <= mark);
}

/** The two minutes in which nobody else gets the advisor; a bar and a clock, both count down. */
export function Kept({ until, seconds, name }: { until: string; seconds: number; name: string }) {
	useNow(1000);
	const left = Math.max(0, (Date.parse(until) - now()) / 1000);
	const mark = saidAt(left);
	const over = left <= 0;
	return (
		<div className={over ? css.over : css.kept}>
			<Announce words={mark === undefined ? t("call_now.kept", { name }) : mark ? t("call_now.seconds_left", { name, n: mark }) : t("call_now.over", { name })} />
			<Row spread>
				<strong>{over ? t("call_now.over", { name }) : t("call_now.kept", { name })}</strong>
				{!over && <Timer until={until} label={t("call_now.timer")} />}
			</Row>
			{!over && (
				<svg className={css.bar} viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden>
					<rect width={Math.min(100, (left / seconds) * 100)} height="2" />
				</svg>
			)}
			<Fine>{over ? t("call_now.over_words") : t("call_now.kept_words")}</Fine>
		</div>
	);
}
