// SPDX-License-Identifier: Apache-2.0
import { Card, Money } from "../kit";
import type { Money as Amount } from "../lib/api";
import { t } from "../i18n/t";

/** The price was another when the page was opened: said, not slipped in. Who arranges pays the lower one (SETTLED 15). */
export function PriceChange({ first, now }: { first: Amount; now: Amount }) {
	if (first.amount === now.amount) return null;
	return (
		<Card tone="sunk">
			<p role="status">
				{t("listing.price_changed")} <Money of={first} /> → <strong><Money of={now} /></strong>. {t("listing.price_lower")}
			</p>
		</Card>
	);
}
