// SPDX-License-Identifier: Apache-2.0
import { lazy, Suspense } from "react";
import { Link } from "wouter";
import { useEarnedLines, useEarnings, useSummary } from "../data/desk";
import { currentLocale, t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { showMoney } from "../lib/money";
import { Answer, Clock, type Column, Empty, Figure, Fine, Grid, Length, Money, Page, Panel, Skeleton, Table } from "../kit";
import type { Advisor } from "./Pro";
import { proPaths } from "./proPaths";

const Plot = lazy(() => import("./Plot"));

type Day = Schemas["EarningDay"];
type Line = Schemas["Transfer"];

const dayColumns = (): Column<Day>[] => [
	{ head: t("pro.col.day"), cell: (row) => <Clock at={`${row.day}T12:00:00Z`} as="date" />, main: true },
	{ head: t("pro.col.talks"), cell: (row) => row.talks, align: "end" },
	{ head: t("pro.col.talked"), cell: (row) => <Length ms={row.talked_seconds * 1000} />, align: "end" },
	{ head: t("pro.col.earned_call"), cell: (row) => <Money of={row.earned} />, align: "end" },
];

const lineColumns = (): Column<Line>[] => [
	{ head: t("pro.col.when"), cell: (row) => <Clock at={row.at} as="date-time" />, main: true },
	{
		head: t("pro.col.for"),
		cell: (row) => (row.cause.startsWith("cal_") ? <Link href={proPaths.call(row.cause)}>{t("pro.one_call")}</Link> : row.kind),
	},
	{ head: t("pro.col.earned_call"), cell: (row) => <Money of={row.effect} />, align: "end" },
];

function Days({ advisor }: Advisor) {
	const earnings = useEarnings(advisor);
	return (
		<Answer of={earnings} lines={6}>
			{(is) => (
				<Panel title={t("pro.last_days", { n: is.days.length, money: showMoney(is.earned, currentLocale()) })}>
					<Suspense fallback={<Skeleton lines={6} />}>
						<Plot days={is.days} />
					</Suspense>
					<details>
						<summary>{t("pro.as_table")}</summary>
						<Table caption={t("pro.per_day")} columns={dayColumns()} rows={is.days.toReversed()} keyOf={(row) => row.day} />
					</details>
					<Fine>{t("pro.days_utc")}</Fine>
				</Panel>
			)}
		</Answer>
	);
}

/** What was earned, a day at a time and line by line; every line names its call. */
export default function Earnings(is: Advisor) {
	const summary = useSummary(is.advisor);
	const lines = useEarnedLines(true);
	return (
		<Page title={t("pro.nav.earnings")} width="wide">
			<Answer of={summary} lines={2}>
				{(sum) => (
					<Grid>
						<Figure label={t("pro.earned_all")} note={t("pro.earned_all_note")}>
							<Money of={sum.balance} />
						</Figure>
						<Figure label={t("pro.today")} note={t("pro.today_talks", { n: sum.today.talks })}>
							<Money of={sum.today.earned} />
						</Figure>
						<Figure label={t("pro.customers")}>{sum.customers}</Figure>
					</Grid>
				)}
			</Answer>
			<Days {...is} />
			<Panel title={t("pro.lines")}>
				<Answer of={lines} isEmpty={(page) => page.data.length === 0} empty={<Empty title={t("pro.lines_none")} />}>
					{(page) => <Table caption={t("pro.lines")} columns={lineColumns()} rows={page.data} keyOf={(row) => row.id} />}
				</Answer>
			</Panel>
		</Page>
	);
}
