// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { lazy, Suspense, useState } from "react";
import { Link, useLocation, useParams } from "wouter";
import { NotFound } from "../app/Guard";
import { paths } from "../app/paths";
import { useRules } from "../app/rules";
import { type Listing, useAdvisor, useListing } from "../data/catalogue";
import { AdvisorLamp, Answer, Card, Fine, Money, Page, Row } from "../kit";
import type { Money as Amount } from "../lib/api";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";
import { ArrangeButton } from "./ArrangeButton";
import { BillingWords } from "./BillingWords";
import { Initials } from "./Initials";
import css from "./ListingPage.module.css";
import { PriceChange } from "./PriceChange";
import { Steps } from "./Steps";

const ArrangeDialog = lazy(() => import("./ArrangeDialog").then((part) => ({ default: part.ArrangeDialog })));
const CallDialog = lazy(() => import("./CallDialog").then((part) => ({ default: part.CallDialog })));
const AppointmentDialog = lazy(() => import("./NoLine").then((part) => ({ default: part.AppointmentDialog })));
const Closed = lazy(() => import("./Closed").then((part) => ({ default: part.Closed })));

function Facts({ listing, first }: { listing: Listing; first: Amount }) {
	const advisor = useAdvisor(listing.advisor).data;
	const rules = useRules().data;
	return (
		<Card>
			<Row spread>
				<Row>
					<Initials of={listing.advisor_nickname} big />
					<div>
						<Link href={paths.advisor(listing.advisor)} className={css.name}>
							{listing.advisor_nickname}
						</Link>
						<Fine>{listing.category_title}</Fine>
					</div>
				</Row>
				{advisor && <AdvisorLamp of={advisor} />}
			</Row>
			<div className={css.offer}>
				<p className={css.price}>
					<strong>
						<Money of={listing.price} />
					</strong>{" "}
					{t("listing.a_minute")}
				</p>
				{advisor && <p role="status">{t("line.waiting", { n: advisor.waiting })}</p>}
			</div>
			<PriceChange first={first} now={listing.price} />
			<ArrangeButton listing={listing} button={advisor?.button ?? listing.button} wide />
			{rules && <BillingWords rules={rules} />}
		</Card>
	);
}

function Open({ listing, form }: { listing: Listing; form: string | undefined }) {
	const [, go] = useLocation();
	const [first] = useState(listing.price);
	const close = () => go(paths.listing(listing.id), { replace: true });
	return (
		<Page title={listing.title} tab={`${listing.title}, ${listing.advisor_nickname}`} width="narrow">
			<Facts listing={listing} first={first} />
			{listing.description && <p className={css.about}>{listing.description}</p>}
			<Steps name={listing.advisor_nickname} />
			<Fine>{t("listing.extension", { extension: listing.extension })}</Fine>
			<Suspense>
				{form === "arrange" && <ArrangeDialog listing={listing} first={first} onClose={close} />}
				{form === "call" && <CallDialog listing={listing} onClose={close} />}
				{form === "appointment" && <AppointmentDialog listing={listing} onClose={close} />}
			</Suspense>
		</Page>
	);
}

const FORMS = [undefined, "arrange", "call", "appointment"];

export default function ListingPage() {
	const { listing: id, form } = useParams<{ listing: string; form?: string }>();
	const listing = useListing(id);
	if (!FORMS.includes(form)) return <NotFound />;
	if (listing.isError && [404, 410, 422].includes(problemOf(listing.error).status)) return <NotFound />;
	return <Answer of={listing}>{(it) => (it.state === "closed" ? <Suspense><Closed listing={it} /></Suspense> : <Open listing={it} form={form} />)}</Answer>;
}
