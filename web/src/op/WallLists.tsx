// SPDX-License-Identifier: Apache-2.0
import { t } from "../i18n/t";
import { useNow } from "../lib/clock";
import { minutesAndSeconds } from "../lib/time";
import { AdvisorLamp, Muted } from "../kit";
import type { Board } from "./board";
import css from "./Wall.module.css";
import { Mark } from "./WallTiles";

const MOST = 12;

export function WallLines({ board }: { board: Board }) {
	const at = useNow(1000);
	return (
		<section className={css.list} aria-labelledby="wall-lines">
			<h2 id="wall-lines">{t("op.nav.queues")}</h2>
			{board.lines.length === 0 && <Muted>{t("op.nobody_waits")}</Muted>}
			<ul>
				{board.lines.slice(0, MOST).map((line) => {
					const waits = at - Date.parse(line.oldest_at);
					return (
						<li key={line.advisor}>
							<span className={css.name}>{line.nickname}</span>
							<span>{t("op.n_waiting", { n: line.waiting })}</span>
							<span className={css.time}>
								{minutesAndSeconds(waits)} <Mark level={line.over_target ? 1 : 0} />
							</span>
						</li>
					);
				})}
			</ul>
		</section>
	);
}

/** Whoever is busy is shown busy, whatever was wished for afterwards. */
const doing = (one: Board["advisors"][number]) =>
	one.activity === "idle" ? one : { intent: "taking_calls" as const, activity: one.activity };

/** State and how long it has lasted; a call for a customer, nothing else, is "on a call". */
export function WallAdvisors({ board }: { board: Board }) {
	const at = useNow(1000);
	const talking = board.advisors.filter((one) => one.activity === "on_call").length;
	const free = board.advisors.filter((one) => one.activity === "idle" && one.intent === "taking_calls").length;
	return (
		<section className={css.list} aria-labelledby="wall-advisors">
			<h2 id="wall-advisors">{t("op.advisors")}</h2>
			{board.advisors.length > 0 && <Muted>{t("op.wall.doing", { talking, free, other: board.advisors.length - talking - free })}</Muted>}
			{board.advisors.length === 0 && <Muted>{t("op.no_advisors")}</Muted>}
			<ul>
				{board.advisors.slice(0, MOST).map((one) => (
					<li key={one.advisor}>
						<span className={css.name}>{one.nickname}</span>
						<AdvisorLamp of={doing(one)} />
						<span className={css.time}>{minutesAndSeconds(at - Date.parse(one.since))}</span>
					</li>
				))}
			</ul>
		</section>
	);
}
