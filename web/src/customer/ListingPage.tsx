// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { useState } from "react";
import { Link, useLocation, useParams, useRoute } from "wouter";
import { NotFound } from "../app/Guard";
import { paths } from "../app/paths";
import { useRules } from "../app/rules";
import { type Listing, useAdvisor, useListing } from "../data/catalogue";
import { AdvisorLamp, Answer, Card, Fine, Money, Muted, Page, Row } from "../kit";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";
import { ArrangeButton } from "./ArrangeButton";
import { ArrangeDialog } from "./ArrangeDialog";
import { Initials } from "./Initials";
import { BillingWords } from "./BillingWords";

/** The price was another when the page was opened: said, not slipped in. */
function PriceChange({ listing }: { listing: Listing }) {
	const [first] = useState(listing.price);
	if (first.amount === listing.price.amount) return null;
	return (
		<Card tone="sunk">
			<p role="status">
				{t("listing.price_changed")} <Money of={first} /> → <Money of={listing.price} />
			</p>
		</Card>
	);
}

function Facts({ listing }: { listing: Listing }) {
	const advisor = useAdvisor(listing.advisor).data;
	const rules = useRules().data;
	return (
		<Card>
			<Row spread>
				<Row>
					<Initials of={listing.advisor_nickname} big />
					<div>
						<Link href={paths.advisor(listing.advisor)}>{listing.advisor_nickname}</Link>
						<Fine>{listing.category_title}</Fine>
					</div>
				</Row>
				{advisor && <AdvisorLamp of={advisor} />}
			</Row>
			{advisor && <p role="status">{t("line.waiting", { n: advisor.waiting })}</p>}
			<p>
				<strong>
					<Money of={listing.price} />
				</strong>{" "}
				{t("listing.a_minute")}
			</p>
			{rules && <BillingWords rules={rules} />}
			<PriceChange listing={listing} />
			<ArrangeButton listing={listing} button={advisor?.button ?? listing.button} wide />
			<Fine>{t("listing.extension", { extension: listing.extension })}</Fine>
		</Card>
	);
}

export default function ListingPage() {
	const { listing: id } = useParams<{ listing: string }>();
	const [arranging] = useRoute("/l/:listing/arrange");
	const [, go] = useLocation();
	const listing = useListing(id);
	if (listing.isError && [404, 410, 422].includes(problemOf(listing.error).status)) return <NotFound />;
	return (
		<Answer of={listing}>
			{(it) => (
				<Page title={it.title} tab={`${it.title}, ${it.advisor_nickname}`} width="narrow">
					<Facts listing={it} />
					{it.description && <Muted>{it.description}</Muted>}
					{arranging && <ArrangeDialog listing={it} onClose={() => go(paths.listing(it.id), { replace: true })} />}
				</Page>
			)}
		</Answer>
	);
}
