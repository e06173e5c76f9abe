// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import type { Callback } from "../data/callbacks";
import { Clock, Timer, useZone } from "../kit";
import { now, useNow } from "../lib/clock";
import { t } from "../i18n/t";
import css from "./Place.module.css";
import { isOtherDay } from "./waits";

const EVERY_MS = 30_000;

/** How much of the wait is over, as a bar; the clock beside it says the same in figures, and the wait can be made longer. */
export function Remaining({ callback, extend }: { callback: Callback; extend: ReactNode }) {
	useNow(EVERY_MS);
	const zone = useZone();
	const from = Date.parse(callback.requested_at);
	const to = Date.parse(callback.expires_at);
	const gone = Math.min(1, Math.max(0, (now() - from) / Math.max(1, to - from)));
	return (
		<div className={css.part}>
			<div className={css.until}>
				<p>
					<span>{t("tracker.until")} </span>
					<strong>
						<Clock at={callback.expires_at} as={isOtherDay(new Date(to), zone) ? "day-time-zone" : "time-zone"} />
					</strong>
				</p>
				{extend}
			</div>
			<svg className={css.bar} viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden>
				<rect className={css.track} width="100" height="2" />
				<rect className={css.gone} width={gone * 100} height="2" />
			</svg>
			<p className={css.left}>
				<Timer until={callback.expires_at} label={t("tracker.left_label")} /> {t("tracker.left")}
			</p>
		</div>
	);
}
