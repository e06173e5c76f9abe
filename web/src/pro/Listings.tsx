// SPDX-License-Identifier: Apache-2.0
import { Link } from "wouter";
import { useOwnListings } from "../data/desk";
import type { Listing } from "../data/catalogue";
import { t } from "../i18n/t";
import { Answer, Chip, type Column, Empty, LinkButton, Money, Page, Table } from "../kit";
import type { Advisor } from "./Pro";
import { proPaths } from "./proPaths";

const columns = (): Column<Listing>[] => [
	{ head: t("pro.col.title"), cell: (row) => <Link href={proPaths.listing(row.id)}>{row.title}</Link>, main: true },
	{ head: t("pro.col.category"), cell: (row) => row.category_title },
	{ head: t("pro.col.extension"), cell: (row) => row.extension || "–" },
	{
		head: t("pro.col.state"),
		cell: (row) => (
			<Chip shape={row.state === "open" ? "disc" : "hollow"} tone={row.state === "open" ? "ok" : "off"}>
				{t(row.state === "open" ? "pro.open" : "pro.closed")}
			</Chip>
		),
	},
	{ head: t("pro.col.price"), cell: (row) => <Money of={row.price} />, align: "end" },
];

export default function Listings({ advisor }: Advisor) {
	const listings = useOwnListings(advisor);
	const add = (
		<LinkButton tone="primary" href={proPaths.listing("new")}>
			{t("pro.listing_new")}
		</LinkButton>
	);
	return (
		<Page title={t("pro.listings")} width="wide" intro={<div>{add}</div>}>
			<Answer
				of={listings}
				isEmpty={(page) => page.data.length === 0}
				empty={<Empty title={t("pro.listings_none")}>{t("pro.listings_none_tip")}</Empty>}
			>
				{(page) => <Table caption={t("pro.listings")} columns={columns()} rows={page.data} keyOf={(row) => row.id} />}
			</Answer>
		</Page>
	);
}
