// SPDX-License-Identifier: Apache-2.0
import { CircleAlert } from "lucide-react";
import { type FormEvent, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes, useEffect, useId, useState } from "react";
import css from "./Field.module.css";
import { focusWrong, missingIn } from "./wrong";

export type FieldWords = { label: string; hint?: ReactNode | undefined; error?: string | undefined };
type Wires = {
	id: string;
	"aria-describedby": string | undefined;
	"aria-invalid": boolean | undefined;
	onInvalid: (event: FormEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => void;
};

/** Label, what the field holds, why it is asked, and what is wrong with it. */
export function Field({ label, hint, error: told, children }: FieldWords & { children: (wires: Wires) => ReactNode }) {
	const id = useId();
	const [missing, setMissing] = useState<string>();
	const error = missing ?? told;
	useEffect(() => {
		if (told) focusWrong(id);
	}, [told, id]);
	const onInvalid: Wires["onInvalid"] = (event) => {
		event.preventDefault();
		setMissing(missingIn(event.currentTarget));
	};
	const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
	return (
		<div className={css.field} onInput={() => setMissing(undefined)}>
			<label htmlFor={id}>{label}</label>
			{children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined, onInvalid })}
			{hint && (
				<p id={`${id}-hint`} className={css.hint}>
					{hint}
				</p>
			)}
			{error && (
				<p id={`${id}-error`} className={css.error}>
					<CircleAlert size={16} aria-hidden /> {error}
				</p>
			)}
		</div>
	);
}

type Change = { onText: (text: string) => void };
/** What the number counts, chosen beside it. */
type Unit = Change & { name: string; value: string; options: { value: string; label: string }[] };
type InputProps = FieldWords & Change & { unit?: Unit } & Omit<InputHTMLAttributes<HTMLInputElement>, "onChange">;

const Unit = ({ name, value, options, onText }: Unit) => (
	<select aria-label={name} value={value} className={css.input} onChange={(e) => onText(e.currentTarget.value)}>
		{options.map((option) => (
			<option key={option.value} value={option.value}>
				{option.label}
			</option>
		))}
	</select>
);

export function TextField({ label, hint, error, onText, unit, ...input }: InputProps) {
	return (
		<Field label={label} hint={hint} error={error}>
			{(wires) => {
				const box = <input {...input} {...wires} className={css.input} onInput={(e) => onText(e.currentTarget.value)} />;
				return unit ? (
					<div className={css.counted}>
						{box}
						<Unit {...unit} />
					</div>
				) : (
					box
				);
			}}
		</Field>
	);
}

type AreaProps = FieldWords & Change & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "onChange">;

export function TextArea({ label, hint, error, onText, ...area }: AreaProps) {
	return (
		<Field label={label} hint={hint} error={error}>
			{(wires) => <textarea rows={3} {...area} {...wires} className={css.input} onInput={(e) => onText(e.currentTarget.value)} />}
		</Field>
	);
}

type SelectProps = FieldWords &
	Change & { options: { value: string; label: string }[] } & Omit<SelectHTMLAttributes<HTMLSelectElement>, "onChange">;

export function Select({ label, hint, error, onText, options, ...select }: SelectProps) {
	return (
		<Field label={label} hint={hint} error={error}>
			{(wires) => (
				<select {...select} {...wires} className={css.input} onChange={(e) => onText(e.currentTarget.value)}>
					{options.map((option) => (
						<option key={option.value} value={option.value}>
							{option.label}
						</option>
					))}
				</select>
			)}
		</Field>
	);
}
