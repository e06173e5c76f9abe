// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { type Callback, useExtend, useLeave } from "../data/callbacks";
import { t } from "../i18n/t";
import { problemOf } from "../lib/problem";
import { Button, Dialog, Muted, ProblemBox, Row, TextField, toast } from "../kit";
import css from "./op.module.css";

const FORM = "cancel";

const HALF_HOUR = 1800;

export function ExtendButton({ row, disabled }: { row: Callback; disabled: boolean }) {
	const extend = useExtend(row.id);
	const send = () =>
		extend.mutate(HALF_HOUR, {
			onSuccess: () => toast(t("op.extended", { name: row.customer_nickname })),
			onError: (error) => toast(problemOf(error).detail || problemOf(error).message, "bad"),
		});
	return (
		<Button size="small" busy={extend.isPending} disabled={disabled} onPress={send}>
			{t("op.extend")}
		</Button>
	);
}

export function CancelDialog({ row, onClose }: { row: Callback; onClose: () => void }) {
	const [reason, setReason] = useState("");
	const cancel = useLeave(row.id);
	const send = () =>
		cancel.mutate(reason, {
			onSuccess: () => {
				toast(t("op.cancelled", { name: row.customer_nickname }));
				onClose();
			},
		});
	return (
		<Dialog
			title={t("op.cancel_title", { name: row.customer_nickname })}
			onClose={onClose}
			footer={
				<Row spread>
					<Button onPress={onClose}>{t("op.keep")}</Button>
					<Button tone="danger" busy={cancel.isPending} type="submit" form={FORM}>
						{t("op.cancel")}
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
				<TextField label={t("op.reason")} hint={t("op.reason_hint")} value={reason} maxLength={200} required onText={setReason} />
				<Muted>{t("op.cancel_note")}</Muted>
				{cancel.isError && <ProblemBox error={cancel.error} />}
			</form>
		</Dialog>
	);
}
