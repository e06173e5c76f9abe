// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { Link } from "wouter";
import { Guard } from "../app/Guard";
import { paths } from "../app/paths";
import { useTransfers } from "../data/account";
import { Clock, type Column, Empty, LinkButton, Money, Page, Pages, Row, Stack, Table } from "../kit";
import type { Schemas } from "../lib/api";
import { t, type MessageKey } from "../i18n/t";
import { BalanceCard } from "./BalanceCard";

type Transfer = Schemas["Transfer"];

const KINDS: Record<string, MessageKey> = {
	topup: "entry.topup",
	hold: "entry.hold",
	release: "entry.release",
	charge: "entry.charge",
};

/** "cal_…:1" is the second time that money was set aside for that call. */
const callOf = (cause: string): string | undefined => /^cal_\w+/.exec(cause)?.[0];

/** What of the set-aside money came back says nothing of the price: the receipt does. */
function What({ row }: { row: Transfer }) {
	const call = row.kind === "release" ? callOf(row.cause) : undefined;
	return (
		<Row gap={2}>
			{t(KINDS[row.kind] ?? "entry.other")}
			{call && <Link href={paths.call(call)}>{t("over.receipt")}</Link>}
		</Row>
	);
}

const columns = (): Column<Transfer>[] => [
	{ head: t("entry.what"), main: true, cell: (row) => <What row={row} /> },
	{ head: t("calls.when"), cell: (row) => <Clock at={row.at} as="date-time" /> },
	{ head: t("entry.amount"), align: "end", cell: (row) => <Money of={row.effect} /> },
];

function History() {
	const transfers = useTransfers();
	return (
		<section aria-labelledby="history">
			<Stack gap={3}>
				<h2 id="history">{t("account.history")}</h2>
				<Pages of={transfers} empty={<Empty title={t("entry.none")} />}>
					{(rows) => <Table caption={t("account.history")} columns={columns()} rows={rows} keyOf={(row) => row.id} />}
				</Pages>
			</Stack>
		</section>
	);
}

/** The wallet to the cent: each line is one of the ledger's. */
export default function Balance() {
	return (
		<Guard role="customer">
			{() => (
				<Page title={t("account.balance")} width="narrow">
					<BalanceCard />
					<History />
					<div>
						<LinkButton href={paths.account}>{t("nav.account")}</LinkButton>
					</div>
				</Page>
			)}
		</Guard>
	);
}
