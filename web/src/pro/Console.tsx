// SPDX-License-Identifier: Apache-2.0
import { type Availability, useAvailability, useLine } from "../data/desk";
import { useNumbers } from "../data/account";
import { t } from "../i18n/t";
import { Answer, Card, Empty, LinkButton, Page, Panel, Row, StaleNote } from "../kit";
import { ActivityBar } from "./ActivityBar";
import { AvailabilityForm } from "./AvailabilityForm";
import { CallCard } from "./CallCard";
import { CardPlace } from "./Dock";
import { useRows, waits } from "./lapsed";
import { LineTable } from "./LineTable";
import type { Advisor } from "./Pro";
import { proPaths } from "./proPaths";
import { Ringer } from "./Ringer";

/** Without a telephone nobody can be connected: said before anything else. */
function NoPhone({ account }: { account: string }) {
	const numbers = useNumbers(account).data?.data;
	const usable = numbers?.some((number) => number.proved);
	if (!numbers || usable) return null;
	return (
		<Card tone="live" label={t("pro.no_phone")}>
			<Row spread>
				<p>
					<strong>{t(numbers.length ? "pro.phone_unproved_all" : "pro.phones_none")}</strong>
				</p>
				<LinkButton tone="primary" href={proPaths.options}>
					{t("pro.phones_to")}
				</LinkButton>
			</Row>
		</Card>
	);
}

/** Nobody waits: what helps, by what the advisor wants. */
function Nobody({ is }: { is: Availability | undefined }) {
	const taking = is?.intent === "taking_calls";
	return (
		<Empty title={t("pro.line_empty")}>
			<p>{t(taking || !is ? "pro.line_empty_tip" : "pro.line_empty_off")}</p>
			<Row gap={2}>
				<LinkButton size="small" href={proPaths.listings}>
					{t("pro.line_empty_listings")}
				</LinkButton>
				{is && (
					<LinkButton size="small" href={`/a/${is.advisor}`}>
						{t("pro.line_empty_page")}
					</LinkButton>
				)}
			</Row>
		</Empty>
	);
}

/** The switchboard of one advisor: what the phone does, seen. */
export default function Console({ advisor, account }: Advisor) {
	const availability = useAvailability(advisor);
	const line = useLine(advisor);
	const waiting = line.data?.count ?? 0;
	const rows = useRows(advisor, line.data?.data);
	return (
		<Page title={t("pro.console")} width="wide">
			<StaleNote />
			<NoPhone account={account} />
			<Answer of={availability} lines={4}>
				{(is) => (
					<>
						<AvailabilityForm advisor={advisor} is={is} next={line.data?.data.find(waits)} />
						<CardPlace>
							<CallCard is={is} line={line.data?.data ?? []} otherwise={<ActivityBar is={is} />} />
						</CardPlace>
						<Ringer rings={is.call_state === "placed"} />
					</>
				)}
			</Answer>
			<Panel
				title={t("pro.line", { n: waiting })}
				side={
					<LinkButton size="small" href={proPaths.arranged}>
						{t("pro.view_arranged")}
					</LinkButton>
				}
			>
				<Answer of={line} isEmpty={() => rows.length === 0} empty={<Nobody is={availability.data} />}>
					{() => <LineTable rows={rows} />}
				</Answer>
			</Panel>
		</Page>
	);
}
