// SPDX-License-Identifier: Apache-2.0
import { Clock3 } from "lucide-react";
import { Timer } from "../kit";
import { now, useNow } from "../lib/clock";
import { t } from "../i18n/t";
import css from "./Locked.module.css";

/** Too many wrong tries: how long it still takes, counted down. */
export function Locked({ until }: { until: number }) {
	useNow(1000);
	const left = until - now();
	return (
		<div className={css.locked}>
			<Clock3 size={20} aria-hidden />
			<p role="status">{left > 0 ? t("sign.locked") : t("sign.again_now")}</p>
			{left > 0 && <Timer until={new Date(until).toISOString()} label={t("sign.locked")} />}
		</div>
	);
}
