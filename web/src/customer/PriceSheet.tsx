// SPDX-License-Identifier: Apache-2.0
import { Card, Fine, Length, Money } from "../kit";
import type { Money as Amount, Schemas } from "../lib/api";
import { coveredMs, tariffOf } from "../lib/money";
import { t } from "../i18n/t";
import { BillingWords } from "./BillingWords";
import css from "./PriceSheet.module.css";

type Props = { price: Amount; rules: Schemas["Rules"]; balance: Schemas["Balance"] | undefined };

/** What is missing for the minutes that must be covered before a call is arranged (SETTLED 14); 0: nothing. */
export const missingOf = (price: Amount, minutes: number, available: Amount): number =>
	Math.max(0, price.amount * minutes - available.amount);

function Buys({ price, rules, available }: { price: Amount; rules: Schemas["Rules"]; available: Amount }) {
	const covers = coveredMs(tariffOf(price, rules), available.amount);
	const missing = missingOf(price, rules.check_minutes, available);
	return (
		<>
			<p>
				{t("price.balance")} <Money of={available} />
				{t("price.covers")} <Length ms={covers} /> {t("price.talk")}
			</p>
			{missing > 0 && (
				<div className={css.short} role="status">
					<strong>
						<Money of={{ ...price, amount: missing }} /> {t("price.missing")}
					</strong>
					<Fine>{t("price.short", { minutes: rules.check_minutes })}</Fine>
				</div>
			)}
		</>
	);
}

/** What it costs and what the balance buys, in time and not only in money. */
export function PriceSheet({ price, rules, balance }: Props) {
	return (
		<Card tone="sunk" label={t("price.sheet")}>
			<p>
				<strong className={css.price}>
					<Money of={price} />
				</strong>{" "}
				{t("price.after_one")}
			</p>
			<BillingWords rules={rules} />
			{balance && <Buys price={price} rules={rules} available={balance.available} />}
		</Card>
	);
}
