// SPDX-License-Identifier: Apache-2.0
import { paths } from "../app/paths";
import { useBalance } from "../data/account";
import { Answer, Card, Fine, LinkButton, Money } from "../kit";
import { t } from "../i18n/t";
import css from "./BalanceCard.module.css";

/** What can be spent, and what is kept aside for a call. */
export function BalanceCard({ leads }: { leads?: boolean }) {
	const balance = useBalance();
	return (
		<Card label={t("account.balance")}>
			<h2>{t("account.balance")}</h2>
			<Answer of={balance} lines={2}>
				{(it) => (
					<>
						<p className={css.available}>
							<strong>
								<Money of={it.available} />
							</strong>
							<span>{t("account.available")}</span>
						</p>
						<p className={css.held}>
							<strong>
								<Money of={it.held} />
							</strong>
							<span>{t("account.held")}</span>
						</p>
						<Fine>{it.held.amount > 0 ? t("account.held_words") : t("account.nothing_held")}</Fine>
						<Fine>{t("account.add_words")}</Fine>
					</>
				)}
			</Answer>
			{leads && (
				<div>
					<LinkButton size="small" href={paths.balance}>
						{t("account.history_all")}
					</LinkButton>
				</div>
			)}
		</Card>
	);
}
