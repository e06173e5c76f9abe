// SPDX-License-Identifier: Apache-2.0
import { Redirect } from "wouter";
import { paths } from "../app/paths";
import { useRules } from "../app/rules";
import { useMe } from "../app/session";
import { type NumberRow, useNumbers } from "../data/account";
import { type Listing, useAdvisor } from "../data/catalogue";
import { Dialog, Skeleton } from "../kit";
import type { Money } from "../lib/api";
import { t } from "../i18n/t";
import { ArrangeForm } from "./ArrangeForm";
import { NoLine } from "./NoLine";
import { useMyPlaces } from "./places";

const NONE: NumberRow[] = [];

/** UX 2.1. The route is /l/:listing/arrange, so that back closes it and a link opens it. */
export function ArrangeDialog({ listing, first, onClose }: { listing: Listing; first: Money; onClose: () => void }) {
	const me = useMe().data;
	const advisor = useAdvisor(listing.advisor).data;
	const rules = useRules().data;
	const saved = useNumbers(me?.id).data?.data;
	const mine = useMyPlaces().find((place) => place.advisor === listing.advisor);
	const numbers = me ? saved : NONE;
	const title = t("arrange.title", { name: listing.advisor_nickname });

	if (mine) return <Redirect to={paths.line(mine.id)} replace />;
	if (me === undefined || !advisor || !rules || !numbers)
		return (
			<Dialog title={title} onClose={onClose}>
				<Skeleton lines={5} />
			</Dialog>
		);
	if (advisor.button === "mail" || advisor.button === "appointment")
		return <NoLine listing={listing} advisor={advisor} onClose={onClose} wants="line" />;
	return <ArrangeForm listing={listing} advisor={advisor} rules={rules} numbers={numbers} me={me} first={first} onClose={onClose} />;
}
