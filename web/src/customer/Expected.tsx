// SPDX-License-Identifier: Apache-2.0
import type { Callback } from "../data/callbacks";
import { Fine, useZone } from "../kit";
import { now, useNow } from "../lib/clock";
import { t } from "../i18n/t";
import { between, whyNone } from "./forecast";
import css from "./Place.module.css";

const EVERY_MS = 15_000;

/** When the phone should ring, as a range; past its end it is "any moment now", never a frozen clock. */
export function Expected({ callback }: { callback: Callback }) {
	useNow(EVERY_MS);
	const zone = useZone();
	const { forecast, forecast_why: why } = callback;
	if (callback.state !== "waiting" || (!forecast && why === "not_waiting")) return null;
	if (!forecast) return <Fine>{whyNone(why, callback.advisor_nickname)}</Fine>;
	return (
		<p className={css.expected}>
			<span>{t("forecast.between")}</span>
			<strong>{between(forecast, now(), zone)}</strong>
		</p>
	);
}
