// SPDX-License-Identifier: Apache-2.0
import desk from "../i18n/en/desk.json";
import { addMessages, type MessageKey, t } from "../i18n/t";

addMessages(desk);

const CAUSES: Record<string, MessageKey> = {
	customer_hung_up: "cause.customer_hung_up",
	advisor_hung_up: "cause.advisor_hung_up",
	customer_no_answer: "cause.customer_no_answer",
	advisor_no_answer: "cause.advisor_no_answer",
	customer_no_key: "cause.customer_no_key",
	advisor_no_key: "cause.advisor_no_key",
	customer_busy: "cause.customer_busy",
	advisor_busy: "cause.advisor_busy",
	customer_lost: "cause.customer_lost",
	advisor_lost: "cause.advisor_lost",
	customer_cancelled: "cause.customer_cancelled",
	customer_snoozed: "cause.customer_snoozed",
	advisor_declined: "cause.advisor_declined",
	advisor_away: "cause.advisor_away",
	advisor_gone: "cause.advisor_gone",
	advisor_ended: "cause.advisor_ended",
	money: "cause.money",
	time_limit: "cause.time_limit",
	trunk_failed: "cause.trunk_failed",
	number_not_callable: "cause.number_not_callable",
	restart: "cause.restart",
};

/** Why a call ended, in a sentence; a cause without one is shown as the daemon named it. */
export function causeWords(cause: string | null | undefined, state: string): string {
	if (state !== "ended") return t("cause.running");
	if (!cause) return t("cause.ended");
	const key = CAUSES[cause];
	return key ? t(key) : cause.replaceAll("_", " ");
}
