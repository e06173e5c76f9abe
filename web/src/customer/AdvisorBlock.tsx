// SPDX-License-Identifier: Apache-2.0
import { useAdvisor } from "../data/catalogue";
import { useSummary } from "../data/desk";
import { AdvisorLamp, Card, LinkButton, Row } from "../kit";
import { t } from "../i18n/t";
import css from "./AdvisorBlock.module.css";

/** On home and My Account of an advisor: the banner with the count, and the two ways on (CB8, CB10, F153). */
export function AdvisorBlock({ advisor }: { advisor: string }) {
	const who = useAdvisor(advisor).data;
	const arranged = useSummary(advisor).data?.arranged_calls;
	if (!who) return null;
	const n = arranged ?? who.waiting;
	return (
		<Card label={t("advisor.block")}>
			<div className={css.banner}>
				<h2>{t("advisor.block")}</h2>
				<strong>{n}</strong>
			</div>
			<Row spread>
				<span>{t("advisor.block_count", { n })}</span>
				<AdvisorLamp of={who} />
			</Row>
			<Row>
				<LinkButton tone="primary" href="/pro/arranged">
					{t("advisor.view_arranged")}
				</LinkButton>
				<LinkButton href="/pro/options">{t("advisor.options")}</LinkButton>
			</Row>
		</Card>
	);
}
