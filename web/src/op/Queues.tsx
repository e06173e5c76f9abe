// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import type { Callback } from "../data/callbacks";
import { useAdvisors } from "../data/catalogue";
import { useAllLines } from "../data/operation";
import { t } from "../i18n/t";
import { AdvisorLamp, Announce, Answer, Button, Clock, type Column, Empty, Page, Panel, Row, StaleNote, Table, Timer, useStale } from "../kit";
import { type Line, linesOf } from "./board";
import { ExplainDialog } from "./ExplainDialog";
import { CancelDialog, ExtendButton } from "./LineActions";
import css from "./op.module.css";

const States = ({ row }: { row: Callback }) => (
	<span className={css.cell}>
		{row.position ? t("place", { n: row.position }) : t("op.being_called")}
		<small>{t(row.channel === "phone" ? "op.by_phone" : "op.by_web")}</small>
	</span>
);

type Ask = { kind: "why" | "cancel"; row: Callback };

function columnsOf(ask: (ask: Ask) => void, stale: boolean): Column<Callback>[] {
	return [
		{ head: t("op.col.customer"), cell: (row) => row.customer_nickname, main: true },
		{ head: t("op.col.place"), cell: (row) => <States row={row} /> },
		{ head: t("op.col.waits"), cell: (row) => <Timer since={row.requested_at} label={t("op.col.waits")} /> },
		{ head: t("op.col.until"), cell: (row) => <Clock at={row.expires_at} as="time-zone" /> },
		{ head: t("op.col.listing"), cell: (row) => row.listing_title },
		{
			head: t("op.col.actions"),
			cell: (row) => (
				<Row gap={2}>
					<Button size="small" onPress={() => ask({ kind: "why", row })}>
						{row.position ? t("op.why_place", { n: row.position }) : t("op.why")}
					</Button>
					<ExtendButton row={row} disabled={stale} />
					<Button size="small" tone="danger" disabled={stale} onPress={() => ask({ kind: "cancel", row })}>
						{t("op.cancel")}
					</Button>
				</Row>
			),
		},
	];
}

function LinePanel({ line, ask }: { line: Line; ask: (ask: Ask) => void }) {
	const stale = useStale();
	const advisor = useAdvisors().data?.data.find((one) => one.id === line.advisor);
	return (
		<Panel title={t("op.line_of", { name: line.nickname, n: line.waiting.length })} side={advisor && <AdvisorLamp of={advisor} />}>
			<Table
				caption={t("op.line_of", { name: line.nickname, n: line.waiting.length })}
				columns={columnsOf(ask, stale)}
				rows={line.waiting}
				keyOf={(row) => row.id}
			/>
		</Panel>
	);
}

/** Every line: who waits, for whom, until when, and why there. */
export default function Queues() {
	const all = useAllLines();
	const [asked, ask] = useState<Ask>();
	const close = () => ask(undefined);
	return (
		<Page title={t("op.nav.queues")} width="wide">
			<StaleNote />
			<Announce words={all.data ? t("op.waiting_said", { n: all.data.data.length, lines: linesOf(all.data.data).length }) : ""} />
			<Answer
				of={all}
				isEmpty={(page) => page.data.length === 0}
				empty={<Empty title={t("op.nobody_waits")}>{t("op.nobody_waits_tip")}</Empty>}
			>
				{(page) => (
					<>
						{linesOf(page.data).map((line) => (
							<LinePanel key={line.advisor} line={line} ask={ask} />
						))}
					</>
				)}
			</Answer>
			{asked?.kind === "why" && <ExplainDialog row={asked.row} onClose={close} />}
			{asked?.kind === "cancel" && <CancelDialog row={asked.row} onClose={close} />}
		</Page>
	);
}
