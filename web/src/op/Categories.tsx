// SPDX-License-Identifier: Apache-2.0
import { FolderPlus } from "lucide-react";
import { useState } from "react";
import { type Category, useCategories, useListings } from "../data/catalogue";
import { t } from "../i18n/t";
import { Answer, Button, Chip, type Column, Empty, Page, Table } from "../kit";
import { CategoryDialog } from "./CategoryDialog";

function columnsOf(counts: Map<string, number>, edit: (row: Category) => void): Column<Category>[] {
	return [
		{ head: t("op.col.title"), cell: (row) => row.title, main: true },
		{ head: t("op.col.slug"), cell: (row) => `/c/${row.slug}` },
		{ head: t("op.col.position"), cell: (row) => row.position, align: "end" },
		{ head: t("op.col.listings"), cell: (row) => counts.get(row.id) ?? 0, align: "end" },
		{
			head: t("op.col.state"),
			cell: (row) => (
				<Chip shape={row.state === "open" ? "disc" : "hollow"} tone={row.state === "open" ? "ok" : "off"}>
					{t(row.state === "open" ? "op.open" : "op.closed")}
				</Chip>
			),
		},
		{
			head: t("op.col.actions"),
			cell: (row) => (
				<Button size="small" onPress={() => edit(row)}>
					{t("op.edit")}
				</Button>
			),
		},
	];
}

export default function Categories() {
	const categories = useCategories();
	const listings = useListings().data?.data ?? [];
	const [edited, edit] = useState<Category | "new">();
	const counts = new Map<string, number>();
	for (const one of listings) counts.set(one.category, (counts.get(one.category) ?? 0) + 1);
	return (
		<Page
			title={t("op.nav.categories")}
			width="wide"
			intro={
				<div>
					<Button tone="primary" icon={<FolderPlus size={20} aria-hidden />} onPress={() => edit("new")}>
						{t("op.category_new")}
					</Button>
				</div>
			}
		>
			<Answer of={categories} isEmpty={(page) => page.data.length === 0} empty={<Empty title={t("op.categories_none")} />}>
				{(page) => <Table caption={t("op.nav.categories")} columns={columnsOf(counts, edit)} rows={page.data} keyOf={(row) => row.id} />}
			</Answer>
			{edited && <CategoryDialog is={edited === "new" ? undefined : edited} onClose={() => edit(undefined)} />}
		</Page>
	);
}
