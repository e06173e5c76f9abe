// SPDX-License-Identifier: Apache-2.0
import { Link } from "wouter";
import { paths } from "../app/paths";
import type { Callback } from "../data/callbacks";
import { Card, Chip, Clock } from "../kit";
import { t } from "../i18n/t";
import { LADDER } from "./ladder";
import css from "./Running.module.css";

/** A call that is arranged, in one line, with the way to its tracker. */
export function Running({ callback }: { callback: Callback }) {
	const look = LADDER[callback.state];
	return (
		<Card tone={look.tone === "live" ? "live" : "plain"}>
			<div className={css.row}>
				<Chip shape={look.shape} tone={look.tone} live={look.tone === "live"}>
					{callback.position === 1 && callback.state === "waiting" ? t("state.next") : t(`state.${callback.state}`)}
				</Chip>
				<Link href={paths.line(callback.id)} className={css.link}>
					{t("running.with", { advisor: callback.advisor_nickname, listing: callback.listing_title })}
				</Link>
				<span className={css.when}>
					{callback.position && <strong>{t("line.place", { n: callback.position })}</strong>}{" "}
					{t("running.until")} <Clock at={callback.expires_at} as="time-zone" />
				</span>
			</div>
		</Card>
	);
}
