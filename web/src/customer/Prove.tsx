// SPDX-License-Identifier: Apache-2.0
import { type FormEvent, useEffect, useState } from "react";
import type { NumberRow } from "../data/account";
import { useCode, useProve } from "../data/proof";
import { Button, ProblemBox, Row, Stack, TextField, toast } from "../kit";
import { newKey } from "../lib/api";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";

/** We call, speak six digits, and they are typed in here. */
export function Prove({ row }: { row: NumberRow }) {
	const prove = useProve();
	const code = useCode();
	const [typed, setTyped] = useState("");
	const { mutate: call } = prove;
	useEffect(() => call({ number: row.id, key: newKey() }), [call, row.id]);
	const problem = code.error ? problemOf(code.error) : undefined;
	const send = (event: FormEvent) => {
		event.preventDefault();
		code.mutate({ number: row.id, code: typed.trim() }, { onSuccess: () => toast(t("settings.confirmed")) });
	};
	return (
		<form onSubmit={send}>
			<Stack gap={3}>
				<p role="status">{prove.isSuccess ? t("settings.calling", { number: row.number }) : ""}</p>
				{prove.error && <ProblemBox error={prove.error} />}
				<TextField
					label={t("settings.code")}
					inputMode="numeric"
					autoComplete="one-time-code"
					maxLength={8}
					required
					value={typed}
					onText={setTyped}
					error={problem ? (problem.of("code") ?? problem.message) : undefined}
				/>
				<Row>
					<Button type="submit" tone="primary" busy={code.isPending}>
						{t("settings.check_code")}
					</Button>
					<Button busy={prove.isPending} onPress={() => call({ number: row.id, key: newKey() })}>
						{t("settings.call_again")}
					</Button>
				</Row>
			</Stack>
		</form>
	);
}
