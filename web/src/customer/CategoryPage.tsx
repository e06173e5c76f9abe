// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { useState } from "react";
import { useParams } from "wouter";
import { NotFound } from "../app/Guard";
import { type Category, type Listing, useCategories, useListings } from "../data/catalogue";
import { Answer, Button, Choice, Empty, Hidden, Muted, Page } from "../kit";
import { t } from "../i18n/t";
import { Cards } from "./Cards";
import { Categories } from "./Categories";
import { useSettled } from "./settled";

type Show = "all" | "free";

const RESTS_MS = 15_000;
const ORDER = { call_now: 0, arrange: 1, appointment: 2, mail: 3 };

function Shown({ listings, show, onAll }: { listings: Listing[]; show: Show; onAll: () => void }) {
	const wanted = listings.filter((listing) => show === "all" || listing.button === "call_now");
	const shown = useSettled(
		wanted.toSorted((a, b) => ORDER[a.button] - ORDER[b.button]),
		RESTS_MS,
	);
	if (wanted.length) return <Cards listings={shown} />;
	return (
		<Empty title={t(show === "free" ? "category.none_free" : "category.empty")}>
			{show === "free" && (
				<Button onPress={onAll}>{t("category.show_all")}</Button>
			)}
		</Empty>
	);
}

function Listings({ category }: { category: Category }) {
	const [show, setShow] = useState<Show>("all");
	const everything = useListings();
	const listings = useListings({ category: category.id });
	return (
		<Page title={category.title} intro={category.description ? <Muted>{category.description}</Muted> : undefined}>
			<Choice
				legend={t("category.show")}
				hideLegend
				look="bar"
				value={show}
				onChoose={setShow}
				options={[
					{ value: "all", label: t("category.all") },
					{ value: "free", label: t("category.free") },
				]}
			/>
			<Hidden as="h2">{t("category.listings")}</Hidden>
			<Answer of={listings}>
				{(page) => <Shown key={show} listings={page.data} show={show} onAll={() => setShow("all")} />}
			</Answer>
			<Categories listings={everything.data?.data} title={t("category.others")} but={category.id} />
		</Page>
	);
}

export default function CategoryPage() {
	const { category: asked } = useParams<{ category: string }>();
	const categories = useCategories();
	return (
		<Answer of={categories}>
			{(page) => {
				const category = page.data.find((one) => one.slug === asked || one.id === asked);
				return category ? <Listings key={category.id} category={category} /> : <NotFound />;
			}}
		</Answer>
	);
}
