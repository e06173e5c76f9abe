// SPDX-License-Identifier: Apache-2.0
import { useEffect, useId } from "react";
import { cx } from "./cx";
import css from "./Choice.module.css";
import { focusWrong } from "./wrong";

export type ChoiceOption<V extends string> = { value: V; label: string; note?: string | undefined };
type Props<V extends string> = {
	legend: string;
	options: ChoiceOption<V>[];
	value: V | undefined;
	onChoose: (value: V) => void;
	look?: "grid" | "rows" | "bar";
	disabled?: boolean;
	error?: string | undefined;
	hideLegend?: boolean;
};

/** One of several, as radio buttons: tiles, rows, or a bar of segments. */
export function Choice<V extends string>({ legend, options, value, onChoose, look = "grid", disabled, error, hideLegend }: Props<V>) {
	const name = useId();
	useEffect(() => {
		if (error) focusWrong(name);
	}, [error, name]);
	return (
		<fieldset id={name} className={css.group} disabled={disabled} data-wrong={error ? true : undefined} aria-describedby={error ? `${name}-error` : undefined}>
			<legend className={cx(css.legend, hideLegend && css.hidden)}>{legend}</legend>
			<div className={css[look]}>
				{options.map((option) => (
					<label key={option.value} className={css.option}>
						<input
							type="radio"
							name={name}
							value={option.value}
							checked={option.value === value}
							onChange={() => onChoose(option.value)}
						/>
						<span className={css.words}>
							{option.label}
							{option.note && <small>{option.note}</small>}
						</span>
					</label>
				))}
			</div>
			{error && (
				<p id={`${name}-error`} className={css.error}>
					{error}
				</p>
			)}
		</fieldset>
	);
}
