// SPDX-License-Identifier: Apache-2.0
import { Link } from "wouter";
import { paths } from "../app/paths";
import type { Advisor, Listing } from "../data/catalogue";
import { AdvisorLamp, Card, Money } from "../kit";
import { t } from "../i18n/t";
import { ArrangeButton } from "./ArrangeButton";
import css from "./ListingCard.module.css";
import { Initials } from "./Initials";

/** One listing among others: who, whether they are free, what it costs, and the button of the truth table. */
export function ListingCard({ listing, advisor }: { listing: Listing; advisor: Advisor | undefined }) {
	return (
		<Card>
			<div className={css.top}>
				<Initials of={listing.advisor_nickname} />
				<div className={css.who}>
					<h3>
						<Link href={paths.listing(listing.id)}>{listing.title}</Link>
					</h3>
					<p className={css.muted}>
						{listing.advisor_nickname}, {listing.category_title}
					</p>
				</div>
			</div>
			<div className={css.facts}>
				{advisor && <AdvisorLamp of={advisor} />}
				{advisor && advisor.waiting > 0 && <span className={css.muted}>{t("line.waiting", { n: advisor.waiting })}</span>}
			</div>
			<div className={css.foot}>
				<span>
					<strong>
						<Money of={listing.price} />
					</strong>{" "}
					<span className={css.muted}>{t("listing.a_minute")}</span>
				</span>
				<ArrangeButton listing={listing} button={advisor?.button ?? listing.button} />
			</div>
		</Card>
	);
}
