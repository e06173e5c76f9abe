// SPDX-License-Identifier: Apache-2.0
import "../offer/texts";
import { Link } from "wouter";
import { type Application, usePendingApplications } from "../data/applications";
import { t } from "../i18n/t";
import { Announce, Clock, type Column, Money, Panel, Table } from "../kit";
import { opPaths } from "./opPaths";

const columns = (): Column<Application>[] => [
	{ head: t("op.col.name"), cell: (row) => <Link href={opPaths.application(row.id)}>{row.nickname}</Link>, main: true },
	{ head: t("op.col.title"), cell: (row) => row.title },
	{ head: t("offer.category"), cell: (row) => row.category_title },
	{ head: t("op.apply.asked"), cell: (row) => <Clock at={row.asked_at} as="date-time" /> },
	{ head: t("op.apply.price"), cell: (row) => <Money of={row.price} />, align: "end" },
];

/** Who waits to become an advisor, the one who asked last first; nothing when nobody does. */
export function Applications() {
	const rows = usePendingApplications().data?.data ?? [];
	return (
		<>
			<Announce words={rows.length > 0 ? t("op.alert.apply", { n: rows.length }) : ""} />
			{rows.length > 0 && (
				<Panel title={t("op.apply.waiting")}>
					<Table caption={t("op.apply.waiting")} columns={columns()} rows={rows} keyOf={(row) => row.id} />
				</Panel>
			)}
		</>
	);
}
