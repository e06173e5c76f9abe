// SPDX-License-Identifier: Apache-2.0
import { type FormEvent, useCallback, useState } from "react";
import { type NumberRow, useAddNumber, useNumberCheck, useNumbers, useRemoveNumber } from "../data/account";
import { Answer, Button, Card, Chip, Empty, Fine, PhoneField, ProblemBox, Row, Stack, TextField, toast } from "../kit";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";
import { Prove } from "./Prove";

function OneNumber({ account, row }: { account: string; row: NumberRow }) {
	const remove = useRemoveNumber(account);
	const [proving, setProving] = useState(false);
	return (
		<Card>
			<Row spread>
				<div>
					<strong>{row.number}</strong>
					{row.label && <Fine>{row.label}</Fine>}
				</div>
				<Chip shape={row.proved ? "disc" : "hollow"} tone={row.proved ? "ok" : "wait"}>
					{row.proved ? t("settings.proved") : t("settings.unproved")}
				</Chip>
			</Row>
			<Row>
				{!row.proved && !proving && (
					<Button size="small" tone="primary" aria-label={t("settings.confirm_name", { number: row.number })} onPress={() => setProving(true)}>
						{t("settings.confirm")}
					</Button>
				)}
				<Button
					size="small"
					tone="quiet"
					aria-label={t("settings.remove_name", { number: row.number })}
					busy={remove.isPending}
					onPress={() => remove.mutate(row.id, { onSuccess: () => toast(t("settings.removed")) })}
				>
					{t("settings.remove")}
				</Button>
			</Row>
			{proving && !row.proved && <Prove row={row} />}
			{remove.error && <ProblemBox error={remove.error} />}
		</Card>
	);
}

function AddNumber({ account }: { account: string }) {
	const add = useAddNumber(account);
	const check = useNumberCheck();
	const { mutate } = check;
	const onCheck = useCallback((input: string) => mutate(input), [mutate]);
	const [number, setNumber] = useState("");
	const [label, setLabel] = useState("");
	const said = check.data?.input === number.trim() ? check.data : undefined;
	const problem = add.error ? problemOf(add.error) : undefined;
	const send = (event: FormEvent) => {
		event.preventDefault();
		add.mutate(
			{ number: number.trim(), ...(label.trim() && { label: label.trim() }) },
			{
				onSuccess: () => {
					setNumber("");
					setLabel("");
					toast(t("settings.added"));
				},
			},
		);
	};
	return (
		<form onSubmit={send}>
			<Stack>
				<PhoneField
					label={t("settings.add")}
					value={number}
					onText={setNumber}
					onCheck={onCheck}
					required
					verdict={said && { callable: said.callable, display: said.display ?? "", detail: said.detail }}
					error={problem?.of("number")}
				/>
				<TextField label={t("settings.label")} value={label} onText={setLabel} error={problem?.of("label")} />
				{problem && !problem.errors.length && <ProblemBox error={problem} />}
				<div>
					<Button type="submit" busy={add.isPending}>
						{t("settings.add")}
					</Button>
				</div>
			</Stack>
		</form>
	);
}

/** The person's numbers: which are confirmed, confirm one by a call, add, remove. A `bare` one is explained by its page. */
export function Numbers({ account, bare }: { account: string; bare?: boolean }) {
	const numbers = useNumbers(account);
	return (
		<Stack>
			{!bare && <Fine>{t("settings.numbers_words")}</Fine>}
			<Answer of={numbers} isEmpty={(page) => page.data.length === 0} empty={<Empty title={t("settings.no_numbers")} />}>
				{(page) => (
					<Stack gap={3}>
						{page.data.map((row) => (
							<OneNumber key={row.id} account={account} row={row} />
						))}
					</Stack>
				)}
			</Answer>
			<Card label={t("settings.add")}>
				<AddNumber account={account} />
			</Card>
		</Stack>
	);
}
