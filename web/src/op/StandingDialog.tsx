// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { type Account, useStanding } from "../data/operation";
import { t } from "../i18n/t";
import { Button, Dialog, Muted, ProblemBox, Row, TextField, toast } from "../kit";
import css from "./op.module.css";

const FORM = "standing";

/** Shut out or let in again, with a reason that stays in the audit log. */
export function StandingDialog({ is, onClose }: { is: Account; onClose: () => void }) {
	const [reason, setReason] = useState("");
	const standing = useStanding();
	const step = is.state === "active" ? "suspend" : "restore";
	const send = () =>
		standing.mutate(
			{ account: is.id, step, reason },
			{
				onSuccess: () => {
					toast(t(step === "suspend" ? "op.suspended" : "op.restored", { name: is.nickname }));
					onClose();
				},
			},
		);
	return (
		<Dialog
			title={t(step === "suspend" ? "op.suspend_title" : "op.restore_title", { name: is.nickname })}
			onClose={onClose}
			footer={
				<Row spread>
					<Button onPress={onClose}>{t("cancel")}</Button>
					<Button tone={step === "suspend" ? "danger" : "primary"} busy={standing.isPending} type="submit" form={FORM}>
						{t(step === "suspend" ? "op.suspend" : "op.restore")}
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
				<Muted>{t(step === "suspend" ? "op.suspend_words" : "op.restore_words")}</Muted>
				<TextField label={t("op.reason")} value={reason} maxLength={200} required onText={setReason} />
				{standing.isError && <ProblemBox error={standing.error} />}
			</form>
		</Dialog>
	);
}
