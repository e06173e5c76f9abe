// SPDX-License-Identifier: Apache-2.0
import { Redirect, useLocation } from "wouter";
import { paths } from "../app/paths";
import { useRules } from "../app/rules";
import { useMe } from "../app/session";
import { useNumbers } from "../data/account";
import { type Listing, useAdvisor } from "../data/catalogue";
import { AdvisorLamp, Dialog, LinkButton, Muted, Row, Skeleton, Stack } from "../kit";
import { t } from "../i18n/t";
import { ArrangeForm } from "./ArrangeForm";
import { useMyPlaces } from "./places";

/** How it stands now: who is free, or the place one would get. Spoken when it changes. */
function Standing({ advisor }: { advisor: NonNullable<ReturnType<typeof useAdvisor>["data"]> }) {
	const free = advisor.button === "call_now";
	return (
		<Stack gap={2}>
			<Row>
				<AdvisorLamp of={advisor} />
				<Muted>{t("line.waiting", { n: advisor.waiting })}</Muted>
			</Row>
			<p role="status">
				<strong>{free ? t("arrange.free", { name: advisor.nickname }) : t("arrange.would", { n: advisor.waiting + 1 })}</strong>
			</p>
		</Stack>
	);
}

/** UX 2.1. The route is /l/:listing/arrange, so that back closes it and a link opens it. */
export function ArrangeDialog({ listing, onClose }: { listing: Listing; onClose: () => void }) {
	const [here] = useLocation();
	const me = useMe().data;
	const advisor = useAdvisor(listing.advisor).data;
	const rules = useRules().data;
	const numbers = useNumbers(me?.id).data?.data;
	const mine = useMyPlaces().find((place) => place.advisor === listing.advisor);
	const title = t("arrange.title", { name: listing.advisor_nickname });

	if (mine) return <Redirect to={paths.line(mine.id)} replace />;
	if (me === null)
		return (
			<Dialog title={title} onClose={onClose}>
				{advisor && <Standing advisor={advisor} />}
				<p>{t("arrange.sign_in_first")}</p>
				<Row>
					<LinkButton tone="primary" href={paths.signIn(here)}>
						{t("nav.signin")}
					</LinkButton>
					<LinkButton href={paths.signUp(here)}>{t("nav.signup")}</LinkButton>
				</Row>
			</Dialog>
		);
	if (!me || !advisor || !rules || !numbers)
		return (
			<Dialog title={title} onClose={onClose}>
				<Skeleton />
			</Dialog>
		);
	return (
		<ArrangeForm listing={listing} advisor={advisor} rules={rules} numbers={numbers} title={title} onClose={onClose}>
			<Standing advisor={advisor} />
		</ArrangeForm>
	);
}
