// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { Link } from "wouter";
import { paths } from "../app/paths";
import type { Callback } from "../data/callbacks";
import { Chip, Clock } from "../kit";
import { useBadge } from "../lib/badge";
import { t } from "../i18n/t";
import { LADDER } from "./ladder";
import css from "./Mini.module.css";
import { useMyPlaces } from "./places";
import { standing } from "./standing";

/** Whoever talks or rings comes first, then the shortest way to go. */
const urgency = (one: Callback) => (LADDER[one.state].tone === "live" ? 0 : (one.position ?? Number.MAX_SAFE_INTEGER));

/** While a call is arranged, where one stands is at hand on every other page. */
export default function Mini() {
	const places = useMyPlaces();
	const first = places.toSorted((one, other) => urgency(one) - urgency(other))[0];
	useBadge(first?.position);
	if (!first) return null;
	const look = LADDER[first.state];
	return (
		<aside className={css.mini} aria-label={t("mini.label")}>
			<Chip shape={look.shape} tone={look.tone} live={look.tone === "live"}>
				{first.position && first.position > 1 ? t("line.place", { n: first.position }) : standing(first)}
			</Chip>
			<Link href={paths.line(first.id)} className={css.link}>
				{t("running.with", { advisor: first.advisor_nickname, listing: first.listing_title })}
			</Link>
			<span className={css.until}>
				{t("running.until")} <Clock at={first.expires_at} />
			</span>
			{places.length > 1 && <Link href={paths.account}>{t("mini.more", { n: places.length - 1 })}</Link>}
		</aside>
	);
}
