// SPDX-License-Identifier: Apache-2.0
// Ranges, never a single minute; and where nothing can be said, that is said.
import type { Schemas } from "../lib/api";
import { showRange, showTime } from "../lib/time";
import { currentLocale, t, type MessageKey } from "../i18n/t";

export type Forecast = NonNullable<Schemas["Forecast"]>;
type Why = Schemas["ForecastWhy"];
export type Odds = NonNullable<Schemas["LineForecast"]["odds"]>;

const MINUTE_MS = 60_000;
const WHY: Record<NonNullable<Why>, MessageKey> = {
	away: "forecast.away",
	arrange_only: "forecast.arrange_only",
	few_calls: "forecast.few_calls",
	long_line: "forecast.long_line",
	not_waiting: "forecast.few_calls",
};

export const whyNone = (why: Why | undefined, name: string): string => t(WHY[why ?? "few_calls"], { name });

/** For who does not wait yet: "likely in 12 to 25 min". */
export function inMinutes({ from, to }: Forecast, now: number): string {
	const [least, most] = [from, to].map((at) => Math.max(0, Math.round((Date.parse(at) - now) / MINUTE_MS))) as [number, number];
	return least < 2 ? t("forecast.within", { to: Math.max(2, most) }) : t("forecast.in", { from: least, to: Math.max(least + 2, most) });
}

/** For who waits: a range of clock times with the zone; never one that is over. */
export function between({ from, to }: Forecast, now: number, zone?: string): string {
	if (Date.parse(to) <= now) return t("forecast.any_moment");
	if (Date.parse(from) <= now) return t("forecast.before", { at: showTime(new Date(to), "time-zone", zone, currentLocale()) });
	return showRange(new Date(from), new Date(to), zone, currentLocale());
}

const SURE = ["very_likely", "almost_sure"];

/** The next longer wait that is very likely, when the chosen one may not do. */
export function longer(odds: Odds, chosen: number): number | undefined {
	const word = odds.find((one) => one.wait_seconds === chosen)?.word;
	if (word !== "may_not_reach_you") return undefined;
	return odds.find((one) => one.wait_seconds > chosen && SURE.includes(one.word))?.wait_seconds;
}
