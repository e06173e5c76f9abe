// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { paths } from "../app/paths";
import { Guard } from "../app/Guard";
import type { Me } from "../app/session";
import { useBalance } from "../data/account";
import { useCallbacks } from "../data/callbacks";
import { Answer, Card, Empty, Fine, LinkButton, Money, Page, Row, Stack } from "../kit";
import { t } from "../i18n/t";
import { AdvisorBlock } from "./AdvisorBlock";
import { CallTable } from "./CallTable";
import { Past } from "./Past";
import { Running } from "./Running";

function BalanceCard() {
	const balance = useBalance();
	return (
		<Card label={t("account.balance")}>
			<h2>{t("account.balance")}</h2>
			<Answer of={balance} lines={2}>
				{(it) => (
					<>
						<Row spread>
							<span>{t("account.available")}</span>
							<strong>
								<Money of={it.available} />
							</strong>
						</Row>
						<Row spread>
							<span>{t("account.held")}</span>
							<span>
								<Money of={it.held} />
							</span>
						</Row>
						<Fine>{t("account.held_words")}</Fine>
					</>
				)}
			</Answer>
		</Card>
	);
}

function Arranged({ customer }: { customer: string }) {
	const live = useCallbacks({ live: true, customer, limit: 50 });
	return (
		<section aria-labelledby="arranged">
			<Stack gap={3}>
				<h2 id="arranged">{t("account.arranged")}</h2>
				<Answer
					of={live}
					isEmpty={(page) => page.data.length === 0}
					empty={
						<Empty title={t("account.none_arranged")}>
							<LinkButton href={paths.home}>{t("nav.home")}</LinkButton>
						</Empty>
					}
				>
					{(page) => (
						<Stack gap={3}>
							{page.data.map((callback) => (
								<Running key={callback.id} callback={callback} />
							))}
						</Stack>
					)}
				</Answer>
			</Stack>
		</section>
	);
}

function Overview({ me }: { me: Me }) {
	return (
		<Page title={t("nav.account")}>
			{me.advisor && <AdvisorBlock advisor={me.advisor} />}
			{me.customer && (
				<>
					<Arranged customer={me.customer} />
					<BalanceCard />
					<section aria-labelledby="calls">
						<Stack gap={3}>
							<Row spread>
								<h2 id="calls">{t("nav.calls")}</h2>
								<LinkButton size="small" href={paths.calls}>
									{t("account.all_calls")}
								</LinkButton>
							</Row>
							<CallTable customer={me.customer} most={5} />
						</Stack>
					</section>
					<Past customer={me.customer} />
				</>
			)}
			<div>
				<LinkButton href={paths.settings}>{t("nav.settings")}</LinkButton>
			</div>
		</Page>
	);
}

export default function Account() {
	return <Guard>{(me) => <Overview me={me} />}</Guard>;
}
