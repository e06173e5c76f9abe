// SPDX-License-Identifier: Apache-2.0
import { Phone } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import type { ArrangedCall } from "../data/desk";
import type { Lapsed, Waiting } from "./lapsed";
import { t } from "../i18n/t";
import { Button, Chip, Clock, type Column, LinkButton, Money, Table, Timer } from "../kit";
import { proPaths } from "./proPaths";
import css from "./pro.module.css";
import { TakeOutDialog } from "./TakeOutDialog";

const isLapsed = (row: Waiting): row is Lapsed => row.state === "expired";

const Customer = ({ row }: { row: Waiting }) => (
	<span className={css.cell}>
		<span className={css.who}>
			<Link href={proPaths.mail(row.customer)}>{row.customer_nickname}</Link>
			{row.channel === "phone" && (
				<span className={css.badge}>
					<Phone size={14} aria-hidden /> {t("pro.by_telephone")}
				</span>
			)}
			{isLapsed(row) && (
				<Chip shape="hollow" tone="off">
					{t("pro.lapsed_just")}
				</Chip>
			)}
			{row.state !== "waiting" && !isLapsed(row) && (
				<Chip shape="ring" tone="live" live>
					{t(row.state === "connected" ? "pro.talk.live" : "pro.being_called")}
				</Chip>
			)}
		</span>
		{row.reason && <small>{row.reason}</small>}
	</span>
);

const Until = ({ row }: { row: Waiting }) => (
	<span className={css.cell}>
		<Clock at={row.call_back_until} as="time-zone" />
		{!isLapsed(row) && (
			<small>
				<Timer until={row.call_back_until} label={t("pro.time_left")} /> {t("pro.left")}
			</small>
		)}
		{row.not_before && (
			<small>
				{t("pro.not_before")} <Clock at={row.not_before} />
			</small>
		)}
	</span>
);

const Earned = ({ row }: { row: Waiting }) =>
	isLapsed(row) ? "–" : !row.earned?.amount ? (
		<Chip shape="hollow" tone="wrap">
			{t("pro.new")}
		</Chip>
	) : (
		<Money of={row.earned} />
	);

/** Two prices when it was another one at the request: the lower is spoken and charged. */
const Price = ({ row }: { row: Waiting }) => {
	const was = row.price_at_request;
	return (
		<span className={css.cell}>
			<Money of={row.price} />
			{was && was.amount !== row.price.amount && (
				<small>
					<Money of={was} /> {t("pro.at_request")}
				</small>
			)}
		</span>
	);
};

/** Free Minutes come later; a mail brings people back too. */
const Sorry = ({ row }: { row: Lapsed }) => (
	<LinkButton size="small" href={proPaths.sorry(row.customer)}>
		{t("pro.lapsed_mail")}
	</LinkButton>
);

/** The line with the five columns of CB9, in the order in which people asked; whose time ran out just now stands there greyed. */
export function LineTable({ rows, removable }: { rows: Waiting[]; removable?: boolean }) {
	const [out, setOut] = useState<ArrangedCall>();
	const columns: Column<Waiting>[] = [
		{ head: t("pro.col.customer"), cell: (row) => <Customer row={row} />, main: true },
		{ head: t("pro.col.until"), cell: (row) => <Until row={row} /> },
		{ head: t("pro.col.earned"), cell: (row) => <Earned row={row} />, align: "end" },
		{ head: t("pro.col.listing"), cell: (row) => row.listing_title },
		{ head: t("pro.col.price"), cell: (row) => <Price row={row} />, align: "end" },
	];
	if (removable || rows.some(isLapsed))
		columns.push({
			head: t("pro.col.action"),
			cell: (row) => (isLapsed(row) ? <Sorry row={row} /> : removable && <Button size="small" onPress={() => setOut(row)}>{t("pro.take_out")}</Button>),
		});
	return (
		<>
			<Table caption={t("pro.line_caption")} columns={columns} rows={rows} keyOf={(row) => row.callback} isOver={isLapsed} />
			{out && <TakeOutDialog row={out} onClose={() => setOut(undefined)} />}
		</>
	);
}
