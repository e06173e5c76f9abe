// SPDX-License-Identifier: Apache-2.0
import { NotFound } from "../app/Guard";
import texts from "../i18n/en/demo.json";
import { addMessages, t } from "../i18n/t";
import { Announce, Answer, Grid, Muted, Page, Panel } from "../kit";
import { problemOf } from "../lib/problem";
import { Handset, RobotHandset } from "./Handset";
import css from "./Handset.module.css";
import { type Call, useCaptions, useHandsets } from "./handsets";
import { PEOPLE } from "./people";

addMessages(texts);

const NOBODY: never[] = [];

/** Each link opens beside this page, signed in as that person. */
const Links = () => (
	<nav aria-label={t("demo.links")}>
		<ul className={css.links}>
			<li>
				<a href="/?as=sam" target="_blank" rel="noreferrer">
					{t("demo.link_sam")}
				</a>
			</li>
			<li>
				<a href="/pro?as=dana" target="_blank" rel="noreferrer">
					{t("demo.link_dana")}
				</a>
			</li>
			<li>
				<a href="/op/wall?as=olive" target="_blank" rel="noreferrer">
					{t("demo.link_olive")}
				</a>
			</li>
		</ul>
	</nav>
);

function Phones({ calls }: { calls: Call[] }) {
	const captions = useCaptions(true);
	const of = (number: string) => ({
		call: calls.find((call) => call.number === number),
		captions: captions.get(number) ?? NOBODY,
	});
	const ringing = PEOPLE.filter((one) => !one.robot && of(one.number).call?.state === "ringing").map((one) => one.name);
	return (
		<>
			<Announce words={ringing.length ? t("demo.announce", { names: ringing.join(", ") }) : ""} />
			<div className={css.phones}>
				{PEOPLE.filter((one) => !one.robot).map((one) => (
					<Handset key={one.number} person={one} {...of(one.number)} />
				))}
			</div>
			<Panel title={t("demo.robots")}>
				<Muted>{t("demo.robots_words")}</Muted>
				<Grid>
					{PEOPLE.filter((one) => one.robot).map((one) => (
						<RobotHandset key={one.number} person={one} {...of(one.number)} />
					))}
				</Grid>
			</Panel>
		</>
	);
}

export default function PhonesPage() {
	const handsets = useHandsets();
	if (handsets.isError && problemOf(handsets.error).status === 404) return <NotFound />;
	return (
		<Page title={t("demo.title")} width="wide" intro={<Muted>{t("demo.intro")}</Muted>}>
			<Links />
			<Answer of={handsets}>{(calls) => <Phones calls={calls} />}</Answer>
		</Page>
	);
}
