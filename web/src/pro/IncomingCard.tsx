// SPDX-License-Identifier: Apache-2.0
import { PhoneIncoming } from "lucide-react";
import { Link } from "wouter";
import { type ArrangedCall, useArrangedCall } from "../data/desk";
import type { Call } from "../data/calls";
import { t } from "../i18n/t";
import { Announce, Card, Chip, Facts, Fine, Money, Panel, Row, Stack, Timer } from "../kit";
import { proPaths } from "./proPaths";
import css from "./pro.module.css";

/** Above the line, not a dialog: the focus stays where it is. Which phone rings, and which key does what. */
export function IncomingCard({ call, row }: { call: Call; row: ArrangedCall | undefined }) {
	const callback = useArrangedCall(call.callback).data;
	const placed = call.state === "placed";
	const words = t(placed ? "pro.in.placed" : "pro.in.consenting", { name: call.customer_nickname });
	return (
		<Card tone="live" label={t("pro.in.card")}>
			<Panel
				title={
					<span className={css.title}>
						<PhoneIncoming size={24} aria-hidden className={css.shake} /> {words}
					</span>
				}
				side={
					<Chip shape="ring" tone="live" live>
						{t(placed ? "pro.in.your_phone" : "pro.in.their_phone")}
					</Chip>
				}
			>
				<Stack gap={3}>
					<Facts
						rows={[
							[t("pro.in.known"), row ? <Known row={row} /> : "…"],
							[t("pro.col.listing"), call.listing_title],
							[t("pro.col.price"), <Money of={call.price} />],
							[
								t("pro.in.waited"),
								callback ? <Timer since={callback.requested_at} label={t("pro.in.waited")} /> : "…",
							],
						]}
					/>
					{callback?.reason && (
						<p>
							<strong>{t("pro.note")}</strong> {callback.reason}
						</p>
					)}
					<div>
						<Link href={proPaths.mail(call.customer)}>{t("pro.call_mail", { name: call.customer_nickname })}</Link>
					</div>
					{placed ? <Keys /> : <Fine>{t("pro.in.consenting_note")}</Fine>}
				</Stack>
			</Panel>
			<Announce words={words} urgent={placed} />
		</Card>
	);
}

/** New, or what this customer's calls earned so far (F36). */
const Known = ({ row }: { row: ArrangedCall }) =>
	!row.earned?.amount ? (
		<Chip shape="hollow" tone="wrap">
			{t("pro.new")}
		</Chip>
	) : (
		<>
			{t("pro.in.returning")} <Money of={row.earned} />
		</>
	);

const Keys = () => (
	<Row gap={4}>
		<span className={css.key}>
			<kbd>1</kbd> {t("pro.in.key1")}
		</span>
		<span className={css.key}>
			<kbd>2</kbd> {t("pro.in.key2")}
		</span>
	</Row>
);
