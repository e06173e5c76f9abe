// SPDX-License-Identifier: Apache-2.0
import { Link } from "wouter";
import { paths } from "../app/paths";
import { type Listing, useCategories } from "../data/catalogue";
import { Answer, Empty, Lamp, Stack } from "../kit";
import { t } from "../i18n/t";
import css from "./Categories.module.css";

/** The ways in by subject, each with how many are there and how many take calls at this moment. */
export function Categories({ listings, title, but }: { listings: Listing[] | undefined; title: string; but?: string }) {
	const categories = useCategories();
	const of = (category: string) => (listings ?? []).filter((listing) => listing.category === category);
	const isOther = (category: { id: string; state: string }) => category.state === "open" && category.id !== but;
	if (but && !categories.data?.data.some(isOther)) return null;
	return (
		<section aria-labelledby="categories">
			<Stack gap={3}>
				<h2 id="categories">{title}</h2>
				<Answer of={categories} isEmpty={(page) => page.data.length === 0}
					empty={<Empty title={t("home.no_categories")} />}>
					{(page) => (
						<div className={css.grid}>
							{page.data
								.filter(isOther)
								.map((category) => {
									const all = of(category.id);
									const free = all.filter((listing) => listing.button === "call_now").length;
									return (
										<Link key={category.id} href={paths.category(category.slug)} className={css.tile}>
											<strong>{category.title}</strong>
											{category.description && <span>{category.description}</span>}
											{listings && (
												<small>
													{free > 0 && <Lamp shape="disc" tone="ok" />}
													{free > 0 ? t("home.category_free", { n: free }) : t("home.category_all", { n: all.length })}
												</small>
											)}
										</Link>
									);
								})}
						</div>
					)}
				</Answer>
			</Stack>
		</section>
	);
}
