// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { useAddNumber, useNumberCheck } from "../data/account";
import { t } from "../i18n/t";
import { problemOf } from "../lib/problem";
import { Button, Card, type NumberVerdict, PhoneField, ProblemBox, Stack, TextField, toast } from "../kit";

function verdictOf(check: ReturnType<typeof useNumberCheck>): NumberVerdict | undefined {
	const said = check.data;
	return said && { callable: said.callable, display: said.display ?? said.e164 ?? said.input, detail: said.detail };
}

export function AddPhone({ account }: { account: string }) {
	const [number, setNumber] = useState("");
	const [label, setLabel] = useState("");
	const check = useNumberCheck();
	const add = useAddNumber(account);
	const wrong = add.isError ? problemOf(add.error) : undefined;
	const send = () =>
		add.mutate(label ? { number, label } : { number }, {
			onSuccess: () => {
				setNumber("");
				setLabel("");
				check.reset();
				toast(t("pro.phone_added"));
			},
		});
	return (
		<Card>
			<form
				onSubmit={(event) => {
					event.preventDefault();
					send();
				}}
			>
				<Stack gap={3}>
					<PhoneField
						label={t("pro.phone_number")}
						value={number}
						onText={setNumber}
						onCheck={check.mutate}
						required
						verdict={verdictOf(check)}
						error={wrong?.of("number")}
					/>
					<TextField label={t("pro.phone_label")} hint={t("pro.phone_label_hint")} value={label} maxLength={40} onText={setLabel} error={wrong?.of("label")} />
					{wrong && wrong.errors.length === 0 && <ProblemBox error={add.error} />}
					<div>
						<Button type="submit" tone="primary" busy={add.isPending}>
							{t("pro.phone_add")}
						</Button>
					</div>
				</Stack>
			</form>
		</Card>
	);
}
