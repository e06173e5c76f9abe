// SPDX-License-Identifier: Apache-2.0
import type { Advisor } from "../data/catalogue";
import { AdvisorLamp, Clock, Fine, Muted, Row, Stack } from "../kit";
import { t } from "../i18n/t";
import { useWhy } from "./lineWhy";

/** How it stands now: who is free, or the place one would get, and why it is another than before. Spoken when it changes. */
export function Standing({ advisor }: { advisor: Advisor }) {
	const why = useWhy(advisor);
	const free = advisor.button === "call_now";
	return (
		<Stack gap={2}>
			<Row>
				<AdvisorLamp of={advisor} />
				{!free && <Muted>{t("line.waiting", { n: advisor.waiting })}</Muted>}
			</Row>
			<p role="status">
				<strong>{free ? t("arrange.free", { name: advisor.nickname }) : t("arrange.would", { n: advisor.waiting + 1 })}</strong>
			</p>
			{why && (
				<Fine>
					{t(why.words, { name: advisor.nickname })} (<Clock at={why.at} />)
				</Fine>
			)}
		</Stack>
	);
}
