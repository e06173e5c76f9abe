// SPDX-License-Identifier: Apache-2.0
import { useEffect } from "react";
import { useAvailability, useLine } from "../data/desk";
import { t } from "../i18n/t";
import { Answer, Empty, LinkButton, lookOf, Page, Panel, StaleNote } from "../kit";
import { ActivityBar } from "./ActivityBar";
import { AvailabilityForm } from "./AvailabilityForm";
import { CallCard } from "./CallCard";
import { LineTable } from "./LineTable";
import type { Advisor } from "./Pro";
import { proPaths } from "./proPaths";

/** How many wait, in the tab's title: it is read while another page is in front. */
function tabTitle(waiting: number, state: string): string {
	return waiting ? t("pro.tab_waiting", { n: waiting, state }) : t("pro.tab", { state });
}

/** The switchboard of one advisor: what the phone does, seen. */
export default function Console({ advisor }: Advisor) {
	const availability = useAvailability(advisor);
	const line = useLine(advisor);
	const now = availability.data;
	const state = now ? t(lookOf(now).words) : t("pro.nav.console");
	const waiting = line.data?.count ?? 0;
	useEffect(() => {
		document.title = tabTitle(waiting, state);
	}, [waiting, state]);
	return (
		<Page title={t("pro.console")} tab={tabTitle(waiting, state)} width="wide">
			<StaleNote />
			<Answer of={availability} lines={4}>
				{(is) => (
					<>
						<AvailabilityForm advisor={advisor} is={is} next={line.data?.data[0]} />
						<ActivityBar is={is} />
						<CallCard is={is} />
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
				<Answer
					of={line}
					isEmpty={(page) => page.data.length === 0}
					empty={
						<Empty title={t("pro.line_empty")}>
							<p>{t("pro.line_empty_tip")}</p>
							<LinkButton size="small" href={proPaths.listings}>
								{t("pro.nav.listings")}
							</LinkButton>
						</Empty>
					}
				>
					{(page) => <LineTable rows={page.data} />}
				</Answer>
			</Panel>
		</Page>
	);
}
