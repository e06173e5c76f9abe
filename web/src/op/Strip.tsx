// SPDX-License-Identifier: Apache-2.0
import { t } from "../i18n/t";
import { Money } from "../kit";
import type { Board } from "./board";
import css from "./Wall.module.css";

const WIDTH = 600;
const HEIGHT = 60;

const pathOf = (all: number[], most: number): string =>
	all.map((n, at) => `${((at / Math.max(all.length - 1, 1)) * WIDTH).toFixed(1)},${(HEIGHT - 2 - (n / most) * (HEIGHT - 6)).toFixed(1)}`).join(" ");

const total = (all: number[]): number => all.reduce((sum, n) => sum + n, 0);

/** The last 60 minutes: who asked and who was talked with, a line each, a minute a step. */
export function Strip({ board }: { board: Board }) {
	const most = Math.max(1, ...board.arrivals, ...board.completions);
	const arrived = total(board.arrivals);
	const talked = total(board.completions);
	const words = t("op.strip", { arrived, talked });
	return (
		<figure className={css.strip}>
			<figcaption>{words}</figcaption>
			<svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={words}>
				<polyline className={css.arrivals} points={pathOf(board.arrivals, most)} />
				<polyline className={css.completions} points={pathOf(board.completions, most)} />
			</svg>
			{board.charged_last_hour && (
				<p className={css.note}>
					{t("op.strip_charged")} <Money of={board.charged_last_hour} />
				</p>
			)}
			<p className={css.note}>
				<span className={css.swatchA} aria-hidden /> {t("op.strip_arrived", { n: arrived })}{" "}
				<span className={css.swatchB} aria-hidden /> {t("op.strip_talked", { n: talked })}
			</p>
		</figure>
	);
}
