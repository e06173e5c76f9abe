// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";
import { t } from "../i18n/t";
import { TextField } from "./Field";

export type NumberVerdict = { callable: boolean; display: string; detail: string };
type Props = {
	label: string;
	value: string;
	onText: (text: string) => void;
	/** Asks the daemon; called after a pause in typing, and when the field is left. */
	onCheck: (input: string) => void;
	verdict?: NumberVerdict | undefined;
	error?: string | undefined;
	hint?: string | undefined;
	required?: boolean;
};

const PAUSE_MS = 600;

/** A telephone number as people write it: no mask, nothing rewritten; the daemon says what it will dial. */
export function PhoneField({ label, value, onText, onCheck, verdict, error, hint, required }: Props) {
	const [left, setLeft] = useState(false);
	useEffect(() => {
		if (value.trim().length < 4) return;
		const timer = setTimeout(() => onCheck(value.trim()), PAUSE_MS);
		return () => clearTimeout(timer);
	}, [value, onCheck]);
	const refused = left && verdict && !verdict.callable ? t("number.refused", { why: verdict.detail }) : undefined;
	return (
		<TextField
			label={label}
			type="tel"
			autoComplete="tel"
			inputMode="tel"
			required={required}
			value={value}
			onText={onText}
			onBlur={() => setLeft(true)}
			onFocus={() => setLeft(false)}
			hint={<span role="status">{verdict?.callable ? t("number.echo", { number: verdict.display }) : (hint ?? "")}</span>}
			error={error ?? refused}
		/>
	);
}
