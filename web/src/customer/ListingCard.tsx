// SPDX-License-Identifier: Apache-2.0
import { Link } from "wouter";
import { paths } from "../app/paths";
import type { Advisor, Listing } from "../data/catalogue";
import { AdvisorLamp, Money } from "../kit";
import { t } from "../i18n/t";
import { ArrangeButton } from "./ArrangeButton";
import { Initials } from "./Initials";
import css from "./ListingCard.module.css";

/** One listing among others: who, whether they are free, what it costs, and the button of the truth table. */
export function ListingCard({ listing, advisor }: { listing: Listing; advisor: Advisor | undefined }) {
	return (
		<article className={css.card}>
			<div className={css.top}>
				<Initials of={listing.advisor_nickname} />
				<div className={css.who}>
					<h3>
						<Link href={paths.listing(listing.id)}>{listing.title}</Link>
					</h3>
					<p className={css.muted}>
						<Link href={paths.advisor(listing.advisor)}>{listing.advisor_nickname}</Link>, {listing.category_title}
					</p>
				</div>
			</div>
			<div className={css.facts}>
				{advisor && <AdvisorLamp of={advisor} />}
				<span className={css.price}>
					<strong>
						<Money of={listing.price} />
					</strong>{" "}
					{t("listing.a_minute")}
				</span>
				{advisor && advisor.waiting > 0 && <span className={css.waiting}>{t("line.waiting", { n: advisor.waiting })}</span>}
			</div>
			<div className={css.foot}>
				<ArrangeButton listing={listing} button={advisor?.button ?? listing.button} fills />
			</div>
		</article>
	);
}
