// SPDX-License-Identifier: Apache-2.0
import { paths } from "../app/paths";
import { type Listing, useAdvisors, useListings } from "../data/catalogue";
import { Answer, Grid, LinkButton, Muted, Page, Row, Stack } from "../kit";
import { t } from "../i18n/t";
import { ListingCard } from "./ListingCard";

const MOST = 4;

/** A listing that is over: said politely, with similar ones; the same advisor's first. */
export function Closed({ listing }: { listing: Listing }) {
	const all = useListings();
	const advisors = useAdvisors().data?.data ?? [];
	const near = (one: Listing) => Number(one.advisor === listing.advisor) * 2 + Number(one.category === listing.category);
	return (
		<Page title={t("gone.listing", { title: listing.title })} tab={listing.title} intro={<Muted>{t("gone.listing_words")}</Muted>}>
			<Answer of={all}>
				{(page) => {
					const similar = page.data.filter((one) => near(one) > 0).toSorted((a, b) => near(b) - near(a));
					if (!similar.length) return null;
					return (
						<Stack gap={3}>
							<h2>{t("gone.similar")}</h2>
							<Grid>
								{similar.slice(0, MOST).map((one) => (
									<ListingCard key={one.id} listing={one} advisor={advisors.find((who) => who.id === one.advisor)} />
								))}
							</Grid>
						</Stack>
					);
				}}
			</Answer>
			<Row>
				<LinkButton href={paths.home}>{t("not_found.home")}</LinkButton>
			</Row>
		</Page>
	);
}
