// SPDX-License-Identifier: Apache-2.0
import { Bell } from "lucide-react";
import { t } from "../i18n/t";
import { CODE_WORDS, trunkWords } from "./trunkWords";
import type { Board } from "./board";
import css from "./Wall.module.css";

type Alert = { id: string; words: string };

/** What somebody should act on. */
export function alertsOf(board: Board): Alert[] {
	const down = board.trunks.filter((one) => !one.up).map((one) => ({ id: `down ${one.name}`, words: `${one.name}: ${trunkWords(one)}` }));
	const refusing = board.trunk_failures.map(({ trunk, sip_code, times }) => {
		const known = CODE_WORDS[String(sip_code)];
		const words = t("op.alert.refuses", { trunk, code: sip_code, times });
		return { id: `code ${trunk} ${sip_code}`, words: known ? `${words} ${t(known, { why: String(sip_code) })}` : words };
	});
	const nobody = board.waiting > 0 && board.taking_calls === 0 ? [{ id: "nobody", words: t("op.alert.nobody", { n: board.waiting }) }] : [];
	return [...down, ...refusing, ...nobody];
}

export function WallAlerts({ board }: { board: Board }) {
	const alerts = alertsOf(board);
	return (
		<section aria-label={t("op.wall.alerts")} className={css.alerts} aria-live="polite">
			{alerts.map((one) => (
				<p key={one.id} className={css.alert}>
					<Bell size={24} aria-hidden /> {one.words}
				</p>
			))}
		</section>
	);
}
