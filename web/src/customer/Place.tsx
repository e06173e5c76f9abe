// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import type { Callback } from "../data/callbacks";
import type { Call } from "../data/calls";
import type { Advisor } from "../data/catalogue";
import { AdvisorLamp, Card, Chip, Clock, Fine, Money } from "../kit";
import { t } from "../i18n/t";
import { Expected } from "./Expected";
import { LADDER } from "./ladder";
import { useWhy } from "./lineWhy";
import css from "./Place.module.css";
import { Remaining } from "./Remaining";
import { SaveContact } from "./SaveContact";
import { Switchboard } from "./Switchboard";

type Props = { callback: Callback; call: Call | undefined; words: string; advisor: Advisor | undefined; extend: ReactNode };

/** What happens next, in one sentence. */
function nextWords({ state, position, not_before, advisor_nickname: name }: Callback, answered: boolean): string {
	if (state === "offering") return t("tracker.asking", { name });
	if (state === "ringing") return t(answered ? "tracker.listen" : "tracker.pick_up");
	if (not_before) return t("tracker.others_first");
	return t("tracker.ahead", { n: (position ?? 1) - 1 });
}

/** Why the place is what it is, with the time; nobody is named. */
function Moved({ advisor }: { advisor: Advisor }) {
	const why = useWhy(advisor);
	if (!why) return null;
	return (
		<Fine>
			<Clock at={why.at} />: {t(why.words, { name: advisor.nickname })}
		</Fine>
	);
}

/** The lower price is locked in; said when the listing's is another by now (SETTLED 15). */
function Price({ callback }: { callback: Callback }) {
	const { price, price_now } = callback;
	return (
		<Fine>
			{t("tracker.price")} <Money of={price} /> {t("listing.a_minute")}
			{price_now && price_now.amount > price.amount && (
				<>
					{" "}
					({t("tracker.price_locked")} <Money of={price_now} />)
				</>
			)}
		</Fine>
	);
}

export function Place({ callback, call, words, advisor, extend }: Props) {
	const look = LADDER[callback.state];
	const rings = callback.state === "ringing" || callback.state === "offering";
	const answered = Boolean(call?.answered_at);
	return (
		<Card tone={rings ? "live" : "plain"}>
			<div className={css.centre}>
				<p className={css.place} key={callback.position}>
					{rings || !callback.position ? words : t("line.place", { n: callback.position })}
				</p>
				{!rings && (
					<Chip shape={look.shape} tone={look.tone}>
						{words}
					</Chip>
				)}
				{advisor && callback.position && <Switchboard advisor={advisor} position={callback.position} />}
				<Expected callback={callback} />
				<p className={css.ahead}>{nextWords(callback, answered)}</p>
				{callback.not_before && (
					<p>
						{t("tracker.again_at")} <Clock at={callback.not_before} as="seconds" />
					</p>
				)}
				{advisor && (
					<div className={css.who}>
						<span>{callback.advisor_nickname}</span>
						<AdvisorLamp of={advisor} />
					</div>
				)}
				{callback.let_first && <p>{t("tracker.let_first")}</p>}
				{advisor && !rings && <Moved advisor={advisor} />}
			</div>
			{!rings && <Remaining callback={callback} extend={extend} />}
			<div className={css.part}>
				<h2>{t("tracker.when")}</h2>
				<p>{t("tracker.press_one", { number: callback.number ?? t("tracker.your_phone") })}</p>
				<Price callback={callback} />
				<SaveContact />
			</div>
		</Card>
	);
}
