// SPDX-License-Identifier: Apache-2.0
import { type Callback, useExplanation } from "../data/callbacks";
import { t } from "../i18n/t";
import { Answer, Clock, Dialog, Fine, Muted, Panel } from "../kit";
import css from "./op.module.css";

/** "Why is this one third?": the rule itself, and the times of those before. No names. */
export function ExplainDialog({ row, onClose }: { row: Callback; onClose: () => void }) {
	const said = useExplanation(row.id, true);
	const title = row.position ? t("op.why_place", { n: row.position }) : t("op.why");
	return (
		<Dialog title={`${row.customer_nickname}: ${title}`} onClose={onClose}>
			<Answer of={said}>
				{(is) => (
					<>
						<p>{is.rule}</p>
						{(is.why_waiting ?? []).length > 0 && (
							<ul className={css.bullets}>
								{(is.why_waiting ?? []).map((words) => (
									<li key={words}>{words}</li>
								))}
							</ul>
						)}
						{is.steps_aside_until && (
							<Muted>
								{t("op.steps_aside")} <Clock at={is.steps_aside_until} as="seconds" />
							</Muted>
						)}
						<Panel title={t("op.ahead", { n: is.ahead_count ?? is.ahead.length })}>
							<ol className={css.ahead}>
								{is.ahead.map((one, at) => (
									<li key={`${one.requested_at}${at}`}>
										<span>{t("place", { n: at + 1 })}</span>
										<span>
											{t("op.asked_at")} <Clock at={one.requested_at} as="seconds" />
										</span>
									</li>
								))}
								<li className={css.this}>
									<span>{is.position ? t("place", { n: is.position }) : t("op.being_called")}</span>
									<span>
										{t("op.asked_at")} <Clock at={is.requested_at ?? row.requested_at} as="seconds" />
									</span>
								</li>
							</ol>
						</Panel>
						<Fine>{t("op.no_names")}</Fine>
					</>
				)}
			</Answer>
		</Dialog>
	);
}
