// SPDX-License-Identifier: Apache-2.0
import { type Listing, useAdvisors } from "../data/catalogue";
import { Grid } from "../kit";
import { ListingCard } from "./ListingCard";

/** Listings side by side, each with its advisor's lamp. */
export function Cards({ listings }: { listings: Listing[] }) {
	const advisors = useAdvisors().data?.data ?? [];
	return (
		<Grid>
			{listings.map((listing) => (
				<ListingCard key={listing.id} listing={listing} advisor={advisors.find((who) => who.id === listing.advisor)} />
			))}
		</Grid>
	);
}
