// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { Search } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useRules } from "../app/rules";
import { useMe } from "../app/session";
import { type Listing, useAdvisors, useListings } from "../data/catalogue";
import { Announce, Answer, Muted, Page, Stack } from "../kit";
import { t } from "../i18n/t";
import { Board } from "./Board";
import { Cards } from "./Cards";
import { Categories } from "./Categories";
import css from "./Home.module.css";
import { useMyPlaces } from "./places";
import { Running } from "./Running";
import { useSettled } from "./settled";
import { Steps } from "./Steps";

/** Only advisors fetch it. */
const AdvisorBlock = lazy(() => import("./AdvisorBlock").then((part) => ({ default: part.AdvisorBlock })));

const RESTS_MS = 15_000;
const MOST = 6;

function matches(listing: Listing, words: string): boolean {
	const text = `${listing.title} ${listing.advisor_nickname} ${listing.category_title} ${listing.description}`.toLowerCase();
	return words
		.toLowerCase()
		.split(/\s+/)
		.every((word) => text.includes(word));
}

const isFree = (listing: Listing) => listing.button === "call_now";
const hasLine = (listing: Listing) => listing.button === "arrange";

/** Who takes calls now; and while there are few of them, whose line can be joined (CB3: the button stands here too). */
function Offers({ listings }: { listings: Listing[] }) {
	const free = useSettled(listings.filter(isFree), RESTS_MS).slice(0, MOST);
	const lines = useSettled(listings.filter(hasLine), RESTS_MS).slice(0, Math.max(3, MOST - free.length));
	return (
		<>
			<section aria-labelledby="free">
				<Stack gap={3}>
					<h2 id="free">{t("home.free")}</h2>
					{free.length ? <Cards listings={free} /> : <Muted>{t("home.nobody_free")}</Muted>}
				</Stack>
			</section>
			{lines.length > 0 && (
				<section aria-labelledby="lines">
					<Stack gap={3}>
						<h2 id="lines">{t("home.lines")}</h2>
						<Cards listings={lines} />
					</Stack>
				</section>
			)}
		</>
	);
}

function Found({ listings, words }: { listings: Listing[]; words: string }) {
	const found = listings.filter((listing) => matches(listing, words));
	return (
		<section aria-labelledby="found">
			<Stack gap={3}>
				<h2 id="found">{t("home.found", { n: found.length })}</h2>
				<Announce words={t("home.found", { n: found.length })} />
				<Cards listings={found} />
			</Stack>
		</section>
	);
}

function Hero({ words, onWords }: { words: string; onWords: (words: string) => void }) {
	const advisors = useAdvisors().data?.data ?? [];
	return (
		<div className={css.hero}>
			<div className={css.pitch}>
				<h1 tabIndex={-1}>{t("home.title")}</h1>
				<p className={css.intro}>{t("home.intro")}</p>
				<search className={css.search}>
					<label htmlFor="search">{t("home.search")}</label>
					<span>
						<Search size={22} aria-hidden />
						<input
							id="search"
							type="search"
							value={words}
							placeholder={t("home.search_hint")}
							autoComplete="off"
							onInput={(event) => onWords(event.currentTarget.value)}
						/>
					</span>
				</search>
			</div>
			<Board advisors={advisors} />
		</div>
	);
}

export default function Home() {
	const [words, setWords] = useState("");
	const brand = useRules().data?.brand ?? "Ringback";
	const listings = useListings();
	const places = useMyPlaces();
	const advisor = useMe().data?.advisor;
	return (
		<Page title={t("home.tab", { brand })} bare>
			{advisor && (
				<Suspense>
					<AdvisorBlock advisor={advisor} />
				</Suspense>
			)}
			{places.map((callback) => (
				<Running key={callback.id} callback={callback} />
			))}
			<Hero words={words} onWords={setWords} />
			<Answer of={listings}>
				{(page) => (words.trim() ? <Found listings={page.data} words={words.trim()} /> : <Offers listings={page.data} />)}
			</Answer>
			<Categories listings={listings.data?.data} title={t("home.categories")} />
			<Steps />
		</Page>
	);
}
