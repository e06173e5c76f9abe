// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { lazy, Suspense } from "react";
import { Guard } from "../app/Guard";
import { paths } from "../app/paths";
import type { Me } from "../app/session";
import { useCallbacks } from "../data/callbacks";
import { Answer, Empty, LinkButton, Page, Row, Stack } from "../kit";
import { t } from "../i18n/t";
import css from "./Account.module.css";
import { AdvisorBlock } from "./AdvisorBlock";
import { BalanceCard } from "./BalanceCard";
import { CallTable } from "./CallTable";
import { Past } from "./Past";
import { Running } from "./Running";

const ApplyState = lazy(() => import("./ApplyState"));

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
							<LinkButton tone="primary" href={paths.home}>
								{t("nav.home")}
							</LinkButton>
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

const Calls = ({ customer }: { customer: string }) => (
	<section aria-labelledby="calls">
		<Stack gap={3}>
			<Row spread>
				<h2 id="calls">{t("nav.calls")}</h2>
				<LinkButton size="small" href={paths.calls}>
					{t("account.all_calls")}
				</LinkButton>
			</Row>
			<CallTable customer={customer} most={5} />
		</Stack>
	</section>
);

function Overview({ me }: { me: Me }) {
	return (
		<Page title={t("nav.account")}>
			{me.advisor && <AdvisorBlock advisor={me.advisor} />}
			{me.customer && (
				<div className={css.sides}>
					<Stack gap={6}>
						<Arranged customer={me.customer} />
						<Calls customer={me.customer} />
						<Past customer={me.customer} />
					</Stack>
					<BalanceCard leads />
				</div>
			)}
			{me.customer && !me.advisor && (
				<Suspense fallback={null}>
					<ApplyState account={me.id} />
				</Suspense>
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
