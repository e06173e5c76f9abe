// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { useState } from "react";
import { useParams } from "wouter";
import { NotFound } from "../app/Guard";
import type { Callback } from "../data/callbacks";
import { useAdvisor } from "../data/catalogue";
import { useExtendLinked, useLeaveLinked, useLetPassLinked, useLinked } from "../data/links";
import { Answer, Button, Fine, ProblemBox, Row } from "../kit";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";
import { Extend } from "./Extend";
import { LetPass } from "./LetPass";
import { ReceiptView } from "./ReceiptView";
import { Tracked } from "./Tracked";

function Pass({ callback, token }: { callback: Callback; token: string }) {
	const pass = useLetPassLinked(token);
	const waiting = useAdvisor(callback.advisor).data?.waiting;
	return <LetPass callback={callback} waiting={waiting} by={pass} />;
}

function Leave({ token }: { token: string }) {
	const leave = useLeaveLinked(token);
	const [sure, setSure] = useState(false);
	if (!sure)
		return (
			<div>
				<Button tone="quiet" onPress={() => setSure(true)}>
					{t("tracker.leave")}
				</Button>
			</div>
		);
	return (
		<>
			<Row>
				<Button onPress={() => setSure(false)}>{t("tracker.stay")}</Button>
				<Button tone="danger" busy={leave.isPending} onPress={() => leave.mutate()}>
					{t("tracker.leave_now")}
				</Button>
			</Row>
			{leave.error && <ProblemBox error={leave.error} />}
		</>
	);
}

/** For whoever holds a signed link: this one call back or receipt, and nothing else of the account. */
export default function LinkedTracker() {
	const { token } = useParams<{ token: string }>();
	const linked = useLinked(token);
	const extend = useExtendLinked(token);
	const status = linked.isError ? problemOf(linked.error).status : 0;
	if ([403, 404, 410, 422].includes(status)) return <NotFound />;
	return (
		<Answer of={linked}>
			{(it) => {
				if (!it.callback) return it.receipt ? <ReceiptView receipt={it.receipt} /> : <NotFound />;
				return (
					<Tracked callback={it.callback} updatedAt={linked.dataUpdatedAt} ownsCall={false} extend={<Extend by={extend} />}>
						<Pass callback={it.callback} token={token} />
						<Leave token={token} />
						<Fine>{t("link.words")}</Fine>
					</Tracked>
				);
			}}
		</Answer>
	);
}
