// SPDX-License-Identifier: Apache-2.0
import { Link } from "wouter";
import { useAdvisors } from "../data/catalogue";
import { type Event, useEvents } from "../data/operation";
import { t } from "../i18n/t";
import { Answer, Clock, type Column, Empty, Table } from "../kit";
import { aboutOf, detailWords, kindWords } from "./eventWords";
import { opPaths } from "./opPaths";

function TheCall({ call }: { call: string }) {
	return call ? <Link href={opPaths.call(call)}>{t("op.event.see")}</Link> : null;
}

const columnsOf = (names: Map<string, string>): Column<Event>[] => [
	{ head: t("op.col.what"), cell: (row) => kindWords(row.kind), main: true },
	{ head: t("op.col.when"), cell: (row) => <Clock at={row.at} as="seconds" /> },
	{ head: t("op.col.advisor"), cell: (row) => names.get(aboutOf(row).advisor) ?? "" },
	{ head: t("op.col.detail"), cell: (row) => detailWords(row) },
	{ head: t("op.event.call"), cell: (row) => <TheCall call={aboutOf(row).call} /> },
];

export function EventList() {
	const events = useEvents();
	const names = new Map(useAdvisors().data?.data.map((one) => [one.id, one.nickname]));
	return (
		<Answer of={events} isEmpty={(page) => page.data.length === 0} empty={<Empty title={t("op.lately_none")} />} lines={5}>
			{(page) => <Table caption={t("op.lately")} columns={columnsOf(names)} rows={page.data} keyOf={(row) => row.id} />}
		</Answer>
	);
}
