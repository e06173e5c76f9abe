// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { t } from "../i18n/t";
import { Button, Choice, Dialog, Fine, Muted, ProblemBox, Row } from "../kit";

type Line = "open" | "closed";
type Props = {
	waiting: number;
	/** Somebody talks: away begins when the call is over. */
	later: boolean;
	/** How the switch stands now. */
	open: boolean;
	error: unknown;
	busy: boolean;
	onClose: () => void;
	onAway: (open: boolean) => void;
};

/** One question, not a wall: may others still join while the advisor is away? (CB11, CB14, CB16) */
export function LineQuestion({ value, onChoose }: { value: Line; onChoose: (line: Line) => void }) {
	return (
		<>
			<Choice
				legend={t("pro.away.question")}
				look="rows"
				options={[
					{ value: "open", label: t("pro.away.open"), note: t("pro.away.open_note") },
					{ value: "closed", label: t("pro.away.closed"), note: t("pro.away.closed_note") },
				]}
				value={value}
				onChoose={onChoose}
			/>
			<Muted>{t("pro.away.place")}</Muted>
			<Fine>{t("pro.self_healing")}</Fine>
		</>
	);
}

export function AwayDialog({ waiting, later, open, error, busy, onClose, onAway }: Props) {
	const [line, setLine] = useState<Line>(open ? "open" : "closed");
	return (
		<Dialog
			title={t("pro.away.title", { n: waiting })}
			onClose={onClose}
			footer={
				<Row spread>
					<Button onPress={onClose}>{t("cancel")}</Button>
					<Button tone="primary" busy={busy} onPress={() => onAway(line === "open")}>
						{t(later ? "pro.away.go_later" : "pro.away.go")}
					</Button>
				</Row>
			}
		>
			<LineQuestion value={line} onChoose={setLine} />
			{Boolean(error) && <ProblemBox error={error} />}
		</Dialog>
	);
}
