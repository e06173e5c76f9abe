// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { Link } from "wouter";
import { type AuditLine, useAudit } from "../data/operation";
import { currentLocale, t } from "../i18n/t";
import type { Money } from "../lib/api";
import { showMoney } from "../lib/money";
import { Clock, type Column, Empty, Page, Pages, Table, TextField } from "../kit";
import { opPaths } from "./opPaths";
import css from "./op.module.css";

const Who = ({ row }: { row: AuditLine }) =>
	row.account ? <Link href={opPaths.person(row.account)}>{row.nickname ?? row.account}</Link> : <>{t(`op.actor.${row.actor}`)}</>;

const isMoney = (value: unknown): value is Money =>
	typeof value === "object" && value !== null && "amount" in value && "currency" in value;

function words(value: unknown): string {
	if (isMoney(value)) return showMoney(value, currentLocale());
	return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const detailOf = (detail: Record<string, unknown>): string =>
	Object.entries(detail)
		.map(([key, value]) => `${key.replaceAll("_", " ")}: ${words(value)}`)
		.join(", ");

const columns = (): Column<AuditLine>[] => [
	{ head: t("op.col.what"), cell: (row) => row.action.replace(".", " ").replaceAll("_", " "), main: true },
	{ head: t("op.col.who"), cell: (row) => <Who row={row} /> },
	{ head: t("op.col.when"), cell: (row) => <Clock at={row.at} as="date-time" /> },
	{ head: t("op.col.subject"), cell: (row) => <span className={css.id}>{row.subject}</span> },
	{ head: t("op.col.detail"), cell: (row) => <span className={css.mono}>{detailOf(row.detail as Record<string, unknown>)}</span> },
];

const sound = (action: string): boolean => /^[a-z_.]{1,60}$/.test(action);

/** Who changed what, and when (F147). Nothing here can be changed. */
export default function Audit() {
	const [action, setAction] = useState("");
	const audit = useAudit(sound(action) ? { action } : {});
	return (
		<Page title={t("op.nav.audit")} width="wide">
			<div className={css.filters}>
				<TextField label={t("op.audit_action")} hint={t("op.audit_hint")} value={action} maxLength={60} onText={(text) => setAction(text.trim().toLowerCase())} />
			</div>
			<Pages of={audit} empty={<Empty title={t("op.audit_none")} />}>
				{(rows) => <Table caption={t("op.nav.audit")} columns={columns()} rows={rows} keyOf={(row) => row.id} />}
			</Pages>
		</Page>
	);
}
