// SPDX-License-Identifier: Apache-2.0
import { PhoneIncoming, PhoneOff } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import { t } from "../i18n/t";
import { Button, Card, Chip, Fine, Row, Timer } from "../kit";
import { cx } from "../kit/cx";
import { Captions, wordsOf } from "./Captions";
import css from "./demo.module.css";
import { type Call, type Caption, useOrder } from "./handsets";
import { useLevel } from "./levels";
import { type Person, speakerOf } from "./people";

const KEYS = [
	["1", ""], ["2", "ABC"], ["3", "DEF"],
	["4", "GHI"], ["5", "JKL"], ["6", "MNO"],
	["7", "PQRS"], ["8", "TUV"], ["9", "WXYZ"],
	["*", ""], ["0", "+"], ["#", ""],
] as const; // prettier-ignore
const BARS = 12;

type Is = { person: Person; call: Call | undefined };

function Status({ call }: { call: Call | undefined }) {
	if (!call) return <Chip shape="hollow" tone="off">{t("demo.idle")}</Chip>;
	if (call.state === "ringing") return <Chip shape="bell" tone="wait" live>{t("demo.ringing")}</Chip>;
	return <Chip shape="ring" tone="live" live>{t("demo.on_call")}</Chip>;
}

/** How loud it is, as bars; the words beside it say the same to those who do not see them. */
function Level({ number }: { number: string }) {
	const lit = Math.round((useLevel(number) / 100) * BARS);
	return (
		<span className={css.level} aria-hidden>
			{Array.from({ length: BARS }, (_, n) => (
				<i key={n} className={n < lit ? css.lit : undefined} />
			))}
		</span>
	);
}

/** What is in the ear right now: words of the daemon, somebody's tone, or silence. */
function Ear({ person, call }: Is) {
	const loud = useLevel(person.number) > 0;
	const tone = call?.hears_hz;
	const words = call?.hears ?? (tone ? t("demo.hears_tone", { who: speakerOf(tone) ?? t("demo.somebody"), hz: tone }) : undefined);
	return (
		<p className={css.ear}>
			<Level number={person.number} />
			<span>{words ?? t(loud ? "demo.sound" : call && call.state !== "ringing" ? "demo.silence" : "demo.nothing")}</span>
		</p>
	);
}

type Does = Is & { order: (cmd: "answer" | "hangup") => void };

function Buttons({ person, call, order }: Does) {
	const { name } = person;
	if (call?.state === "ringing")
		return (
			<Row>
				<Button tone="primary" icon={<PhoneIncoming size={18} aria-hidden />} aria-label={t("demo.answer_of", { name })} onPress={() => order("answer")}>
					{t("demo.answer")}
				</Button>
				<Button tone="danger" aria-label={t("demo.decline_of", { name })} onPress={() => order("hangup")}>
					{t("demo.decline")}
				</Button>
			</Row>
		);
	return (
		<Row>
			<Button tone="danger" icon={<PhoneOff size={18} aria-hidden />} disabled={!call} aria-label={t("demo.hang_up_of", { name })} onPress={() => order("hangup")}>
				{t("demo.hang_up")}
			</Button>
			{call?.answered_at && <Timer since={call.answered_at} label={t("demo.on_call")} />}
		</Row>
	);
}

function Keypad({ person, talks, press }: { person: Person; talks: boolean; press: (keys: string) => void }) {
	return (
		<div className={css.keypad} role="group" aria-label={t("demo.keypad", { name: person.name })}>
			{KEYS.map(([keys, letters]) => (
				<button key={keys} type="button" aria-label={keys} data-letters={letters} disabled={!talks} onClick={() => press(keys)}>
					{keys}
				</button>
			))}
		</div>
	);
}

/** A telephone the visitor holds: by mouse, by touch, and by keys while it has the focus. */
export function Handset({ person, call, captions }: Is & { captions: Caption[] }) {
	const { mutate } = useOrder();
	const itself = useRef<HTMLElement>(null);
	const { number, name } = person;
	const rings = call?.state === "ringing";
	const talks = call !== undefined && !rings;
	const press = (keys: string) => mutate({ cmd: "key", number, keys });
	/* The button that was pressed goes away; the telephone keeps the focus. */
	const order = (cmd: "answer" | "hangup") => {
		mutate({ cmd, number });
		itself.current?.focus({ preventScroll: true });
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const key = event.key.toLowerCase();
		if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
		if (talks && KEYS.some(([one]) => one === key)) press(key);
		else if (rings && key === "a") order("answer");
		else if (call && key === "h") order("hangup");
	};
	return (
		// oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- a telephone takes keys
		<section ref={itself} className={cx(css.phone, rings && css.rings)} aria-label={t("demo.phone_of", { name })} tabIndex={0} onKeyDown={onKeyDown}>
			<span className={css.speaker} aria-hidden />
			<Row spread>
				<h2 className={css.name}>{name}</h2>
				<Status call={call} />
			</Row>
			<Fine>{number}</Fine>
			<Ear person={person} call={call} />
			<Buttons person={person} call={call} order={order} />
			<Captions name={name} lines={captions} />
			<Keypad person={person} talks={talks} press={press} />
		</section>
	);
}

/** A robot's: it answers, presses and hangs up by itself. */
export function RobotHandset({ person, call, captions }: Is & { captions: Caption[] }) {
	const last = captions.at(-1);
	return (
		<Card label={t("demo.phone_of", { name: person.name })}>
			<Row spread>
				<h3 className={css.name}>{person.name}</h3>
				<Status call={call} />
			</Row>
			<Ear person={person} call={call} />
			<Fine>{last ? wordsOf(last) : t("demo.no_captions")}</Fine>
		</Card>
	);
}
