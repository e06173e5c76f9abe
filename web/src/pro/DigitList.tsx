// SPDX-License-Identifier: Apache-2.0
import { t } from "../i18n/t";
import { cx } from "../kit/cx";
import css from "./pro.module.css";

export type Digit = {
	key: string;
	words: string;
	press?: () => void;
	/** Only the phone's own key does it. */
	byPhone?: boolean;
	on?: boolean;
	open?: boolean;
};

/** Keys of a telephone menu. Those the API knows can be pressed here as well. */
export function DigitList({ label, digits, disabled }: { label: string; digits: Digit[]; disabled: boolean }) {
	return (
		<ul className={css.digits} aria-label={label}>
			{digits.map((digit) => (
				<li key={digit.key}>
					{digit.byPhone ? (
						<span className={cx(css.digit, css.byPhone)}>
							<kbd>{digit.key}</kbd>
							<span>
								{digit.words}
								<small>{t("pro.by_phone")}</small>
							</span>
						</span>
					) : (
						<button
							type="button"
							className={cx(css.digit, digit.on && css.chosen)}
							aria-pressed={digit.on}
							aria-expanded={digit.open}
							disabled={disabled}
							onClick={digit.press}
						>
							<kbd>{digit.key}</kbd>
							<span>{digit.words}</span>
						</button>
					)}
				</li>
			))}
		</ul>
	);
}
