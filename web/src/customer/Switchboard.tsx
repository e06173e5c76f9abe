// SPDX-License-Identifier: Apache-2.0
import type { Advisor } from "../data/catalogue";
import { Hidden, Lamp } from "../kit";
import { t } from "../i18n/t";
import css from "./Switchboard.module.css";

const MOST = 7;

/** The line as a row of lamps: who is talking now, those ahead, you, those behind. Nobody is named. */
export function Switchboard({ advisor, position }: { advisor: Advisor; position: number }) {
	const talking = advisor.activity === "on_call" || advisor.activity === "dialing";
	const all = Math.max(advisor.waiting, position);
	const first = Math.max(1, Math.min(position - 3, all - MOST + 1));
	const shown = Array.from({ length: Math.min(MOST, all - first + 1) }, (_, i) => first + i);
	const more = all - (shown.at(-1) ?? all);
	return (
		<div className={css.row}>
			<Hidden>{t("tracker.board", { n: position, all })}</Hidden>
			{talking && (
				<span className={css.talking} aria-hidden>
					<Lamp shape="ring" tone="live" live />
				</span>
			)}
			{first > 1 && <span aria-hidden>…</span>}
			{shown.map((n) => (
				<span key={n} className={n === position ? css.you : css.other} aria-hidden>
					{n}
				</span>
			))}
			{more > 0 && <span aria-hidden>+{more}</span>}
		</div>
	);
}
