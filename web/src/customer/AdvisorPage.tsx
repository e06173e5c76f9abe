// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { useParams } from "wouter";
import { NotFound } from "../app/Guard";
import { paths } from "../app/paths";
import { type Advisor, useAdvisor, useListings } from "../data/catalogue";
import { AdvisorLamp, Answer, Empty, LinkButton, Muted, Page } from "../kit";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";
import css from "./AdvisorPage.module.css";
import { Cards } from "./Cards";
import { Initials } from "./Initials";
import { Steps } from "./Steps";

/** The advisor's account is closed: polite, and with a way on. */
const Left = () => (
	<Page title={t("gone.advisor")} width="narrow" intro={<Muted>{t("gone.advisor_words")}</Muted>}>
		<div>
			<LinkButton href={paths.home}>{t("not_found.home")}</LinkButton>
		</div>
	</Page>
);

function Who({ who }: { who: Advisor }) {
	return (
		<div className={css.who}>
			<Initials of={who.nickname} big />
			<div>
				<h1 tabIndex={-1}>{who.nickname}</h1>
				<div className={css.now}>
					<AdvisorLamp of={who} />
					<span role="status">{t("line.waiting", { n: who.waiting })}</span>
				</div>
			</div>
		</div>
	);
}

export default function AdvisorPage() {
	const { advisor: id } = useParams<{ advisor: string }>();
	const advisor = useAdvisor(id);
	const listings = useListings({ advisor: id }, advisor.isSuccess);
	const status = advisor.isError ? problemOf(advisor.error).status : 0;
	if (status === 410) return <Left />;
	if (status === 404 || status === 422) return <NotFound />;
	return (
		<Answer of={advisor}>
			{(who) => (
				<Page title={who.nickname} bare>
					<Who who={who} />
					<section aria-labelledby="listings" className={css.part}>
						<h2 id="listings">{t("advisor.listings")}</h2>
						<Answer of={listings} isEmpty={(page) => page.data.length === 0} empty={<Empty title={t("advisor.no_listings")} />}>
							{(page) => <Cards listings={page.data} />}
						</Answer>
					</section>
					<Steps name={who.nickname} />
				</Page>
			)}
		</Answer>
	);
}
