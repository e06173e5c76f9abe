// SPDX-License-Identifier: Apache-2.0
import type { Callback } from "../data/callbacks";
import type { Advisor } from "../data/catalogue";
import { AdvisorLamp, Card, Chip, Clock, Fine, Row, Timer } from "../kit";
import { t } from "../i18n/t";
import { now } from "../lib/clock";
import { LADDER } from "./ladder";
import css from "./Place.module.css";
import { Switchboard } from "./Switchboard";

type Props = { callback: Callback; words: string; advisor: Advisor | undefined };

/** How much of the wait is over, as a bar; the clock beside it says the same in figures. */
function Remaining({ callback }: { callback: Callback }) {
	const from = Date.parse(callback.requested_at);
	const to = Date.parse(callback.expires_at);
	const gone = Math.min(1, Math.max(0, (now() - from) / Math.max(1, to - from)));
	return (
		<div>
			<Row spread>
				<span>
					{t("tracker.until")} <Clock at={callback.expires_at} as="time-zone" />
				</span>
				<span className={css.left}>
					<Timer until={callback.expires_at} label={t("tracker.left_label")} /> {t("tracker.left")}
				</span>
			</Row>
			<svg className={css.bar} viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden>
				<rect className={css.track} width="100" height="2" />
				<rect className={css.gone} width={gone * 100} height="2" />
			</svg>
		</div>
	);
}

export function Place({ callback, words, advisor }: Props) {
	const look = LADDER[callback.state];
	const rings = callback.state === "ringing" || callback.state === "offering";
	return (
		<Card tone={rings ? "live" : "plain"}>
			<div className={css.centre}>
				{callback.position && !rings && <p className={css.place}>{t("line.place", { n: callback.position })}</p>}
				{rings && <p className={css.place}>{words}</p>}
				{!rings && (
					<Chip shape={look.shape} tone={look.tone}>
						{words}
					</Chip>
				)}
				{advisor && callback.position && <Switchboard advisor={advisor} position={callback.position} />}
				{advisor && (
					<Row>
						<span>{callback.advisor_nickname}</span>
						<AdvisorLamp of={advisor} />
					</Row>
				)}
				<p className={css.ahead}>{rings ? t("tracker.pick_up") : t("tracker.ahead", { n: (callback.position ?? 1) - 1 })}</p>
				{callback.not_before && (
					<p>
						{t("tracker.again_at")} <Clock at={callback.not_before} as="seconds" />
					</p>
				)}
			</div>
			<Remaining callback={callback} />
			<Fine>{t("tracker.press_one", { number: callback.number ?? "" })}</Fine>
		</Card>
	);
}
