// SPDX-License-Identifier: Apache-2.0
import { NotFound } from "../app/Guard";
import { t } from "../i18n/t";
import { Answer, Grid, Muted, Page, Panel } from "../kit";
import { problemOf } from "../lib/problem";
import { RobotHandset } from "./Handset";
import { type State, useCaptions, useHandsets } from "./handsets";
import { HeldPhones } from "./HeldPhones";
import { Links } from "./Links";
import { ROBOTS } from "./people";
import { Speed } from "./Speed";

const NOBODY: never[] = [];

function Phones({ state }: { state: State }) {
	const captions = useCaptions();
	return (
		<>
			<HeldPhones calls={state.calls} captions={captions} />
			<Panel title={t("demo.robots")}>
				<Muted>{t("demo.robots_words")}</Muted>
				<Speed now={state.speed} />
				<Grid>
					{ROBOTS.map((one) => (
						<RobotHandset
							key={one.number}
							person={one}
							call={state.calls.find((call) => call.number === one.number)}
							captions={captions.get(one.number) ?? NOBODY}
						/>
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
			<Answer of={handsets}>{(state) => <Phones state={state} />}</Answer>
		</Page>
	);
}
