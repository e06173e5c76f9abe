// SPDX-License-Identifier: Apache-2.0
import type { NumberRow } from "../data/account";
import { TextArea } from "../kit";
import type { Problem } from "../lib/problem";
import { t } from "../i18n/t";
import type { AskForm } from "./askForm";
import { NumberChoice } from "./NumberChoice";

type Props = { form: AskForm; numbers: NumberRow[]; advisor: string; most: number; problem: Problem | undefined };

/** The number to ring, and what it is about (F38). */
export function AskFields({ form, numbers, advisor, most, problem }: Props) {
	const { draft, change, chosen } = form;
	return (
		<>
			<NumberChoice
				numbers={numbers}
				chosen={chosen}
				onChoose={(next) => change({ chosen: next })}
				typed={draft.typed}
				onType={(typed) => change({ typed })}
				advisor={advisor}
				error={problem?.of("number")}
			/>
			<TextArea
				label={t("arrange.reason")}
				hint={t("arrange.reason_hint", { left: most - [...draft.reason].length })}
				maxLength={most}
				rows={2}
				value={draft.reason}
				onText={(reason) => change({ reason })}
				error={problem?.of("reason")}
			/>
		</>
	);
}
