// SPDX-License-Identifier: Apache-2.0
import { paths } from "../app/paths";
import type { Receipt } from "../data/calls";
import { Card, Clock, Fine, Length, LinkButton, Money, Muted, Page, Row } from "../kit";
import { t } from "../i18n/t";
import { CallBar } from "../kit/CallBar";
import { Marks } from "./Marks";
import css from "./Receipt.module.css";

function Sum({ receipt }: { receipt: Receipt }) {
	const { rate } = receipt;
	const values = { step: rate.step_seconds, minimum: rate.minimum_seconds, free: rate.free_under_seconds };
	return (
		<Card label={t("receipt.sum")}>
			<dl className={css.sum}>
				<dt>{t("receipt.talked")}</dt>
				<dd>
					<Length ms={receipt.talked_milliseconds} />
				</dd>
				<dt>{t("receipt.not_billed")}</dt>
				<dd>
					<Length ms={receipt.paused_milliseconds} />
				</dd>
				<dt>{t("receipt.billed")}</dt>
				<dd>
					<Length ms={receipt.billed_seconds * 1000} />
				</dd>
				<dt>{t("receipt.rate")}</dt>
				<dd>
					<Money of={rate.price} /> {t("listing.a_minute")}
				</dd>
				<dt className={css.total}>{t("receipt.charge")}</dt>
				<dd className={css.total}>
					<Money of={receipt.charge} />
				</dd>
			</dl>
			<Fine>{t("billing.words", values)}</Fine>
			<Fine>{receipt.settled_at ? t("receipt.final") : t("receipt.so_far")}</Fine>
		</Card>
	);
}

/** A receipt: the sum, the course of the call as a bar, and each second of it. */
export function ReceiptView({ receipt }: { receipt: Receipt }) {
	return (
		<Page
			title={t("receipt.title", { name: receipt.advisor_nickname ?? "" })}
			width="narrow"
			intro={
				<Row>
					<Muted>{receipt.listing_title}</Muted>
					{receipt.started_at && <Clock at={receipt.started_at} as="date-time" />}
				</Row>
			}
		>
			<Sum receipt={receipt} />
			<Card label={t("receipt.course")}>
				<h2>{t("receipt.course")}</h2>
				<CallBar receipt={receipt} viewer="customer" />
			</Card>
			<Marks receipt={receipt} />
			<Row>
				{receipt.listing && (
					<LinkButton tone="primary" href={paths.listing(receipt.listing)}>
						{t("over.again")}
					</LinkButton>
				)}
				<LinkButton href={paths.calls}>{t("account.all_calls")}</LinkButton>
			</Row>
		</Page>
	);
}
