// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { type Application, useDecline } from "../data/applications";
import { t } from "../i18n/t";
import { problemOf } from "../lib/problem";
import { Button, Dialog, Muted, ProblemBox, Row, TextArea, toast } from "../kit";
import css from "./op.module.css";

const FORM = "decline";

/** No, and why: the applicant reads it. */
export function DeclineDialog({ is, onClose }: { is: Application; onClose: () => void }) {
	const [reason, setReason] = useState("");
	const decline = useDecline(is.id, () => {
		toast(t("op.apply.declined", { name: is.nickname }));
		onClose();
	});
	const wrong = decline.isError ? problemOf(decline.error) : undefined;
	return (
		<Dialog
			title={t("op.apply.decline_title", { name: is.nickname })}
			onClose={onClose}
			footer={
				<Row spread>
					<Button onPress={onClose}>{t("cancel")}</Button>
					<Button tone="danger" busy={decline.isPending} type="submit" form={FORM}>
						{t("op.apply.decline")}
					</Button>
				</Row>
			}
		>
			<form
				id={FORM}
				className={css.form}
				onSubmit={(event) => {
					event.preventDefault();
					decline.mutate(reason);
				}}
			>
				<Muted>{t("op.apply.decline_words")}</Muted>
				<TextArea label={t("op.reason")} value={reason} maxLength={1000} required onText={setReason} error={wrong?.of("reason")} />
				{wrong && !wrong.of("reason") && <ProblemBox error={decline.error} />}
			</form>
		</Dialog>
	);
}
