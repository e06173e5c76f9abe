// SPDX-License-Identifier: Apache-2.0
import "../offer/texts";
import { paths } from "../app/paths";
import { useRules } from "../app/rules";
import { useOwnApplications } from "../data/applications";
import { Card, LinkButton, Row } from "../kit";
import { t } from "../i18n/t";
import { ApplicationChip } from "../offer/ApplicationChip";

/** On My account: how the application stands, or the way to one. */
export default function ApplyState({ account }: { account: string }) {
	const last = useOwnApplications(account).data?.[0];
	const open = useRules().data?.applications_open;
	if (last?.state === "pending" || last?.state === "declined")
		return (
			<Card label={t("apply.yours")}>
				<Row spread>
					<h2>{t("apply.yours")}</h2>
					<ApplicationChip state={last.state} />
				</Row>
				<div>
					<LinkButton size="small" href={paths.apply}>
						{t("apply.see")}
					</LinkButton>
				</div>
			</Card>
		);
	return open ? (
		<div>
			<LinkButton href={paths.apply}>{t("apply.title")}</LinkButton>
		</div>
	) : null;
}
