// SPDX-License-Identifier: Apache-2.0
import { type Receipt, useCall, useReceipt } from "../data/calls";
import { t } from "../i18n/t";
import { Answer, Clock, Facts, Fine, Length, LinkButton, Money, Muted, Page, Panel, Row } from "../kit";
import { CallBar } from "../kit/CallBar";
import { causeWords } from "../kit/causes";
import { Ladder } from "../kit/Ladder";
import { proPaths } from "./proPaths";

function Split({ of: receipt }: { of: Receipt }) {
	return (
		<Panel title={t("pro.split")}>
			<Facts
				rows={[
					[t("pro.charge"), <Money of={receipt.charge} />],
					[t("pro.fee"), receipt.fee ? <Money of={receipt.fee} /> : "…"],
					[t("pro.share", { percent: (receipt.share_basis_points ?? 0) / 100 }), receipt.earned ? <Money of={receipt.earned} /> : "…"],
					[t("pro.house"), receipt.house ? <Money of={receipt.house} /> : "…"],
				]}
			/>
			<Fine>{t("pro.split_note")}</Fine>
		</Panel>
	);
}

function Final({ call }: { call: string }) {
	const receipt = useReceipt(call);
	return (
		<Answer of={receipt}>
			{(is) => (
				<>
					<Panel title={t("pro.talk_panel")}>
						<Facts
							rows={[
								[t("pro.col.ended"), causeWords(is.end_cause, "ended")],
								[t("pro.joined"), is.started_at ? <Clock at={is.started_at} as="seconds" /> : t("pro.never")],
								[t("pro.col.talked"), <Length ms={is.talked_milliseconds} />],
								[t("pro.not_billed"), <Length ms={is.paused_milliseconds} />],
								[t("pro.billed"), <Length ms={is.billed_seconds * 1000} />],
							]}
						/>
					</Panel>
					<Split of={is} />
					<Panel title={t("pro.timeline")}>
						<CallBar receipt={is} viewer="advisor" />
						<Ladder marks={is.marks} />
					</Panel>
				</>
			)}
		</Answer>
	);
}

/** One call: when, how long, what it earned and why, second by second. */
export default function CallPage({ call }: { call: string }) {
	const is = useCall(call);
	return (
		<Answer of={is}>
			{(one) => (
				<Page
					title={t("pro.call_with", { name: one.customer_nickname })}
					width="public"
					intro={
						<Muted>
							{one.listing_title}, <Clock at={one.created_at} as="date-time" />
						</Muted>
					}
				>
					{one.state === "ended" ? <Final call={call} /> : <Muted>{t("pro.call_running")}</Muted>}
					<Row gap={3}>
						<LinkButton href={proPaths.calls}>{t("pro.calls_back")}</LinkButton>
						<LinkButton href={proPaths.mail(one.customer)}>{t("pro.call_mail", { name: one.customer_nickname })}</LinkButton>
					</Row>
				</Page>
			)}
		</Answer>
	);
}
