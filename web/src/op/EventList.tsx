// SPDX-License-Identifier: Apache-2.0
import { Link } from "wouter";
import { type Event, useEvents } from "../data/operation";
import { t } from "../i18n/t";
import { Answer, Clock, type Column, Empty, Table } from "../kit";
import { opPaths } from "./opPaths";

/** "callback.completed" reads "callback completed". */
const kindWords = (kind: string): string => kind.replace(".", " ").replaceAll("_", " ");

function detailOf(event: Event): string {
	const data = event.data as Record<string, unknown>;
	const parts = [data.intent, data.activity, data.state, data.end_cause, data.cause, data.reason];
	return parts.filter((part): part is string => typeof part === "string" && part !== "").join(", ").replaceAll("_", " ");
}

const Subject = ({ event }: { event: Event }) =>
	event.subject.startsWith("cal_") ? <Link href={opPaths.call(event.subject)}>{event.subject}</Link> : <>{event.subject}</>;

const columns = (): Column<Event>[] => [
	{ head: t("op.col.what"), cell: (row) => kindWords(row.kind), main: true },
	{ head: t("op.col.when"), cell: (row) => <Clock at={row.at} as="seconds" /> },
	{ head: t("op.col.detail"), cell: (row) => detailOf(row) },
	{ head: t("op.col.subject"), cell: (row) => <Subject event={row} /> },
];

export function EventList() {
	const events = useEvents();
	return (
		<Answer of={events} isEmpty={(page) => page.data.length === 0} empty={<Empty title={t("op.lately_none")} />} lines={5}>
			{(page) => <Table caption={t("op.lately")} columns={columns()} rows={page.data} keyOf={(row) => row.id} />}
		</Answer>
	);
}
