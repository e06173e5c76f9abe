// SPDX-License-Identifier: Apache-2.0
import { Link } from "wouter";
import { paths } from "../app/paths";
import type { Advisor } from "../data/catalogue";
import { Lamp, lookOf } from "../kit";
import { t } from "../i18n/t";
import css from "./Board.module.css";
import { useSettled } from "./settled";

const MOST = 6;
const RESTS_MS = 15_000;
const RANK = { taking_calls: 0, arrange_only: 1, away: 2 };

const rank = (who: Advisor): number => RANK[who.intent] * 2 + Number(who.activity !== "idle");

/** Who is here, as lamps on an exchange board; the free ones first. */
export function Board({ advisors }: { advisors: Advisor[] }) {
	const shown = useSettled(advisors.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST), RESTS_MS);
	if (!shown.length) return null;
	return (
		<section aria-labelledby="board" className={css.board}>
			<h2 id="board" className={css.head}>{t("home.board")}</h2>
			<ul>
				{shown.map((who) => {
					const look = lookOf(who);
					return (
						<li key={who.id}>
							<Lamp shape={look.shape} tone={look.tone} live={look.live ?? false} />
							<Link href={paths.advisor(who.id)}>{who.nickname}</Link>
							<span>{who.waiting > 0 ? t("line.waiting", { n: who.waiting }) : t(look.words)}</span>
						</li>
					);
				})}
			</ul>
		</section>
	);
}
