// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from "../lib/api";
import { now } from "../lib/clock";
import { showTime, untilMidnight } from "../lib/time";
import { t } from "../i18n/t";

type Rules = Pick<Schemas["Rules"], "wait_least_seconds" | "wait_most_seconds" | "wait_choices_seconds">;
export type Wait = { value: string; label: string };

export const MIDNIGHT = "midnight";
export const CUSTOM = "custom";
const QUARTER_MS = 900_000;

const words = (seconds: number): string =>
	seconds % 3600 ? t("wait.minutes", { n: Math.round(seconds / 60) }) : t("wait.hours", { n: seconds / 3600 });

/** D5: the lengths of the house, until midnight, and a time of one's own. */
export function waitChoices(rules: Rules): Wait[] {
	const allowed = (seconds: number) => seconds >= rules.wait_least_seconds && seconds <= rules.wait_most_seconds;
	const lengths = (rules.wait_choices_seconds ?? []).filter(allowed).map((s) => ({ value: String(s), label: words(s) }));
	return [...lengths, { value: MIDNIGHT, label: t("wait.midnight") }, { value: CUSTOM, label: t("wait.custom") }];
}

/** Tomorrow needs its day said. */
export function isOtherDay(at: Date, zone?: string): boolean {
	const dayOf = (moment: Date) => showTime(moment, "date", zone);
	return dayOf(at) !== dayOf(new Date(now()));
}

/** Quarter hours from now to the longest wait, for the list of times. */
export function quarters(from: number, rules: Rules): number[] {
	const first = Math.ceil((from + rules.wait_least_seconds * 1000) / QUARTER_MS) * QUARTER_MS;
	const last = from + rules.wait_most_seconds * 1000;
	const count = Math.min(96, Math.floor((last - first) / QUARTER_MS) + 1);
	return Array.from({ length: Math.max(0, count) }, (_, i) => first + i * QUARTER_MS);
}

/** The moment after which nobody is called any more. */
export function untilOf(choice: string, custom: number, from: number, rules: Rules, zone?: string): Date {
	if (choice === CUSTOM) return new Date(custom);
	const ms = choice === MIDNIGHT ? untilMidnight(new Date(from), zone) : Number(choice) * 1000;
	const bounded = Math.min(Math.max(ms, rules.wait_least_seconds * 1000), rules.wait_most_seconds * 1000);
	return new Date(from + bounded);
}
