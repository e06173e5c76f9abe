// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { type Account, useMoneyLines, usePerson, useWallet } from "../data/operation";
import { t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { Answer, Button, Chip, Clock, type Column, Empty, Facts, LinkButton, Money, Page, Pages, Panel, Row, Table } from "../kit";
import { CreditForm } from "./CreditForm";
import { fromTo, LineWhat } from "./ledgerWords";
import { useMay } from "./opParts";
import { opPaths } from "./opPaths";
import css from "./op.module.css";
import { PartForm } from "./PartForm";
import { rolesOf } from "./People";
import { PersonNumbers } from "./PersonNumbers";
import { StandingDialog } from "./StandingDialog";

type Transfer = Schemas["Transfer"];

const lineColumns = (): Column<Transfer>[] => [
	{ head: t("op.col.what"), cell: (row) => <LineWhat row={row} />, main: true },
	{ head: t("op.col.when"), cell: (row) => <Clock at={row.at} as="date-time" /> },
	{ head: t("op.col.from_to"), cell: fromTo },
	{ head: t("op.col.amount"), cell: (row) => <Money of={row.effect} />, align: "end" },
];

function Lines({ who }: { who: { customer?: string; advisor?: string } }) {
	const lines = useMoneyLines(who);
	return (
		<Panel title={t(who.customer ? "op.wallet_lines" : "op.earned_lines")}>
			<Pages of={lines} empty={<Empty title={t("op.lines_none")} />}>
				{(rows) => <Table caption={t("op.money")} columns={lineColumns()} rows={rows} keyOf={(row) => row.id} />}
			</Pages>
		</Panel>
	);
}

function Wallet({ customer }: { customer: string }) {
	const wallet = useWallet(customer);
	return (
		<Panel title={t("op.wallet")}>
			<Answer of={wallet} lines={2}>
				{(is) => (
					<Facts
						rows={[
							[t("op.available"), <Money of={is.available} />],
							[t("op.held"), <Money of={is.held} />],
						]}
					/>
				)}
			</Answer>
			<CreditForm customer={customer} />
		</Panel>
	);
}

function About({ is }: { is: Account }) {
	const [asked, setAsked] = useState(false);
	const may = useMay();
	const part = is.operator_part;
	const active = is.state === "active";
	return (
		<Panel
			title={t("op.about")}
			side={
				(part ? may() : may("floor")) && <Button size="small" tone={active ? "danger" : "plain"} onPress={() => setAsked(true)}>
					{t(active ? "op.suspend" : "op.restore")}
				</Button>
			}
		>
			<Facts
				rows={[
					[
						t("op.col.state"),
						<Chip shape={active ? "disc" : "hollow"} tone={active ? "ok" : "bad"}>
							{t(`op.standing.${is.state}`)}
						</Chip>,
					],
					[t("op.col.login"), is.login],
					[t("op.col.roles"), rolesOf(is)],
					[t("op.zone"), is.timezone],
					[t("op.col.since"), <Clock at={is.created_at} as="date-time" />],
				]}
			/>
			{part && may() && <PartForm key={part} is={is} was={part} />}
			{asked && <StandingDialog is={is} onClose={() => setAsked(false)} />}
		</Panel>
	);
}

/** One person: standing, numbers, money. */
export default function Person({ account }: { account: string }) {
	const may = useMay();
	const person = usePerson(account);
	return (
		<Answer of={person} lines={6}>
			{(is) => (
				<Page
					title={is.nickname}
					width="wide"
					intro={
						<Row>
							<LinkButton size="small" href={opPaths.people}>
								{t("op.nav.people")}
							</LinkButton>
						</Row>
					}
				>
					<div className={css.two}>
						<About is={is} />
						{may("finance") && is.customer && <Wallet customer={is.customer} />}
						{(is.operator_part ? may() : may("floor")) && <PersonNumbers account={account} />}
					</div>
					{may("finance") && is.customer && <Lines who={{ customer: is.customer }} />}
					{may("finance") && is.advisor && <Lines who={{ advisor: is.advisor }} />}
				</Page>
			)}
		</Answer>
	);
}
