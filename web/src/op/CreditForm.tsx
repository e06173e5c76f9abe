// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { useRules } from "../app/rules";
import { useCredit } from "../data/operation";
import { currentLocale, t } from "../i18n/t";
import { minorOf } from "../lib/amount";
import { newKey } from "../lib/api";
import { showMoney } from "../lib/money";
import { problemOf } from "../lib/problem";
import { Button, ProblemBox, Row, Stack, TextField, toast } from "../kit";

/** Puts money into a wallet. One key for one intention: a second press or a retry cannot credit twice. */
export function CreditForm({ customer }: { customer: string }) {
	const currency = useRules().data?.currency ?? "USD";
	const [typed, setTyped] = useState("");
	const [note, setNote] = useState("");
	const [key, setKey] = useState(newKey);
	const [sure, setSure] = useState(false);
	const credit = useCredit();
	const minor = minorOf(typed, currency);
	const amount = { amount: minor ?? 0, currency };
	const wrong = credit.isError ? problemOf(credit.error) : undefined;
	const again = () => {
		setKey(newKey());
		setSure(false);
		credit.reset();
	};
	const send = () =>
		credit.mutate(
			{ customer, key, amount, note },
			{
				onSuccess: () => {
					toast(t("op.credited", { amount: showMoney(amount, currentLocale()) }));
					setTyped("");
					setNote("");
					again();
				},
			},
		);
	const change = (set: (text: string) => void) => (text: string) => {
		set(text);
		again();
	};
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				if (minor === undefined) return;
				if (sure) send();
				else setSure(true);
			}}
		>
			<Stack gap={3}>
				<TextField
					label={t("op.credit_amount", { currency })}
					inputMode="decimal"
					value={typed}
					required
					onText={change(setTyped)}
					error={wrong?.of("amount/amount") ?? (typed && minor === undefined ? t("op.amount_bad") : undefined)}
				/>
				<TextField label={t("op.credit_note")} hint={t("op.credit_note_hint")} value={note} maxLength={200} required onText={change(setNote)} />
				{wrong && !wrong.of("amount/amount") && <ProblemBox error={credit.error} />}
				<Row>
					<Button type="submit" tone="primary" busy={credit.isPending}>
						{sure ? t("op.credit_sure", { amount: showMoney(amount, currentLocale()) }) : t("op.credit")}
					</Button>
					{sure && <Button onPress={() => setSure(false)}>{t("cancel")}</Button>}
				</Row>
			</Stack>
		</form>
	);
}
