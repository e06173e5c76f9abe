// SPDX-License-Identifier: Apache-2.0
import { type Application, useWithdraw } from "../data/applications";
import { Button, Card, Clock, Facts, Money, Muted, ProblemBox, Row, toast } from "../kit";
import { t } from "../i18n/t";
import { ApplicationChip } from "../offer/ApplicationChip";
import css from "./Account.module.css";

/** The application that waits, and the way to take it back. */
export function Applied({ is }: { is: Application }) {
	const withdraw = useWithdraw(() => toast(t("apply.withdrawn")));
	return (
		<Card label={t("apply.yours")}>
			<Row spread>
				<h2>{t("apply.yours")}</h2>
				<ApplicationChip state={is.state} />
			</Row>
			<Muted>{t("apply.waits")}</Muted>
			<Facts
				rows={[
					[t("apply.asked"), <Clock at={is.asked_at} as="date-time" />],
					[t("apply.name"), is.nickname],
					[t("apply.listing_title"), is.title],
					[t("offer.category"), is.category_title],
					[t("offer.price", { currency: is.price.currency }), <Money of={is.price} />],
				]}
			/>
			<div>
				<Button busy={withdraw.isPending} onPress={() => withdraw.mutate(is.id)}>
					{t("apply.withdraw")}
				</Button>
			</div>
			{withdraw.isError && <ProblemBox error={withdraw.error} />}
		</Card>
	);
}

/** The last answer was no. */
export const Declined = ({ is }: { is: Application }) => (
	<Card label={t("apply.declined")}>
		<Row spread>
			<h2>{t("apply.declined")}</h2>
			<ApplicationChip state={is.state} />
		</Row>
		<p className={css.said}>{is.reason}</p>
		<Muted>{t("apply.declined_again")}</Muted>
	</Card>
);
