// SPDX-License-Identifier: Apache-2.0
import { currentLocale } from "../i18n/t";
import type { Money as Amount } from "../lib/api";
import { now, useNow } from "../lib/clock";
import { showMoney } from "../lib/money";
import { minutesAndSeconds, type Shape, showTime } from "../lib/time";
import { useZone } from "./zone";
import css from "./Figures.module.css";

/** Money is shown by this and nothing else. */
export const Money = ({ of }: { of: Amount }) => <span className={css.figures}>{showMoney(of, currentLocale())}</span>;

/** A moment is shown by this and nothing else, in the viewer's zone. */
export function Clock({ at, as = "time" }: { at: string; as?: Shape }) {
	const zone = useZone();
	return (
		<time dateTime={at} className={css.figures}>
			{showTime(new Date(at), as, zone, currentLocale())}
		</time>
	);
}

type TimerProps = { since?: string; until?: string; label: string; big?: boolean };

/** Counts up from `since` or down to `until`; not announced. */
export function Timer({ since, until, label, big }: TimerProps) {
	const at = Math.max(useNow(1000), now() - 1000);
	const ms = since ? at - Date.parse(since) : until ? Date.parse(until) - at : 0;
	return (
		<span role="timer" aria-label={label} className={big ? css.big : css.figures}>
			{minutesAndSeconds(ms)}
		</span>
	);
}

/** A fixed length, as on a receipt. */
export const Length = ({ ms }: { ms: number }) => <span className={css.figures}>{minutesAndSeconds(ms)}</span>;
