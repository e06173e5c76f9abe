// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { Link } from "wouter";
import { Guard } from "../app/Guard";
import { paths } from "../app/paths";
import { useTransfers } from "../data/account";
import { Clock, type Column, Empty, LinkButton, Money, Page, Pages, Row, Stack, Table } from "../kit";
import { t, type MessageKey } from "../i18n/t";
import { BalanceCard } from "./BalanceCard";
import { callOf, type Paid, type Transfer, withPaid } from "./paid";

type Line = Transfer | Paid;

const KINDS: Record<string, MessageKey> = {
	topup: "entry.topup",
	hold: "entry.hold",
	release: "entry.release",
	paid: "entry.paid",
};

const isPaid = (row: Line): row is Paid => row.kind === "paid";

/** The receipt stands with what was paid; a free talk's with what came back. */
const receiptOf = (row: Line): string | undefined => {
	if (isPaid(row)) return row.call;
	return row.kind === "release" && !row.charge?.amount ? callOf(row) : undefined;
};

function What({ row }: { row: Line }) {
	const call = receiptOf(row);
	return (
		<Row gap={2}>
			<span>
				{t(KINDS[row.kind] ?? "entry.other")} {isPaid(row) && <Money of={row.charge} />}
			</span>
			{call && <Link href={paths.call(call)}>{t("over.receipt")}</Link>}
		</Row>
	);
}

/** What was paid left the balance when it was kept aside: it has no amount of its own, so that the column adds up. */
const columns = (): Column<Line>[] => [
	{ head: t("entry.what"), main: true, cell: (row) => <What row={row} /> },
	{ head: t("calls.when"), cell: (row) => <Clock at={row.at} as="date-time" /> },
	{ head: t("entry.amount"), align: "end", cell: (row) => (isPaid(row) ? t("entry.in_kept") : <Money of={row.effect} />) },
];

function History() {
	const transfers = useTransfers();
	return (
		<section aria-labelledby="history">
			<Stack gap={3}>
				<h2 id="history">{t("account.history")}</h2>
				<Pages of={transfers} empty={<Empty title={t("entry.none")} />}>
					{(rows) => <Table caption={t("account.history")} columns={columns()} rows={withPaid(rows)} keyOf={(row) => row.id} />}
				</Pages>
			</Stack>
		</section>
	);
}

/** The wallet to the cent: each line with an amount is one of the ledger's. */
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
