// SPDX-License-Identifier: Apache-2.0
import { Link } from "wouter";
import { useOwnCustomers } from "../data/desk";
import { t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { Chip, Clock, type Column, Empty, Length, Money, Page, Pages, Table } from "../kit";
import type { Advisor } from "./Pro";
import { proPaths } from "./proPaths";
import css from "./pro.module.css";

type Row = Schemas["AdvisorCustomer"];

const columns = (): Column<Row>[] => [
	{
		head: t("pro.col.customer"),
		main: true,
		cell: (row) => (
			<span className={css.who}>
				<Link href={proPaths.customer(row.customer)}>{row.nickname}</Link>
				{row.waits && (
					<Chip shape="clock" tone="wait">
						{t("pro.waits_now")}
					</Chip>
				)}
			</span>
		),
	},
	{ head: t("pro.col.last"), cell: (row) => <Link href={proPaths.call(row.last_call)}><Clock at={row.last_talk_at} as="date-time" /></Link> },
	{ head: t("pro.col.talks"), cell: (row) => row.talks, align: "end" },
	{ head: t("pro.col.talked"), cell: (row) => <Length ms={row.talked_seconds * 1000} />, align: "end" },
	{ head: t("pro.col.earned"), cell: (row) => row.earned && <Money of={row.earned} />, align: "end" },
];

export default function Customers({ advisor }: Advisor) {
	const customers = useOwnCustomers(advisor);
	return (
		<Page title={t("pro.customers")} width="wide">
			<Pages of={customers} empty={<Empty title={t("pro.customers_none")}>{t("pro.customers_none_tip")}</Empty>}>
				{(rows) => <Table caption={t("pro.customers")} columns={columns()} rows={rows} keyOf={(row) => row.customer} />}
			</Pages>
		</Page>
	);
}
