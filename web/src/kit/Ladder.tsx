// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import desk from "../i18n/en/desk.json";
import { addMessages, currentLocale, type MessageKey, t } from "../i18n/t";
import { showTime } from "../lib/time";
import { Button } from "./Button";
import { Clock } from "./Figures";
import { toast } from "./toasts";
import { useZone } from "./zone";
import css from "./Ladder.module.css";
import { cx } from "./cx";

addMessages(desk);

/** One thing that happened. `side`: whose telephone; "both" is the join; "money" is the ledger's column. `more`: lines for who opens it. */
export type Rung = { at: string; side: string; what: string; detail?: string | undefined; show?: string; more?: string[] };
type Kind = "sip" | "line" | "prompt" | "key" | "sound" | "money";

const KINDS: Kind[] = ["sip", "line", "prompt", "key", "sound", "money"];
const OF: Record<string, Kind> = {
	sip: "sip",
	ring: "line",
	ringing: "line",
	answered: "line",
	gone: "line",
	ended: "line",
	prompt: "prompt",
	key: "key",
	click: "key",
	joined: "sound",
	quiet: "sound",
	sound: "sound",
	warned: "money",
	paused: "money",
	resumed: "money",
	money: "money",
};
const WORDS: Record<string, MessageKey> = {
	ring: "rung.ring",
	ringing: "rung.ringing",
	answered: "rung.answered",
	gone: "rung.gone",
	ended: "rung.ended",
	prompt: "rung.prompt",
	key: "rung.key",
	click: "rung.click",
	joined: "rung.joined",
	quiet: "rung.quiet",
	sound: "rung.sound",
	warned: "rung.warned",
	paused: "rung.paused",
	resumed: "rung.resumed",
};

const kindOf = (rung: Rung): Kind => OF[rung.what] ?? "line";
const sideOf = (side: string): string => (side === "customer" || side === "advisor" || side === "money" ? side : "both");

function wordsOf(rung: Rung): string {
	if (rung.show) return rung.show;
	const key = WORDS[rung.what];
	const detail = (rung.detail ?? "").replaceAll("_", " ");
	return key ? t(key, { detail }) : `${rung.what} ${detail}`;
}

const SIDES: Record<string, MessageKey> = {
	customer: "rung.customer",
	advisor: "rung.advisor",
	both: "rung.both",
	money: "rung.money",
};

function RungRow({ rung }: { rung: Rung }) {
	const side = sideOf(rung.side);
	const key = SIDES[side];
	return (
		<li className={cx(css.rung, css[side])}>
			<span className={css.at}>
				<Clock at={rung.at} as="seconds" />
			</span>
			<div className={cx(css.what, css[kindOf(rung)])}>
				<small>{key ? t(key) : side}</small>
				{rung.more?.length ? (
					<details>
						<summary>{wordsOf(rung)}</summary>
						<pre>{rung.more.join("\n")}</pre>
					</details>
				) : (
					wordsOf(rung)
				)}
			</div>
		</li>
	);
}

/** One line a rung, with what it says in full below, for a ticket or a mail. */
const textOf = (rungs: Rung[], zone: string | undefined): string =>
	rungs
		.map((rung) => {
			const key = SIDES[sideOf(rung.side)];
			const line = `${showTime(new Date(rung.at), "seconds", zone, currentLocale())}  ${key ? t(key) : rung.side}: ${wordsOf(rung)}`;
			return [line, ...(rung.more ?? []).map((more) => `            ${more}`)].join("\n");
		})
		.join("\n");

type Props = { marks: Rung[]; copy?: boolean };

/** Telephone, prompts, keys, sound and money on one time line: the customer at the left, the advisor at the right. */
export function Ladder({ marks, copy }: Props) {
	const zone = useZone();
	const [hidden, setHidden] = useState<Kind[]>([]);
	const there = KINDS.filter((kind) => marks.some((mark) => kindOf(mark) === kind));
	const flip = (kind: Kind) => setHidden(hidden.includes(kind) ? hidden.filter((one) => one !== kind) : [...hidden, kind]);
	const shown = marks.filter((mark) => !hidden.includes(kindOf(mark)));
	return (
		<div className={css.ladder}>
			<fieldset className={css.kinds}>
				<legend>{t("rung.show")}</legend>
				{there.map((kind) => (
					<label key={kind}>
						<input type="checkbox" checked={!hidden.includes(kind)} onChange={() => flip(kind)} />
						{t(`rung.kind.${kind}`)}
					</label>
				))}
			</fieldset>
			{copy && (
				<div>
					<Button
						size="small"
						onPress={() => void navigator.clipboard.writeText(textOf(shown, zone)).then(() => toast(t("rung.copied")))}
					>
						{t("rung.copy")}
					</Button>
				</div>
			)}
			<ol className={css.rungs}>
				<li className={cx(css.rung, css.heads)} aria-hidden>
					<span className={css.customerHead}>{t("rung.customer")}</span>
					<span className={css.advisorHead}>{t("rung.advisor")}</span>
					{there.includes("money") && <span className={css.moneyHead}>{t("rung.money")}</span>}
				</li>
				{shown.map((rung, at) => (
					<RungRow key={`${rung.at}${rung.what}${at}`} rung={rung} />
				))}
			</ol>
		</div>
	);
}
