// SPDX-License-Identifier: Apache-2.0
import { Card, Fine, Length, Money } from "../kit";
import type { Money as Amount, Schemas } from "../lib/api";
import { coveredMs, tariffOf } from "../lib/money";
import { t } from "../i18n/t";
import { BillingWords } from "./BillingWords";

type Props = { price: Amount; rules: Schemas["Rules"]; balance: Schemas["Balance"] | undefined };

/** What it costs and what the balance buys, in time and not only in money. */
export function PriceSheet({ price, rules, balance }: Props) {
	const covers = balance ? coveredMs(tariffOf(price, rules), balance.available.amount) : undefined;
	const short = covers !== undefined && covers < rules.check_minutes * 60_000;
	return (
		<Card tone="sunk">
			<p>
				<strong>
					<Money of={price} />
				</strong>{" "}
				{t("price.after_one")}
			</p>
			<BillingWords rules={rules} />
			{balance && covers !== undefined && (
				<p>
					{t("price.balance")} <Money of={balance.available} />
					{t("price.covers")} <Length ms={covers} />.
				</p>
			)}
			{short && <Fine>{t("price.short", { minutes: rules.check_minutes })}</Fine>}
		</Card>
	);
}
