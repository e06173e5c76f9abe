// SPDX-License-Identifier: Apache-2.0
import "../offer/texts";
import { Link } from "wouter";
import { NotFound } from "../app/Guard";
import { paths } from "../app/paths";
import { type Application, useApplication } from "../data/applications";
import { t } from "../i18n/t";
import { problemOf } from "../lib/problem";
import { Answer, Clock, Facts, LinkButton, Money, Muted, Page, Panel, Row } from "../kit";
import { ApplicationChip } from "../offer/ApplicationChip";
import { ApproveForm } from "./ApproveForm";
import css from "./op.module.css";
import { useMay } from "./opParts";
import { opPaths } from "./opPaths";
import { PersonNumbers } from "./PersonNumbers";

const Said = ({ words }: { words: string }) => (words ? <p className={css.said}>{words}</p> : <Muted>{t("op.apply.nothing")}</Muted>);

/** As it was written: what is settled below changes nothing here. */
const Written = ({ is }: { is: Application }) => (
	<Panel title={t("op.apply.wish")} side={<ApplicationChip state={is.state} />}>
		<Facts
			rows={[
				[t("op.col.login"), <Link href={opPaths.person(is.account)}>{is.login}</Link>],
				[t("op.apply.asked"), <Clock at={is.asked_at} as="date-time" />],
				[t("op.apply.name"), is.nickname],
				[t("op.col.title"), is.title],
				[t("offer.category"), is.category_title],
				[t("op.apply.price"), <Money of={is.price} />],
			]}
		/>
		<h3>{t("offer.description")}</h3>
		<Said words={is.description} />
		<h3>{t("op.apply.about")}</h3>
		<Said words={is.about} />
	</Panel>
);

const Ended = ({ is }: { is: Application }) => (
	<Panel title={t("op.apply.ended")}>
		<Facts
			rows={[
				[t("op.col.state"), <ApplicationChip state={is.state} />],
				[t("op.col.when"), is.ended_at && <Clock at={is.ended_at} as="date-time" />],
				[t("op.apply.by"), is.ended_by_nickname ?? t("op.actor.system")],
			]}
		/>
		{is.reason && <Said words={is.reason} />}
		{is.listing && (
			<div>
				<LinkButton size="small" href={paths.listing(is.listing)}>
					{t("op.apply.listing")}
				</LinkButton>
			</div>
		)}
	</Panel>
);

/** One application: what was written, the person's phones, and yes or no. */
export default function ApplicationPage({ application }: { application: string }) {
	const may = useMay();
	const of = useApplication(application);
	if (of.isError && problemOf(of.error).status === 404) return <NotFound />;
	return (
		<Answer of={of} lines={6}>
			{(is) => (
				<Page
					title={t("op.apply.title", { name: is.nickname })}
					width="wide"
					intro={
						<Row>
							<LinkButton size="small" href={opPaths.people}>
								{t("op.nav.people")}
							</LinkButton>
						</Row>
					}
				>
					<div className={css.two}>
						<Written is={is} />
						<PersonNumbers account={is.account} />
						{is.state !== "pending" && <Ended is={is} />}
					</div>
					{is.state === "pending" && (may() ? <ApproveForm key={is.id} is={is} /> : <Muted>{t("op.apply.owner")}</Muted>)}
				</Page>
			)}
		</Answer>
	);
}
