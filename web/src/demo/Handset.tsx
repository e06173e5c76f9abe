// SPDX-License-Identifier: Apache-2.0
import { Phone, PhoneIncoming, PhoneOff } from "lucide-react";
import { t } from "../i18n/t";
import { Button, Card, Chip, Fine, Row, Timer } from "../kit";
import { cx } from "../kit/cx";
import css from "./Handset.module.css";
import { type Call, type Caption, useOrder } from "./handsets";
import { type Person, speakerOf } from "./people";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

function wordsOf(caption: Caption): string {
	switch (caption.kind) {
		case "words":
			return caption.text;
		case "tone":
			return t("demo.heard_tone", { who: speakerOf(caption.hz) ?? t("demo.somebody"), hz: caption.hz, s: (caption.ms / 1000).toFixed(1) });
		case "key":
			return t("demo.pressed", { key: caption.text });
		case "rings":
			return t("demo.rings", { from: caption.text });
		default:
			return t(`demo.${caption.kind}`);
	}
}

function Status({ call }: { call: Call | undefined }) {
	if (!call) return <Chip shape="hollow" tone="off">{t("demo.idle")}</Chip>;
	if (call.state === "ringing") return <Chip shape="bell" tone="wait" live>{t("demo.ringing")}</Chip>;
	return <Chip shape="ring" tone="live" live>{t("demo.on_call")}</Chip>;
}

/** What is in the ear right now: words of the daemon, somebody's tone, or silence. */
function Ear({ call }: { call: Call | undefined }) {
	const tone = call?.hears_hz;
	const words = call?.hears ?? (tone ? t("demo.hears_tone", { who: speakerOf(tone) ?? t("demo.somebody"), hz: tone }) : undefined);
	return (
		<p className={css.ear}>
			<span className={cx(css.level, tone !== undefined && css.tone, call?.hears !== undefined && css.speech)} aria-hidden>
				{[0, 1, 2, 3, 4].map((n) => <i key={n} />)}
			</span>
			<span>{words ?? t(call && call.state !== "ringing" ? "demo.silence" : "demo.nothing")}</span>
		</p>
	);
}

/** The last lines, the newest at the bottom. */
const Captions = ({ name, lines }: { name: string; lines: Caption[] }) => (
	<div className={css.captions} role="log" aria-label={t("demo.captions", { name })}>
		{lines.length === 0 && <p className={css.note}>{t("demo.no_captions")}</p>}
		{lines.map((line) => (
			<p key={line.id} className={line.kind === "words" ? undefined : css.note}>
				{wordsOf(line)}
			</p>
		))}
	</div>
);

type Props = { person: Person; call: Call | undefined; captions: Caption[] };

function Buttons({ person, call }: Omit<Props, "captions">) {
	const order = useOrder();
	const { number, name } = person;
	if (call?.state === "ringing")
		return (
			<Row>
				<Button tone="primary" icon={<PhoneIncoming size={18} aria-hidden />} aria-label={t("demo.answer_of", { name })} onPress={() => order.mutate({ cmd: "answer", number })}>
					{t("demo.answer")}
				</Button>
				<Button tone="danger" aria-label={t("demo.decline_of", { name })} onPress={() => order.mutate({ cmd: "hangup", number })}>
					{t("demo.decline")}
				</Button>
			</Row>
		);
	return (
		<Row>
			<Button tone="danger" icon={<PhoneOff size={18} aria-hidden />} disabled={!call} aria-label={t("demo.hang_up_of", { name })} onPress={() => order.mutate({ cmd: "hangup", number })}>
				{t("demo.hang_up")}
			</Button>
			{call?.answered_at && <Timer since={call.answered_at} label={t("demo.on_call")} />}
		</Row>
	);
}

function Keypad({ person, call }: Omit<Props, "captions">) {
	const order = useOrder();
	const talks = call !== undefined && call.state !== "ringing";
	return (
		<div className={css.keypad} role="group" aria-label={t("demo.keypad", { name: person.name })}>
			{KEYS.map((keys) => (
				<button key={keys} type="button" disabled={!talks} onClick={() => order.mutate({ cmd: "key", number: person.number, keys })}>
					{keys}
				</button>
			))}
		</div>
	);
}

/** A telephone the visitor holds. */
export function Handset({ person, call, captions }: Props) {
	return (
		<Card tone={call?.state === "ringing" ? "live" : "plain"} label={t("demo.phone_of", { name: person.name })}>
			<Row spread>
				<h2 className={css.name}>
					<Phone size={20} aria-hidden /> {person.name}
				</h2>
				<Status call={call} />
			</Row>
			<Fine>{person.number}</Fine>
			<Ear call={call} />
			<Captions name={person.name} lines={captions} />
			<Buttons person={person} call={call} />
			<Keypad person={person} call={call} />
		</Card>
	);
}

/** A robot's: it answers, presses and hangs up by itself. */
export function RobotHandset({ person, call, captions }: Props) {
	const last = captions.at(-1);
	return (
		<Card label={t("demo.phone_of", { name: person.name })}>
			<Row spread>
				<h3 className={css.name}>{person.name}</h3>
				<Status call={call} />
			</Row>
			<Ear call={call} />
			<Fine>{last ? wordsOf(last) : t("demo.no_captions")}</Fine>
		</Card>
	);
}
