// SPDX-License-Identifier: Apache-2.0
import { useCallback } from "react";
import { type NumberRow, useNumberCheck } from "../data/account";
import { Choice, Fine, PhoneField, Stack } from "../kit";
import { t } from "../i18n/t";

export const OTHER = "other";

type Props = {
	numbers: NumberRow[];
	chosen: string;
	onChoose: (chosen: string) => void;
	typed: string;
	onType: (text: string) => void;
	advisor: string;
	error?: string | undefined;
};

/** Saved numbers as rows, or a field; the daemon says what it would dial. */
export function NumberChoice({ numbers, chosen, onChoose, typed, onType, advisor, error }: Props) {
	const check = useNumberCheck();
	const { mutate } = check;
	const onCheck = useCallback((input: string) => mutate(input), [mutate]);
	const said = check.data;
	const verdict =
		said && said.input === typed.trim()
			? { callable: said.callable, display: said.display ?? said.e164 ?? "", detail: said.detail }
			: undefined;
	const rows = numbers
		.filter((one) => one.proved)
		.map((one) => ({ value: one.number, label: one.number, note: one.label || undefined }));
	return (
		<Stack gap={3}>
			{rows.length > 0 && (
				<Choice
					legend={t("arrange.number")}
					look="rows"
					options={[...rows, { value: OTHER, label: t("arrange.other_number") }]}
					value={chosen}
					onChoose={onChoose}
					error={chosen === OTHER ? undefined : error}
				/>
			)}
			{(chosen === OTHER || rows.length === 0) && (
				<PhoneField
					label={rows.length ? t("arrange.other_number_label") : t("arrange.number")}
					value={typed}
					onText={onType}
					onCheck={onCheck}
					verdict={verdict}
					error={error}
				/>
			)}
			<Fine>{t("arrange.never_sees", { name: advisor })}</Fine>
		</Stack>
	);
}
