// SPDX-License-Identifier: Apache-2.0
import type { Callback } from "../data/callbacks";
import { t } from "../i18n/t";

/** The words of the ladder (UX 2.2): the only ones used for where a call back stands. */
export function standing(callback: Callback): string {
	if (callback.state === "waiting" && callback.not_before) return t("state.retry");
	if (callback.state === "waiting" && callback.position === 1) return t("state.next");
	return t(`state.${callback.state}`);
}

export function tabOf(callback: Callback): string {
	const where = callback.position ? t("line.place", { n: callback.position }) : standing(callback);
	return t("tracker.tab", { where, name: callback.advisor_nickname });
}

export const spoken = (callback: Callback): string =>
	callback.position ? `${t("line.place", { n: callback.position })}. ${standing(callback)}` : standing(callback);
