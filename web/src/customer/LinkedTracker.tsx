// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { useState } from "react";
import { useParams } from "wouter";
import { NotFound } from "../app/Guard";
import type { Callback } from "../data/callbacks";
import { useAdvisor } from "../data/catalogue";
import { useExtendLinked, useLeaveLinked, useLinked } from "../data/links";
import { Announce, Answer, Button, Fine, Page, ProblemBox, Row, toast } from "../kit";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";
import { LADDER } from "./ladder";
import { Over } from "./Over";
import { Place } from "./Place";
import { ReceiptView } from "./ReceiptView";
import { spoken, standing, tabOf } from "./standing";

const HALF_AN_HOUR = 1800;

function Actions({ token }: { token: string }) {
	const extend = useExtendLinked(token);
	const leave = useLeaveLinked(token);
	const [sure, setSure] = useState(false);
	return (
		<>
			<Row>
				<Button tone="primary" busy={extend.isPending} onPress={() => extend.mutate(HALF_AN_HOUR, { onSuccess: () => toast(t("tracker.extended")) })}>
					{t("tracker.extend")}
				</Button>
				{sure ? (
					<Button tone="danger" busy={leave.isPending} onPress={() => leave.mutate()}>
						{t("tracker.leave_now")}
					</Button>
				) : (
					<Button tone="quiet" onPress={() => setSure(true)}>
						{t("tracker.leave")}
					</Button>
				)}
			</Row>
			{extend.error && <ProblemBox error={extend.error} />}
			{leave.error && <ProblemBox error={leave.error} />}
		</>
	);
}

function Shown({ callback, token }: { callback: Callback; token: string }) {
	const advisor = useAdvisor(callback.advisor).data;
	const look = LADDER[callback.state];
	return (
		<Page title={t("tracker.title", { name: callback.advisor_nickname, listing: callback.listing_title })} tab={tabOf(callback)} width="narrow">
			<Announce words={spoken(callback)} />
			{look.over ? (
				<Over callback={callback} words={standing(callback)} />
			) : (
				<Place callback={callback} words={standing(callback)} advisor={advisor} />
			)}
			{look.mayChange && <Actions token={token} />}
			<Fine>{t("link.words")}</Fine>
		</Page>
	);
}

/** For whoever holds a signed link: this one call back or receipt, and nothing else of the account. */
export default function LinkedTracker() {
	const { token } = useParams<{ token: string }>();
	const linked = useLinked(token);
	const status = linked.isError ? problemOf(linked.error).status : 0;
	if ([403, 404, 410, 422].includes(status)) return <NotFound />;
	return (
		<Answer of={linked}>
			{(it) => {
				if (it.callback) return <Shown callback={it.callback} token={token} />;
				return it.receipt ? <ReceiptView receipt={it.receipt} /> : <NotFound />;
			}}
		</Answer>
	);
}
