// SPDX-License-Identifier: Apache-2.0
import type { Advisor } from "../data/catalogue";
import { AdvisorLamp, Clock, Fine, Muted, Row, Stack } from "../kit";
import type { Schemas } from "../lib/api";
import { now } from "../lib/clock";
import { t } from "../i18n/t";
import { inMinutes, whyNone } from "./forecast";
import { useWhy } from "./lineWhy";

type Expected = Schemas["LineForecast"] | undefined;

/** The place one would get, and when the phone would likely ring. */
function Would({ advisor, expected }: { advisor: Advisor; expected: Expected }) {
	const place = t("arrange.would", { n: expected?.position ?? advisor.waiting + 1 });
	const forecast = expected?.forecast;
	return (
		<>
			<p role="status">
				<strong>{forecast ? `${place}, ${inMinutes(forecast, now())}` : place}</strong>
			</p>
			{expected && !forecast && <Fine>{whyNone(expected.forecast_why, advisor.nickname)}</Fine>}
		</>
	);
}

/** How it stands now: who is free, or the place one would get, and why it is another than before. Spoken when it changes. */
export function Standing({ advisor, expected }: { advisor: Advisor; expected: Expected }) {
	const why = useWhy(advisor);
	const free = advisor.button === "call_now";
	return (
		<Stack gap={2}>
			<Row>
				<AdvisorLamp of={advisor} />
				{!free && <Muted>{t("line.waiting", { n: advisor.waiting })}</Muted>}
			</Row>
			{free ? (
				<p role="status">
					<strong>{t("arrange.free", { name: advisor.nickname })}</strong>
				</p>
			) : (
				<Would advisor={advisor} expected={expected} />
			)}
			{why && (
				<Fine>
					{t(why.words, { name: advisor.nickname })} (<Clock at={why.at} />)
				</Fine>
			)}
		</Stack>
	);
}
