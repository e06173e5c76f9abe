// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { Link } from "wouter";
import { t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { Choice, Clock, type Column, Length, Money, Muted, Stack, Switch, Table } from "../kit";
import { proPaths } from "./proPaths";

type Day = Schemas["EarningDay"];
type Part = Schemas["EarningPart"];
type By = "days" | "listings" | "customers";

const figures = <R extends Omit<Part, "id" | "name">>(): Column<R>[] => [
	{ head: t("pro.col.talks"), cell: (row) => row.talks, align: "end" },
	{ head: t("pro.col.talked"), cell: (row) => <Length ms={row.talked_seconds * 1000} />, align: "end" },
	{ head: t("pro.col.earned_call"), cell: (row) => <Money of={row.earned} />, align: "end" },
];
const dayColumns = (): Column<Day>[] => [
	{ head: t("pro.col.day"), cell: (row) => <Clock at={row.begins} as="date" />, main: true },
	...figures<Day>(),
];
const listingColumns = (): Column<Part>[] => [
	{ head: t("pro.col.listing"), cell: (row) => <Link href={proPaths.listing(row.id)}>{row.name}</Link>, main: true },
	...figures<Part>(),
];
const customerColumns = (): Column<Part>[] => [
	{ head: t("pro.col.customer"), cell: (row) => <Link href={proPaths.mail(row.id)}>{row.name}</Link>, main: true },
	...figures<Part>(),
];

function Days({ days }: { days: Day[] }) {
	const [all, setAll] = useState(false);
	const rows = days.toReversed().filter((day) => all || day.talks > 0 || day.earned.amount !== 0);
	return (
		<Stack gap={3}>
			<Switch label={t("pro.days_all")} on={all} onSwitch={setAll} />
			{rows.length ? (
				<Table caption={t("pro.by.days")} columns={dayColumns()} rows={rows} keyOf={(row) => row.day} />
			) : (
				<Muted>{t("pro.lines_none")}</Muted>
			)}
		</Stack>
	);
}

function Parts({ rows, by }: { rows: Part[]; by: "listings" | "customers" }) {
	if (!rows.length) return <Muted>{t("pro.lines_none")}</Muted>;
	const columns = by === "listings" ? listingColumns() : customerColumns();
	return <Table caption={t(by === "listings" ? "pro.by.listings" : "pro.by.customers")} columns={columns} rows={rows} keyOf={(row) => row.id} />;
}

/** The plot as a table: by day, by listing, by customer. Each column's sum is the same. */
export function EarnedBy({ of }: { of: Schemas["Earnings"] }) {
	const [by, setBy] = useState<By>("days");
	const options: { value: By; label: string }[] = [
		{ value: "days", label: t("pro.by.days") },
		{ value: "listings", label: t("pro.by.listings") },
		{ value: "customers", label: t("pro.by.customers") },
	];
	return (
		<Stack gap={3}>
			<Choice legend={t("pro.by")} hideLegend look="bar" options={options} value={by} onChoose={setBy} />
			{by === "days" ? <Days days={of.days} /> : <Parts rows={of[by]} by={by} />}
		</Stack>
	);
}
