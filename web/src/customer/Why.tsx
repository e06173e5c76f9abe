// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { type Callback, useExplanation } from "../data/callbacks";
import { Answer, Clock, Fine, Stack } from "../kit";
import { t } from "../i18n/t";
import css from "./Why.module.css";

/** The rule, and the times of those ahead; no names. */
export function Why({ callback }: { callback: Callback }) {
	const [open, setOpen] = useState(false);
	const explanation = useExplanation(callback.id, open);
	return (
		<details className={css.why} onToggle={(event) => setOpen(event.currentTarget.open)}>
			<summary>{t("why.title", { n: callback.position ?? 1 })}</summary>
			{open && (
				<Answer of={explanation}>
					{(it) => (
						<Stack gap={2}>
							<p>{it.rule}</p>
							{it.why_waiting?.map((reason) => (
								<p key={reason}>{reason}</p>
							))}
							<ol className={css.list}>
								{it.ahead.map((one) => (
									<li key={one.requested_at}>
										{t("why.asked")} <Clock at={one.requested_at} as="seconds" />
									</li>
								))}
							</ol>
							<Fine>
								{t("why.you")} <Clock at={callback.requested_at} as="seconds" />
							</Fine>
						</Stack>
					)}
				</Answer>
			)}
		</details>
	);
}
