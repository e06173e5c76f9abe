// SPDX-License-Identifier: Apache-2.0
import { useAdvisor } from "../data/catalogue";
import { AdvisorLamp, Card, LinkButton, Row } from "../kit";
import { t } from "../i18n/t";

/** My Account of an advisor: the banner, how many wait, and the two ways on (CB8, CB10, F153). */
export function AdvisorBlock({ advisor }: { advisor: string }) {
	const who = useAdvisor(advisor).data;
	if (!who) return null;
	return (
		<Card label={t("advisor.block")}>
			<Row spread>
				<h2>{t("advisor.block_count", { n: who.waiting })}</h2>
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
