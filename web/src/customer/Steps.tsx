// SPDX-License-Identifier: Apache-2.0
import { t } from "../i18n/t";
import css from "./Steps.module.css";

/** How it goes, in three steps: what the customer does, what we do, and when money begins. */
export function Steps({ name }: { name?: string }) {
	const who = name ?? t("steps.somebody");
	return (
		<section aria-labelledby="steps" className={css.steps}>
			<h2 id="steps">{t("steps.title")}</h2>
			<ol>
				<li>
					<strong>{t("steps.one")}</strong>
					<span>{t("steps.one_words")}</span>
				</li>
				<li>
					<strong>{t("steps.two")}</strong>
					<span>{t("steps.two_words", { name: who })}</span>
				</li>
				<li>
					<strong>{t("steps.three")}</strong>
					<span>{t("steps.three_words")}</span>
				</li>
			</ol>
		</section>
	);
}
