// SPDX-License-Identifier: Apache-2.0
import { type Trunk, useTrunks } from "../data/operation";
import { t } from "../i18n/t";
import { Answer, Card, Chip, Clock, Empty, Facts, Fine, Page, Panel, Stack } from "../kit";
import { TestCalls } from "./TestCall";
import { trunkWords } from "./trunkWords";

function factsOf(trunk: Trunk): [string, string][] {
	const facts: [string, string][] = [[t("op.trunk.channels"), t("op.trunk.of", { n: trunk.channels ?? 0, most: trunk.max_channels ?? 0 })]];
	if (trunk.registered !== undefined) facts.push([t("op.trunk.registered"), t(trunk.registered ? "op.yes" : "op.no")]);
	if (trunk.round_trip_ms !== undefined) facts.push([t("op.trunk.round_trip"), t("op.ms", { n: trunk.round_trip_ms })]);
	return facts;
}

const TrunkCard = ({ trunk }: { trunk: Trunk }) => (
	<Card>
		<Panel
			title={trunk.name}
			side={
				<Chip shape={trunk.up ? "disc" : "bell"} tone={trunk.up ? "ok" : "bad"}>
					{t(trunk.up ? "op.trunk.is_up" : "op.trunk.is_down")}
				</Chip>
			}
		>
			<Stack gap={3}>
				<p>{trunkWords(trunk)}</p>
				<Facts rows={factsOf(trunk)} />
				<TestCalls trunk={trunk.name} />
				{trunk.since && (
					<Fine>
						{t("op.trunk.since")} <Clock at={trunk.since} as="date-time" />
					</Fine>
				)}
			</Stack>
		</Panel>
	</Card>
);

/** How the telephone network is reached, and what is wrong when it is not. */
export default function Trunks() {
	const trunks = useTrunks();
	return (
		<Page title={t("op.nav.trunks")} width="public">
			<Answer of={trunks} isEmpty={(page) => page.data.length === 0} empty={<Empty title={t("op.trunks_none")}>{t("op.trunks_none_tip")}</Empty>}>
				{(page) => (
					<Stack>
						{page.data.map((trunk) => (
							<TrunkCard key={trunk.name} trunk={trunk} />
						))}
					</Stack>
				)}
			</Answer>
			<Fine>{t("op.trunks_file")}</Fine>
		</Page>
	);
}
