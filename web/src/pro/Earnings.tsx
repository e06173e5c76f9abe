// SPDX-License-Identifier: Apache-2.0
import { Download } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useMutation } from "@tanstack/react-query";
import { Link } from "wouter";
import { useEarnedLines, useEarnings, useSummary } from "../data/desk";
import { currentLocale, t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { showMoney } from "../lib/money";
import {
	Answer, Button, Choice, Clock, type Column, Empty, Figure, Fine, Grid, Money, Page, Panel, ProblemBox, Row, Skeleton, Stack, Table,
} from "../kit";
import { callsSince, csvOf, download } from "./csv";
import type { Advisor } from "./Pro";
import { proPaths } from "./proPaths";
import { EarnedBy } from "./EarnedBy";

const Plot = lazy(() => import("./Plot"));

type Line = Schemas["Transfer"];
type Earned = Schemas["Earnings"];
type Span = "7" | "30" | "90";
const SPANS: Span[] = ["7", "30", "90"];

const lineColumns = (): Column<Line>[] => [
	{ head: t("pro.col.when"), cell: (row) => <Clock at={row.at} as="date-time" />, main: true },
	{
		head: t("pro.col.for"),
		cell: (row) => (row.cause.startsWith("cal_") ? <Link href={proPaths.call(row.cause)}>{t("pro.one_call")}</Link> : row.kind),
	},
	{ head: t("pro.col.earned_call"), cell: (row) => <Money of={row.effect} />, align: "end" },
];

/** Every call of these days, one a line; the sum of its column is the sum of the page. */
function Csv({ of }: { of: Earned }) {
	const first = of.days[0];
	const last = of.days.at(-1);
	const make = useMutation({
		mutationFn: () => callsSince(of.advisor, first?.begins ?? ""),
		onSuccess: (calls) => download(`earnings-${first?.day}-${last?.day}.csv`, csvOf(calls)),
	});
	return (
		<Stack gap={2}>
			<div>
				<Button size="small" icon={<Download size={18} aria-hidden />} busy={make.isPending} onPress={() => make.mutate()}>
					{t("pro.csv")}
				</Button>
			</div>
			{make.isError && <ProblemBox error={make.error} />}
		</Stack>
	);
}

function Days({ advisor }: Advisor) {
	const [span, setSpan] = useState<Span>("30");
	const earnings = useEarnings(advisor, Number(span));
	return (
		<Stack gap={4}>
			<Choice
				legend={t("pro.span")}
				hideLegend
				look="bar"
				options={SPANS.map((value) => ({ value, label: t("pro.span_days", { n: Number(value) }) }))}
				value={span}
				onChoose={setSpan}
			/>
			<Answer of={earnings} lines={6}>
				{(is) => (
					<Panel title={t("pro.last_days", { n: is.days.length, money: showMoney(is.earned, currentLocale()) })} side={<Csv of={is} />}>
						{is.earned.amount > 0 && (
							<Suspense fallback={<Skeleton lines={6} />}>
								<Plot days={is.days} />
							</Suspense>
						)}
						<EarnedBy of={is} />
						<Fine>{t("pro.days_zone", { zone: is.timezone })}</Fine>
					</Panel>
				)}
			</Answer>
		</Stack>
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
						<Figure label={t("pro.customers")} note={<Link href={proPaths.customers}>{t("pro.customers_see")}</Link>}>
							{sum.customers}
						</Figure>
					</Grid>
				)}
			</Answer>
			<Days {...is} />
			<Panel title={t("pro.lines")}>
				<Answer
					of={lines}
					isEmpty={(page) => page.data.length === 0}
					empty={
						<Empty title={t("pro.lines_none")}>
							<p>{t("pro.lines_none_tip")}</p>
							<Row>
								<Link href={proPaths.console}>{t("pro.nav.console")}</Link>
							</Row>
						</Empty>
					}
				>
					{(page) => <Table caption={t("pro.lines")} columns={lineColumns()} rows={page.data} keyOf={(row) => row.id} />}
				</Answer>
			</Panel>
		</Page>
	);
}
