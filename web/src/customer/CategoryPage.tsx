// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { useState } from "react";
import { useParams } from "wouter";
import { paths } from "../app/paths";
import { NotFound } from "../app/Guard";
import { type Category, useAdvisors, useCategories, useListings } from "../data/catalogue";
import { Answer, Choice, Empty, Grid, Hidden, LinkButton, Muted, Page } from "../kit";
import { t } from "../i18n/t";
import { ListingCard } from "./ListingCard";

type Show = "all" | "free";

function Listings({ category }: { category: Category }) {
	const [show, setShow] = useState<Show>("all");
	const listings = useListings({ category: category.id });
	const advisors = new Map((useAdvisors().data?.data ?? []).map((advisor) => [advisor.id, advisor]));
	const empty = (
		<Empty title={t("category.empty")}>
			<LinkButton href={paths.home}>{t("category.others")}</LinkButton>
		</Empty>
	);
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
			<h2>
				<Hidden>{t("category.listings")}</Hidden>
			</h2>
			<Answer
				of={listings}
				isEmpty={(page) => !page.data.some((listing) => show === "all" || listing.button === "call_now")}
				empty={empty}
			>
				{(page) => (
					<Grid>
						{page.data
							.filter((listing) => show === "all" || listing.button === "call_now")
							.map((listing) => (
								<ListingCard key={listing.id} listing={listing} advisor={advisors.get(listing.advisor)} />
							))}
					</Grid>
				)}
			</Answer>
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
				return category ? <Listings category={category} /> : <NotFound />;
			}}
		</Answer>
	);
}
