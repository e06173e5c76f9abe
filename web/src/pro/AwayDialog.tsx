// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { t } from "../i18n/t";
import { Button, Choice, Dialog, Muted, Row } from "../kit";

type Props = { waiting: number; busy: boolean; onClose: () => void; onAway: (open: boolean) => void };
type Line = "open" | "closed";

/** One question, not a wall: may others still join while the advisor is away? (CB11, CB14, CB16) */
export function AwayDialog({ waiting, busy, onClose, onAway }: Props) {
	const [line, setLine] = useState<Line>("open");
	return (
		<Dialog
			title={t("pro.away.title", { n: waiting })}
			onClose={onClose}
			footer={
				<Row spread>
					<Button onPress={onClose}>{t("cancel")}</Button>
					<Button tone="primary" busy={busy} onPress={() => onAway(line === "open")}>
						{t("pro.away.go")}
					</Button>
				</Row>
			}
		>
			<Choice
				legend={t("pro.away.question")}
				look="rows"
				options={[
					{ value: "open", label: t("pro.away.open"), note: t("pro.away.open_note") },
					{ value: "closed", label: t("pro.away.closed"), note: t("pro.away.closed_note") },
				]}
				value={line}
				onChoose={setLine}
			/>
			<Muted>{t("pro.away.place")}</Muted>
		</Dialog>
	);
}
