// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { type ArrangedCall, useTakeOut } from "../data/desk";
import { t } from "../i18n/t";
import { problemOf } from "../lib/problem";
import { Button, Dialog, Muted, ProblemBox, Row, Stack, TextField, toast } from "../kit";

const FORM = "take-out";

/** Somebody else's wish ends with a reason: the customer is told (F33). */
export function TakeOutDialog({ row, onClose }: { row: ArrangedCall; onClose: () => void }) {
	const [reason, setReason] = useState("");
	const out = useTakeOut();
	const wrong = out.isError ? problemOf(out.error) : undefined;
	const send = () =>
		out.mutate(
			{ callback: row.callback, reason },
			{
				onSuccess: () => {
					toast(t("pro.out.done", { name: row.customer_nickname }));
					onClose();
				},
			},
		);
	return (
		<Dialog
			title={t("pro.out.title", { name: row.customer_nickname })}
			onClose={onClose}
			footer={
				<Row spread>
					<Button onPress={onClose}>{t("cancel")}</Button>
					<Button tone="danger" type="submit" form={FORM} busy={out.isPending}>
						{t("pro.take_out")}
					</Button>
				</Row>
			}
		>
			<form
				id={FORM}
				onSubmit={(event) => {
					event.preventDefault();
					send();
				}}
			>
				<Stack>
					<TextField
						label={t("pro.out.reason")}
						hint={t("pro.out.hint")}
						value={reason}
						maxLength={200}
						required
						onText={setReason}
						error={wrong?.of("reason")}
					/>
					<Muted>{t("pro.out.mail")}</Muted>
					{wrong && !wrong.of("reason") && <ProblemBox error={out.error} />}
				</Stack>
			</form>
		</Dialog>
	);
}
