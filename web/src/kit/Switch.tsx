// SPDX-License-Identifier: Apache-2.0
import { useId } from "react";
import { t } from "../i18n/t";
import css from "./Switch.module.css";

type Props = { label: string; note?: string; on: boolean; onSwitch: (on: boolean) => void; busy?: boolean; disabled?: boolean };

/** On or off, taken at once. Never ahead of the daemon: it moves when the answer is there. */
export function Switch({ label, note, on, onSwitch, busy, disabled }: Props) {
	const id = useId();
	return (
		<div className={css.row}>
			<div className={css.words}>
				<span id={id}>{label}</span>
				{note && <small id={`${id}-note`}>{note}</small>}
			</div>
			<button
				type="button"
				role="switch"
				aria-checked={on}
				aria-labelledby={id}
				aria-describedby={note ? `${id}-note` : undefined}
				aria-busy={busy || undefined}
				disabled={disabled || busy}
				className={css.switch}
				onClick={() => onSwitch(!on)}
			>
				<span className={css.knob} />
				<span className={css.word}>{on ? t("on") : t("off")}</span>
			</button>
		</div>
	);
}
