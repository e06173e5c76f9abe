// SPDX-License-Identifier: Apache-2.0
import { Fine } from "../kit";
import type { Schemas } from "../lib/api";
import { t } from "../i18n/t";

/** How the price becomes an amount, from the tariff itself: never "by the second" unless it is so. */
export function BillingWords({ rules }: { rules: Schemas["Rules"] }) {
	const values = {
		step: rules.bill_step_seconds,
		minimum: rules.bill_minimum_seconds,
		free: rules.free_under_seconds,
	};
	return <Fine>{t("billing.words", values)}</Fine>;
}
