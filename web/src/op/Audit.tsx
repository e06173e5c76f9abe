// SPDX-License-Identifier: Apache-2.0
import { Link, useLocation, useSearch } from "wouter";
import { useRules } from "../app/rules";
import { type AuditLine, useAudit } from "../data/operation";
import { currentLocale, t } from "../i18n/t";
import type { Money } from "../lib/api";
import { showMoney } from "../lib/money";
import { Clock, type Column, Empty, Page, Pages, Table, TextField } from "../kit";
import { plainWords } from "./eventWords";
import { opPaths } from "./opPaths";
import css from "./op.module.css";

const Who = ({ row }: { row: AuditLine }) =>
	row.account ? <Link href={opPaths.person(row.account)}>{row.nickname ?? row.account}</Link> : <>{t(`op.actor.${row.actor}`)}</>;

const isMoney = (value: unknown): value is Money =>
	typeof value === "object" && value !== null && "amount" in value && "currency" in value;

const ROLES = ["customer", "advisor", "operator"] as const;

/** Bits, as the store keeps them. */
const rolesOf = (bits: number): string =>
	ROLES.filter((_, at) => bits & (1 << at))
		.map((role) => t(`op.actor.${role}`))
		.join(", ");

function words(key: string, value: unknown): string {
	if (isMoney(value)) return showMoney(value, currentLocale());
	if (key === "roles" && typeof value === "number") return rolesOf(value);
	if (typeof value === "boolean") return t(value ? "op.yes" : "op.no");
	return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const tells = ([key, value]: [string, unknown]): boolean => key !== "version" && value !== "" && value !== null;

/** "before → after" where both are told; the rest by name. Prices stand there in minor units of the house's `currency`. */
function detailOf({ before, after, price_minor, ...rest }: Record<string, unknown>, currency: string): string {
	const change = before !== undefined && after !== undefined ? [`${words("", before)} → ${words("", after)}`] : [];
	const price = typeof price_minor === "number" && { price: { amount: price_minor, currency } };
	const others = Object.entries({ ...rest, ...price }).filter(tells);
	return [...change, ...others.map(([key, value]) => `${key.replaceAll("_", " ")}: ${words(key, value)}`)].join(", ");
}

function Details({ of, currency }: { of: Record<string, unknown>; currency: string }) {
	const told = detailOf(of, currency);
	return told ? <span className={css.mono}>{told}</span> : null;
}

const columnsIn = (currency: string): Column<AuditLine>[] => [
	{ head: t("op.col.what"), cell: (row) => plainWords(row.action), main: true },
	{ head: t("op.col.who"), cell: (row) => <Who row={row} /> },
	{ head: t("op.col.when"), cell: (row) => <Clock at={row.at} as="date-time" /> },
	{ head: t("op.col.subject"), cell: (row) => <span className={css.id}>{row.subject}</span> },
	{ head: t("op.col.detail"), cell: (row) => <Details of={row.detail as Record<string, unknown>} currency={currency} /> },
];

/** As it reads in the list, "opt out added", or as the daemon names it. */
const actionOf = (typed: string): string | undefined => {
	const [noun, ...verb] = typed.trim().toLowerCase().split(/[ .]+/);
	const action = noun === "opt" ? `opt_out.${verb.slice(1).join("_")}` : `${noun}.${verb.join("_")}`;
	return /^[a-z_]+\.[a-z_]+$/.test(action) ? action : undefined;
};

/** A day as written in its field, from or to the local midnight. */
const midnight = (day: string, after: number): string | undefined => {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
	const at = new Date(`${day}T00:00`);
	at.setDate(at.getDate() + after);
	return at.toISOString();
};

type Filter = { who: string; action: string; since: string; until: string };

/** The filters live in the address, so that a finding can be sent to somebody. */
function useFilter(): [Filter, (change: Partial<Filter>) => void] {
	const [, go] = useLocation();
	const asked = new URLSearchParams(useSearch());
	const of = (name: string) => asked.get(name) ?? "";
	const filter = { who: of("who"), action: of("action"), since: of("since"), until: of("until") };
	const put = (change: Partial<Filter>) => {
		const set = Object.entries({ ...filter, ...change }).filter(([, value]) => value);
		go(set.length ? `${opPaths.audit}?${new URLSearchParams(set).toString()}` : opPaths.audit, { replace: true });
	};
	return [filter, put];
}

function askedOf({ who, action, since, until }: Filter) {
	const [from, to] = [midnight(since, 0), midnight(until, 1)];
	const named = actionOf(action);
	return { ...(who.trim() && { who: who.trim() }), ...(named && { action: named }), ...(from && { since: from }), ...(to && { until: to }) };
}

/** Who changed what, and when (F147). Nothing here can be changed. */
export default function Audit() {
	const [filter, put] = useFilter();
	const audit = useAudit(askedOf(filter));
	const columns = columnsIn(useRules().data?.currency ?? "USD");
	return (
		<Page title={t("op.nav.audit")} width="wide">
			<search className={css.filters}>
				<TextField label={t("op.col.who")} hint={t("op.audit_who")} value={filter.who} maxLength={60} onText={(who) => put({ who })} />
				<TextField
					label={t("op.audit_action")}
					hint={t("op.audit_hint")}
					value={filter.action}
					maxLength={60}
					onText={(text) => put({ action: text })}
				/>
				<TextField label={t("op.audit_since")} type="date" value={filter.since} onText={(since) => put({ since })} />
				<TextField label={t("op.audit_until")} type="date" value={filter.until} onText={(until) => put({ until })} />
			</search>
			<Pages of={audit} empty={<Empty title={t("op.audit_none")} />}>
				{(rows) => <Table caption={t("op.nav.audit")} columns={columns} rows={rows} keyOf={(row) => row.id} />}
			</Pages>
		</Page>
	);
}
