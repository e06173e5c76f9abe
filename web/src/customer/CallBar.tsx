// SPDX-License-Identifier: Apache-2.0
import type { Receipt } from "../data/calls";
import { Length } from "../kit";
import { t } from "../i18n/t";
import css from "./CallBar.module.css";
import { segmentsOf } from "./segments";

const WIDTH = 1000;
const LEAST = 12;

/** The call as a bar, drawn to scale, and the same in words below: colour carries nothing alone. */
export function CallBar({ receipt }: { receipt: Receipt }) {
	const segments = segmentsOf(receipt);
	const all = segments.reduce((sum, one) => sum + one.to - one.from, 0);
	if (!all) return null;
	const begin = segments[0]?.from ?? 0;
	return (
		<figure className={css.figure}>
			<svg className={css.bar} viewBox={`0 0 ${WIDTH} 40`} preserveAspectRatio="none" aria-hidden>
				{segments.map((one) => (
					<rect
						key={one.from}
						className={css[one.kind]}
						x={((one.from - begin) / all) * WIDTH}
						width={Math.max(LEAST, ((one.to - one.from) / all) * WIDTH)}
						height="40"
					/>
				))}
			</svg>
			<ol className={css.legend}>
				{segments.map((one) => (
					<li key={one.from}>
						<svg className={css.swatch} viewBox="0 0 12 12" width="12" height="12" aria-hidden>
							<rect className={css[one.kind]} width="12" height="12" rx="3" />
						</svg>
						<span className={css.words}>{t(`segment.${one.kind}`)}</span>
						<Length ms={one.to - one.from} />
					</li>
				))}
			</ol>
		</figure>
	);
}
