// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { NotFound } from "../app/Guard";
import { t } from "../i18n/t";
import { Announce, Answer, Choice, Chip, Clock, Empty, Muted, Page, Row } from "../kit";
import { problemOf } from "../lib/problem";
import css from "./demo.module.css";
import { type Letter, placeOf, useLetters } from "./letters";
import { Links } from "./Links";

const EVERYBODY = "everybody";

function Shown({ letter }: { letter: Letter }) {
	return (
		<article className={css.letter}>
			<Row spread gap={2}>
				<p className={css.note}>{t("demo.letter_to", { from: letter.from, to: letter.to })}</p>
				<Clock at={letter.at} as="seconds" />
			</Row>
			<h2>{letter.subject}</h2>
			<p className={css.body}>{letter.body}</p>
			<Row spread gap={2}>
				<a href={placeOf(letter)} target="_blank" rel="noreferrer">
					{letter.link ? t("demo.letter_link") : t("demo.letter_as", { to: letter.to })}
				</a>
				{letter.kind === "mail" ? (
					<Chip shape="disc" tone="live">{t("demo.letter_mail")}</Chip>
				) : (
					<Chip shape="hollow" tone="off">{t("demo.letter_notice")}</Chip>
				)}
			</Row>
		</article>
	);
}

function Letters({ all }: { all: Letter[] }) {
	const [whose, setWhose] = useState(EVERYBODY);
	const people = [...new Set(all.map((letter) => letter.to))].toSorted((a, b) => a.localeCompare(b));
	const shown = all.filter((letter) => whose === EVERYBODY || letter.to === whose);
	const newest = shown[0];
	if (all.length === 0) return <Empty title={t("demo.no_letters")} />;
	return (
		<>
			<Choice
				legend={t("demo.whose")}
				look="bar"
				options={[{ value: EVERYBODY, label: t("demo.everybody") }, ...people.map((name) => ({ value: name, label: name }))]}
				value={whose}
				onChoose={setWhose}
			/>
			<Announce words={newest ? t("demo.newest", { to: newest.to, subject: newest.subject }) : ""} />
			<div className={css.letters}>
				{shown.map((letter) => (
					<Shown key={`${letter.about}${letter.name}${letter.to}${letter.at}`} letter={letter} />
				))}
			</div>
		</>
	);
}

export default function MailPage() {
	const letters = useLetters();
	if (letters.isError && problemOf(letters.error).status === 404) return <NotFound />;
	return (
		<Page title={t("demo.mail_title")} intro={<Muted>{t("demo.mail_intro")}</Muted>}>
			<Links />
			<Answer of={letters}>{(all) => <Letters all={all} />}</Answer>
		</Page>
	);
}
