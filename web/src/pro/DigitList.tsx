// SPDX-License-Identifier: Apache-2.0
import type { KeyboardEvent } from "react";
import { cx } from "../kit/cx";
import css from "./pro.module.css";

export type Digit = { key: string; words: string; press: () => void; on?: boolean; open?: boolean };
export type Lit = { key: string; at: string };
type Props = {
	label: string;
	digits: Digit[];
	/** Seen, but this menu is not the one the phone is in. */
	disabled: boolean;
	/** The key that was pressed last in this list, here or on the phone; it lights up once. */
	lit?: Lit | undefined;
};

/** Keys of a telephone menu. While one of them has the focus, the digits of the keyboard press them too. */
export function DigitList({ label, digits, disabled, lit }: Props) {
	const onKey = (event: KeyboardEvent) => {
		if (event.altKey || event.ctrlKey || event.metaKey || disabled) return;
		const digit = digits.find((one) => one.key === event.key);
		if (!digit) return;
		event.preventDefault();
		digit.press();
	};
	return (
		<ul className={css.digits} aria-label={label}>
			{digits.map((digit) => {
				const is = lit?.key === digit.key;
				return (
					<li key={digit.key}>
						<button
							type="button"
							className={cx(css.digit, digit.on && css.chosen)}
							aria-pressed={digit.on}
							aria-expanded={digit.open}
							disabled={disabled}
							onClick={digit.press}
							onKeyDown={onKey}
						>
							<kbd key={is ? lit.at : ""} className={cx(is && css.lit)}>
								{digit.key}
							</kbd>
							<span>{digit.words}</span>
						</button>
					</li>
				);
			})}
		</ul>
	);
}
