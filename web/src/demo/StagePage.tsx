// SPDX-License-Identifier: Apache-2.0
import { NotFound } from "../app/Guard";
import { t } from "../i18n/t";
import { Answer, Muted, Page } from "../kit";
import { problemOf } from "../lib/problem";
import css from "./demo.module.css";
import { type State, useCaptions, useHandsets } from "./handsets";
import { HeldPhones } from "./HeldPhones";
import { Links } from "./Links";

/** Only from here may people be shown in frames; the daemon sends browsers here that know these hosts. */
const STAGE = "demo.localhost";

const FRAMES = [
	{ who: "sam", place: "/", key: "demo.frame_sam" },
	{ who: "dana", place: "/pro", key: "demo.frame_dana" },
	{ who: "olive", place: "/op/wall", key: "demo.frame_olive" },
] as const;

/** A person's page is the app itself, which needs its scripts, its session, and its links to open beside. */
const MAY = "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads";

function Frame({ who, place, words }: { who: string; place: string; words: string }) {
	const at = `//${who}.${location.host}${place}?as=${who}`;
	return (
		<section className={css[who]} aria-label={words}>
			<h2 className={css.frame_name}>
				<a href={at} target="_blank" rel="noreferrer">
					{words}
				</a>
			</h2>
			<iframe className={css.frame} src={at} title={words} sandbox={MAY} />
		</section>
	);
}

function Phones({ state }: { state: State }) {
	return <HeldPhones calls={state.calls} captions={useCaptions()} small />;
}

function Stage() {
	const handsets = useHandsets();
	return (
		<div className={css.stage}>
			{FRAMES.map((one) => (
				<Frame key={one.who} who={one.who} place={one.place} words={t(one.key)} />
			))}
			<section className={css.handsets} aria-label={t("demo.title")}>
				<Answer of={handsets}>{(state) => <Phones state={state} />}</Answer>
			</section>
		</div>
	);
}

/** One truth on three screens: the customer, the advisor and the operator beside the telephones they hold. */
export default function StagePage() {
	const handsets = useHandsets();
	if (handsets.isError && problemOf(handsets.error).status === 404) return <NotFound />;
	const together = location.hostname === STAGE;
	return (
		<Page title={t("demo.stage_title")} width="wide" intro={<Muted>{t(together ? "demo.stage_intro" : "demo.stage_alone")}</Muted>}>
			<Links />
			{together && <Stage />}
		</Page>
	);
}
