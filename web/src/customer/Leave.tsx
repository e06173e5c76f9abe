// SPDX-License-Identifier: Apache-2.0
import { paths } from "../app/paths";
import { type Callback, useLeave } from "../data/callbacks";
import { Button, Dialog, LinkButton, Muted, ProblemBox, Row } from "../kit";
import { t } from "../i18n/t";

/** The second of two steps, with what else there is. */
export function Leave({ callback, onClose }: { callback: Callback; onClose: () => void }) {
	const leave = useLeave(callback.id);
	return (
		<Dialog
			title={t("tracker.leave_title")}
			onClose={onClose}
			footer={
				<Row spread>
					<Button tone="primary" onPress={onClose}>
						{t("tracker.stay")}
					</Button>
					<Button tone="danger" busy={leave.isPending} onPress={() => leave.mutate("left", { onSuccess: onClose })}>
						{t("tracker.leave_now")}
					</Button>
				</Row>
			}
		>
			<p>{t("tracker.leave_words", { n: callback.position ?? 1 })}</p>
			<Muted>{t("tracker.leave_else")}</Muted>
			<Row>
				<LinkButton href={paths.appointment(callback.listing)}>{t("button.appointment")}</LinkButton>
				<LinkButton href={paths.write(callback.advisor)}>{t("button.mail")}</LinkButton>
			</Row>
			{leave.error && <ProblemBox error={leave.error} />}
		</Dialog>
	);
}
