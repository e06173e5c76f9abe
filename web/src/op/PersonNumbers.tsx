// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { type NumberRow, useAddNumber, useNumbers } from "../data/account";
import { useReveal } from "../data/operation";
import { t } from "../i18n/t";
import { problemOf } from "../lib/problem";
import { Answer, Button, Chip, type Column, Empty, Fine, Panel, ProblemBox, Row, Table, TextField, toast } from "../kit";
import css from "./op.module.css";

function Shown({ account, row }: { account: string; row: NumberRow }) {
	const reveal = useReveal(account);
	return (
		<Row gap={2}>
			<span className={css.mono}>{reveal.data?.number ?? row.number}</span>
			{row.masked && !reveal.data && (
				<Button size="small" busy={reveal.isPending} onPress={() => reveal.mutate(row.id)}>
					{t("op.reveal")}
				</Button>
			)}
			{reveal.isError && <Fine>{problemOf(reveal.error).message}</Fine>}
		</Row>
	);
}

const columnsOf = (account: string): Column<NumberRow>[] => [
	{ head: t("op.col.number"), cell: (row) => <Shown account={account} row={row} />, main: true },
	{
		head: t("op.col.state"),
		cell: (row) => (
			<Chip shape={row.proved ? "disc" : "clock"} tone={row.proved ? "ok" : "wait"}>
				{t(row.proved ? "op.proved" : "op.unproved")}
			</Chip>
		),
	},
];

function AddNumber({ account }: { account: string }) {
	const [number, setNumber] = useState("");
	const add = useAddNumber(account);
	const wrong = add.isError ? problemOf(add.error) : undefined;
	const send = () =>
		add.mutate(
			{ number },
			{
				onSuccess: () => {
					setNumber("");
					toast(t("op.number_added"));
				},
			},
		);
	return (
		<form
			className={css.form}
			onSubmit={(event) => {
				event.preventDefault();
				send();
			}}
		>
			<TextField label={t("op.number_add")} hint={t("op.number_add_hint")} type="tel" value={number} required onText={setNumber} error={wrong?.of("number")} />
			{wrong && !wrong.of("number") && <ProblemBox error={add.error} />}
			<div>
				<Button type="submit" busy={add.isPending}>
					{t("op.number_add")}
				</Button>
			</div>
		</form>
	);
}

/** Masked until somebody asks; the audit log keeps who looked. */
export function PersonNumbers({ account }: { account: string }) {
	const numbers = useNumbers(account);
	return (
		<Panel title={t("op.numbers")}>
			<Answer of={numbers} isEmpty={(page) => page.data.length === 0} empty={<Empty title={t("op.numbers_none")} />}>
				{(page) => <Table caption={t("op.numbers")} columns={columnsOf(account)} rows={page.data} keyOf={(row) => row.id} />}
			</Answer>
			<Fine>{t("op.reveal_note")}</Fine>
			<AddNumber account={account} />
		</Panel>
	);
}
