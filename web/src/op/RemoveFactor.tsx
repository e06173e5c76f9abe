// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { t } from "../i18n/t";
import { problemOf } from "../lib/problem";
import { Button, Fine, ProblemBox, Row, Stack, TextField, toast } from "../kit";
import css from "./op.module.css";
import type { Factor } from "./SecondFactor";

const FIELDS = ["current_password", "code"];

/** Off again, or for a new phone: password and a code, of the authenticator or for recovery. */
export function RemoveFactor({ is, begin, confirm, remove, left }: Factor & { left: number }) {
	const [open, setOpen] = useState(false);
	const [password, setPassword] = useState("");
	const [code, setCode] = useState("");
	const wrong = remove.isError ? problemOf(remove.error) : undefined;
	const off = () =>
		remove.mutate(
			{ current_password: password, code: code.trim() },
			{
				onSuccess: () => {
					begin.reset();
					confirm.reset();
					toast(t("op.factor_removed"));
				},
			},
		);
	if (!open)
		return (
			<Stack gap={2}>
				<Fine>{t(left > 3 ? "op.factor_lost" : "op.factor_few", { n: left })}</Fine>
				<div>
					<Button onPress={() => setOpen(true)}>{t("op.factor_remove")}</Button>
				</div>
			</Stack>
		);
	return (
		<form
			className={css.form}
			onSubmit={(event) => {
				event.preventDefault();
				off();
			}}
		>
			<TextField
				label={t("op.factor_password")}
				type="password"
				autoComplete="current-password"
				required
				value={password}
				onText={setPassword}
				error={wrong?.of("current_password")}
			/>
			<TextField label={t("op.factor_any_code")} hint={t("op.factor_any_hint")} autoComplete="one-time-code" required value={code} onText={setCode} error={wrong?.of("code")} />
			{wrong && !FIELDS.some((field) => wrong.of(field)) && <ProblemBox error={remove.error} />}
			<Row>
				<Button onPress={() => setOpen(false)}>{t("cancel")}</Button>
				<Button type="submit" tone="danger" busy={remove.isPending || is.isFetching}>
					{t("op.factor_remove")}
				</Button>
			</Row>
		</form>
	);
}
