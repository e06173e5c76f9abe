// SPDX-License-Identifier: Apache-2.0
import { Link } from "wouter";
import { type Call, useCalls } from "../data/calls";
import { t } from "../i18n/t";
import { Clock, type Column, Empty, Length, Money, Page, Pages, Table } from "../kit";
import { causeWords } from "../kit/causes";
import type { Advisor } from "./Pro";
import { proPaths } from "./proPaths";

export const callColumns = (): Column<Call>[] => [
	{ head: t("pro.col.customer"), cell: (row) => <Link href={proPaths.call(row.id)}>{row.customer_nickname}</Link>, main: true },
	{ head: t("pro.col.began"), cell: (row) => <Clock at={row.created_at} as="date-time" /> },
	{ head: t("pro.col.listing"), cell: (row) => row.listing_title },
	{ head: t("pro.col.ended"), cell: (row) => causeWords(row.end_cause, row.state) },
	{ head: t("pro.col.talked"), cell: (row) => <Length ms={row.talked_milliseconds ?? row.talked_seconds * 1000} />, align: "end" },
	{ head: t("pro.col.earned_call"), cell: (row) => (row.earned ? <Money of={row.earned} /> : "…"), align: "end" },
];

export default function Calls({ advisor }: Advisor) {
	const calls = useCalls({ advisor });
	return (
		<Page title={t("pro.calls")} width="wide">
			<Pages of={calls} empty={<Empty title={t("pro.calls_none")}>{t("pro.calls_none_tip")}</Empty>}>
				{(rows) => <Table caption={t("pro.calls")} columns={callColumns()} rows={rows} keyOf={(row) => row.id} />}
			</Pages>
		</Page>
	);
}
