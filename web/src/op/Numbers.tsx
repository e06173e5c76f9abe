// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { useNumberCheck } from "../data/account";
import { useOptOut, useOptOuts } from "../data/operation";
import { t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { problemOf } from "../lib/problem";
import { Button, Clock, type Column, Dialog, Empty, Facts, Fine, Muted, Page, Pages, Panel, ProblemBox, Row, Table, TextField, toast } from "../kit";
import css from "./op.module.css";

type OptOut = Schemas["OptOut"];
const FORM = "never-call";

const columns = (): Column<OptOut>[] => [
	{ head: t("op.col.number"), cell: (row) => <span className={css.mono}>{row.number}</span>, main: true },
	{ head: t("op.col.when"), cell: (row) => <Clock at={row.at} as="date-time" /> },
	{ head: t("op.col.source"), cell: (row) => row.source.replaceAll("_", " ") },
];

/** What the daemon would do with a number, before anybody is called. */
function Check() {
	const [input, setInput] = useState("");
	const check = useNumberCheck();
	const said = check.data;
	return (
		<Panel title={t("op.check")}>
			<form
				className={css.form}
				onSubmit={(event) => {
					event.preventDefault();
					check.mutate(input.trim());
				}}
			>
				<TextField label={t("op.col.number")} type="tel" value={input} maxLength={60} required onText={setInput} />
				<div>
					<Button type="submit" busy={check.isPending}>
						{t("op.check_go")}
					</Button>
				</div>
			</form>
			{check.isError && <ProblemBox error={check.error} />}
			{said && (
				<Facts
					rows={[
						[t("op.callable"), t(said.callable ? "op.yes" : "op.no")],
						[t("op.col.detail"), said.detail],
						[t("op.dialed_as"), said.callable && said.e164 ? said.e164 : "–"],
						[t("op.country"), said.country ?? "–"],
					]}
				/>
			)}
		</Panel>
	);
}

function NeverDialog({ onClose }: { onClose: () => void }) {
	const [number, setNumber] = useState("");
	const out = useOptOut();
	const wrong = out.isError ? problemOf(out.error) : undefined;
	const send = () =>
		out.mutate(number, {
			onSuccess: () => {
				toast(t("op.never_done"));
				onClose();
			},
		});
	return (
		<Dialog
			title={t("op.never_add")}
			onClose={onClose}
			footer={
				<Row spread>
					<Button onPress={onClose}>{t("cancel")}</Button>
					<Button type="submit" form={FORM} tone="danger" busy={out.isPending}>
						{t("op.never_go")}
					</Button>
				</Row>
			}
		>
			<form
				id={FORM}
				className={css.form}
				onSubmit={(event) => {
					event.preventDefault();
					send();
				}}
			>
				<Muted>{t("op.never_words")}</Muted>
				<TextField label={t("op.col.number")} type="tel" value={number} maxLength={60} required onText={setNumber} error={wrong?.of("number")} />
				{wrong && !wrong.of("number") && <ProblemBox error={out.error} />}
			</form>
		</Dialog>
	);
}

export default function Numbers() {
	const all = useOptOuts();
	const [adding, setAdding] = useState(false);
	return (
		<Page title={t("op.nav.numbers")} width="public">
			<Check />
			<Panel
				title={t("op.never")}
				side={
					<Button size="small" onPress={() => setAdding(true)}>
						{t("op.never_add")}
					</Button>
				}
			>
				<Pages of={all} empty={<Empty title={t("op.never_none")} />}>
					{(rows) => <Table caption={t("op.never")} columns={columns()} rows={rows} keyOf={(row) => `${row.number}${row.at}`} />}
				</Pages>
				<Fine>{t("op.never_note")}</Fine>
			</Panel>
			{adding && <NeverDialog onClose={() => setAdding(false)} />}
		</Page>
	);
}
