// SPDX-License-Identifier: Apache-2.0
import { type Call, type Receipt, useCall, useReceipt } from "../data/calls";
import { useCapture, useLadder } from "../data/operation";
import { currentLocale, t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { showMoney } from "../lib/money";
import { Answer, Clock, Facts, Length, LinkButton, Money, Muted, Page, Panel } from "../kit";
import { causeWords } from "../kit/causes";
import { Ladder, type Rung } from "../kit/Ladder";
import { useMay } from "./opParts";
import { opPaths } from "./opPaths";
import { sipRungs } from "./sip";
import css from "./op.module.css";

type LadderOf = Schemas["Ladder"];
type Transfer = LadderOf["transfers"][number];

const MONEY: Record<string, Parameters<typeof t>[0]> = {
	hold: "op.money.hold",
	charge: "op.money.charge",
	share: "op.money.share",
	fee: "op.money.fee",
	release: "op.money.release",
};

function moneyRung(line: Transfer): Rung {
	const amount = showMoney(line.amount, currentLocale());
	const key = MONEY[line.kind.split("_")[0] ?? ""];
	return { at: line.at, side: "money", what: "money", show: key ? t(key, { amount }) : `${line.kind} ${amount}` };
}

const byTime = (a: Rung, b: Rung): number => Date.parse(a.at) - Date.parse(b.at);

const rungsOf = (is: LadderOf, captured: Schemas["Capture"] | undefined): Rung[] =>
	[...sipRungs(is.legs, captured?.legs ?? []), ...is.marks, ...is.transfers.map(moneyRung)].toSorted(byTime);

/** SIP, prompts, keys, sound and money on one time line; also while it runs. Engineers see the SIP messages themselves. */
function TimeLine({ call }: { call: Call }) {
	const may = useMay();
	const ladder = useLadder(call.id);
	const over = ladder.data?.legs.filter((leg) => leg.ended_at).length ?? 0;
	const captured = useCapture(call.id, over, may("engineer") && over > 0);
	return (
		<Panel title={t("op.timeline")}>
			<Answer of={ladder} lines={6}>
				{(is) => <Ladder copy marks={rungsOf(is, captured.data)} />}
			</Answer>
		</Panel>
	);
}

const Figures = ({ receipt }: { receipt: Receipt }) => (
	<div className={css.two}>
		<Panel title={t("op.talk")}>
			<Facts
				rows={[
					[t("op.joined"), receipt.started_at ? <Clock at={receipt.started_at} as="seconds" /> : t("op.never")],
					[t("op.col.talked"), <Length ms={receipt.talked_milliseconds} />],
					[t("op.not_billed"), <Length ms={receipt.paused_milliseconds} />],
					[t("op.billed"), <Length ms={receipt.billed_seconds * 1000} />],
					[t("op.rate"), <Money of={receipt.rate.price} />],
				]}
			/>
		</Panel>
		<Panel title={t("op.money")}>
			<Facts
				rows={[
					[t("op.col.charge"), <Money of={receipt.charge} />],
					[t("op.fee"), receipt.fee ? <Money of={receipt.fee} /> : "…"],
					[t("op.share", { percent: (receipt.share_basis_points ?? 0) / 100 }), receipt.earned ? <Money of={receipt.earned} /> : "…"],
					[t("op.house"), receipt.house ? <Money of={receipt.house} /> : "…"],
				]}
			/>
		</Panel>
	</div>
);

function Final({ call }: { call: Call }) {
	const receipt = useReceipt(call.id);
	return (
		<Answer of={receipt}>
			{(is) => <Figures receipt={is} />}
		</Answer>
	);
}

/** Everything about one call on one time line, with the cause in plain words on top. */
export default function CallPage({ call }: { call: string }) {
	const may = useMay();
	const is = useCall(call);
	return (
		<Answer of={is}>
			{(one) => (
				<Page
					title={t("op.call_of", { customer: one.customer_nickname, advisor: one.advisor_nickname })}
					width="wide"
					intro={
						<Muted>
							<strong>{causeWords(one.end_cause, one.state)}</strong>
							{one.talked_seconds ? (
								<>
									{" "}
									{t("op.call_after")} <Length ms={one.talked_seconds * 1000} />
								</>
							) : null}
							, {one.listing_title}, <Clock at={one.created_at} as="date-time" />
						</Muted>
					}
				>
					{may("floor", "engineer") && <TimeLine call={one} />}
					{one.state === "ended" ? may("finance") && <Final call={one} /> : <Muted>{t("op.call_running")}</Muted>}
					<div>
						<LinkButton href={opPaths.calls}>{t("op.all_calls")}</LinkButton>
					</div>
				</Page>
			)}
		</Answer>
	);
}
