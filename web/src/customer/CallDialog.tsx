// SPDX-License-Identifier: Apache-2.0
import { Redirect } from "wouter";
import { paths } from "../app/paths";
import { useRules } from "../app/rules";
import { useMe } from "../app/session";
import { useNumbers } from "../data/account";
import { type Listing, useAdvisor } from "../data/catalogue";
import { useReservation } from "../data/reserve";
import { Dialog, ProblemBox, Skeleton } from "../kit";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";
import { CallForm } from "./CallForm";
import { useMyPlaces } from "./places";
import { SignInFirst } from "./SignInFirst";
import { Taken } from "./Taken";

type Props = { listing: Listing; onClose: () => void };

/** `kept.error` that leaves a way on: it was kept a moment ago and may be rung all the same. */
const RESTS = "rate_limited";

function Reserving({ listing, onClose, account }: Props & { account: string }) {
	const advisor = useAdvisor(listing.advisor).data;
	const rules = useRules().data;
	const numbers = useNumbers(account).data?.data;
	const { kept, extend, markUsed } = useReservation(listing.id, listing.advisor);
	const title = t("call_now.title", { name: listing.advisor_nickname });
	const problem = kept.error && !kept.data ? problemOf(kept.error) : undefined;

	if (!advisor || !rules || !numbers || kept.isPending)
		return (
			<Dialog title={title} onClose={onClose}>
				<Skeleton lines={5} />
			</Dialog>
		);
	if (problem?.code === "advisor_not_free") return <Taken listing={listing} advisor={advisor} title={title} onClose={onClose} />;
	if (problem && problem.code !== RESTS)
		return (
			<Dialog title={title} onClose={onClose}>
				<ProblemBox error={problem} onRetry={() => void kept.refetch()} />
			</Dialog>
		);
	return (
		<CallForm
			listing={listing}
			advisor={advisor}
			rules={rules}
			numbers={numbers}
			account={account}
			kept={kept.data}
			extend={extend}
			title={title}
			onClose={onClose}
			onUsed={markUsed}
		/>
	);
}

/** F46. The route is /l/:listing/call: reaching it keeps the advisor for two minutes, leaving it gives the advisor back. */
export function CallDialog({ listing, onClose }: Props) {
	const me = useMe().data;
	const mine = useMyPlaces().find((place) => place.advisor === listing.advisor);
	if (mine) return <Redirect to={paths.line(mine.id)} replace />;
	if (me?.customer) return <Reserving listing={listing} onClose={onClose} account={me.id} />;
	const title = t("call_now.title", { name: listing.advisor_nickname });
	return (
		<Dialog title={title} onClose={onClose} footer={me === null && <SignInFirst />}>
			{me === undefined ? <Skeleton /> : me ? <p>{t("ask.customers_only")}</p> : <p>{t("call_now.sign_in_words", { name: listing.advisor_nickname })}</p>}
		</Dialog>
	);
}
