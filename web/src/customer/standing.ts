// SPDX-License-Identifier: Apache-2.0
import type { Callback } from "../data/callbacks";
import type { Call } from "../data/calls";
import { showTime } from "../lib/time";
import { currentLocale, t } from "../i18n/t";

/** The words of the ladder (UX 2.2): the only ones used for where a call back stands. */
export function standing(callback: Callback, call?: Call): string {
	if (callback.state === "waiting" && callback.not_before) return t(callback.attempts ? "state.retry" : "state.aside");
	if (callback.state === "waiting" && callback.position === 1) return t("state.next");
	if (callback.state === "ringing" && call?.answered_at) return t("state.answered");
	return t(`state.${callback.state}`);
}

/** What the tab says: "2nd - Dana", also in the background. */
export function tabOf(callback: Callback, words: string): string {
	const where = callback.position ? t("place", { n: callback.position }) : words;
	return t("tracker.tab", { where, name: callback.advisor_nickname });
}

export const spoken = (callback: Callback, words: string): string =>
	callback.position ? `${t("line.place", { n: callback.position })}. ${words}` : words;

/** Everything about it in one breath, for "Read my status". */
export function status(callback: Callback, words: string, zone?: string): string {
	const until = showTime(new Date(callback.expires_at), "time-zone", zone, currentLocale());
	const ended = callback.ended_at != null;
	return [spoken(callback, words), t("tracker.title", { name: callback.advisor_nickname, listing: callback.listing_title }), ended ? "" : `${t("tracker.until")} ${until}`]
		.filter(Boolean)
		.join(". ");
}
