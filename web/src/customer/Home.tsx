// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { lazy, Suspense, useMemo, useState } from "react";
import { Link } from "wouter";
import { paths } from "../app/paths";
import { useRules } from "../app/rules";
import { useMe } from "../app/session";
import { type Advisor, type Listing, useAdvisors, useCategories, useListings } from "../data/catalogue";
import { Announce, Answer, Empty, Grid, Muted, Page, Stack, TextField } from "../kit";
import { t } from "../i18n/t";
import css from "./Home.module.css";
import { ListingCard } from "./ListingCard";
import { useMyPlaces } from "./places";
import { Running } from "./Running";
import { useSettled } from "./settled";

/** Only advisors fetch it. */
const AdvisorBlock = lazy(() => import("./AdvisorBlock").then((part) => ({ default: part.AdvisorBlock })));

const RESTS_MS = 15_000;

function matches(listing: Listing, words: string): boolean {
	const text = `${listing.title} ${listing.advisor_nickname} ${listing.category_title} ${listing.description}`.toLowerCase();
	return words
		.toLowerCase()
		.split(/\s+/)
		.every((word) => text.includes(word));
}

function Cards({ listings, advisors }: { listings: Listing[]; advisors: Advisor[] }) {
	const byId = useMemo(() => new Map(advisors.map((advisor) => [advisor.id, advisor])), [advisors]);
	return (
		<Grid>
			{listings.map((listing) => (
				<ListingCard key={listing.id} listing={listing} advisor={byId.get(listing.advisor)} />
			))}
		</Grid>
	);
}

function Free({ listings, advisors }: { listings: Listing[]; advisors: Advisor[] }) {
	const free = listings.filter((listing) => listing.button === "call_now");
	const shown = useSettled(free, RESTS_MS);
	return (
		<section aria-labelledby="free">
			<Stack gap={3}>
				<h2 id="free">{t("home.free")}</h2>
				{shown.length ? <Cards listings={shown.slice(0, 6)} advisors={advisors} /> : <Muted>{t("home.nobody_free")}</Muted>}
			</Stack>
		</section>
	);
}

function Categories() {
	const categories = useCategories();
	return (
		<section aria-labelledby="categories">
			<Stack gap={3}>
				<h2 id="categories">{t("home.categories")}</h2>
				<Answer
					of={categories}
					isEmpty={(page) => page.data.length === 0}
					empty={<Empty title={t("home.no_categories")} />}
				>
					{(page) => (
						<Grid>
							{page.data
								.filter((category) => category.state === "open")
								.map((category) => (
									<Link key={category.id} href={paths.category(category.slug)} className={css.tile}>
										<strong>{category.title}</strong>
										{category.description && <span>{category.description}</span>}
									</Link>
								))}
						</Grid>
					)}
				</Answer>
			</Stack>
		</section>
	);
}

function Found({ listings, advisors, words }: { listings: Listing[]; advisors: Advisor[]; words: string }) {
	const found = listings.filter((listing) => matches(listing, words));
	return (
		<section aria-labelledby="found">
			<Stack gap={3}>
				<h2 id="found">{t("home.found", { n: found.length })}</h2>
				<Announce words={t("home.found", { n: found.length })} />
				<Cards listings={found} advisors={advisors} />
			</Stack>
		</section>
	);
}

export default function Home() {
	const [words, setWords] = useState("");
	const brand = useRules().data?.brand ?? "Ringback";
	const listings = useListings();
	const advisors = useAdvisors().data?.data ?? [];
	const places = useMyPlaces();
	const advisor = useMe().data?.advisor;
	return (
		<Page title={t("home.title")} tab={t("home.tab", { brand })} intro={<Muted>{t("home.intro")}</Muted>}>
			{advisor && (
				<Suspense>
					<AdvisorBlock advisor={advisor} />
				</Suspense>
			)}
			{places.map((callback) => (
				<Running key={callback.id} callback={callback} />
			))}
			<search className={css.search}>
				<TextField label={t("home.search")} type="search" value={words} onText={setWords} autoComplete="off" />
			</search>
			<Answer of={listings}>
				{(page) =>
					words.trim() ? (
						<Found listings={page.data} advisors={advisors} words={words.trim()} />
					) : (
						<Free listings={page.data} advisors={advisors} />
					)
				}
			</Answer>
			<Categories />
		</Page>
	);
}
