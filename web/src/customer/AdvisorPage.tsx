// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { useParams } from "wouter";
import { NotFound } from "../app/Guard";
import { useAdvisor, useListings } from "../data/catalogue";
import { AdvisorLamp, Answer, Empty, Grid, Muted, Page, Row } from "../kit";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";
import { Initials } from "./Initials";
import { ListingCard } from "./ListingCard";

export default function AdvisorPage() {
	const { advisor: id } = useParams<{ advisor: string }>();
	const advisor = useAdvisor(id);
	const listings = useListings({ advisor: id }, advisor.isSuccess);
	if (advisor.isError && [404, 410, 422].includes(problemOf(advisor.error).status)) return <NotFound />;
	return (
		<Answer of={advisor}>
			{(who) => (
				<Page
					title={who.nickname}
					intro={
						<Row>
							<Initials of={who.nickname} big />
							<AdvisorLamp of={who} />
							<Muted>{t("line.waiting", { n: who.waiting })}</Muted>
						</Row>
					}
				>
					<h2>{t("advisor.listings")}</h2>
					<Answer
						of={listings}
						isEmpty={(page) => page.data.length === 0}
						empty={<Empty title={t("advisor.no_listings")} />}
					>
						{(page) => (
							<Grid>
								{page.data.map((listing) => (
									<ListingCard key={listing.id} listing={listing} advisor={who} />
								))}
							</Grid>
						)}
					</Answer>
				</Page>
			)}
		</Answer>
	);
}
