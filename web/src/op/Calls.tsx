// SPDX-License-Identifier: Apache-2.0
import { Link, useLocation, useSearch } from "wouter";
import { type Call, useCalls } from "../data/calls";
import { t } from "../i18n/t";
import { Chip, Choice, Clock, type Column, Empty, Length, Money, Page, Pages, Table } from "../kit";
import { causeWords } from "../kit/causes";
import { useMay } from "./opParts";
import { opPaths } from "./opPaths";

type Which = "all" | "live";

const How = ({ call }: { call: Call }) =>
	call.state === "ended" ? (
		<>{causeWords(call.end_cause, call.state)}</>
	) : (
		<Chip shape="ring" tone="live" live>
			{t(`op.state.${call.state}`)}
		</Chip>
	);

const charge = (): Column<Call> => ({ head: t("op.col.charge"), cell: (row) => (row.state === "ended" && row.charge ? <Money of={row.charge} /> : "…"), align: "end" });

const columns = (money: boolean): Column<Call>[] => [
	{ head: t("op.col.began"), cell: (row) => <Link href={opPaths.call(row.id)}><Clock at={row.created_at} as="date-time" /></Link>, main: true },
	{ head: t("op.col.customer"), cell: (row) => row.customer_nickname },
	{ head: t("op.col.advisor"), cell: (row) => row.advisor_nickname },
	{ head: t("op.col.how"), cell: (row) => <How call={row} /> },
	{ head: t("op.col.talked"), cell: (row) => <Length ms={row.talked_milliseconds ?? row.talked_seconds * 1000} />, align: "end" },
	...(money ? [charge()] : []),
];

/** The filter stands in the address, so that it can be sent to somebody. */
export default function Calls() {
	const [, go] = useLocation();
	const which: Which = new URLSearchParams(useSearch()).get("live") ? "live" : "all";
	const money = useMay()("finance");
	const calls = useCalls(which === "live" ? { live: true } : {});
	return (
		<Page title={t("op.nav.calls")} width="wide">
			<Choice
				legend={t("op.which_calls")}
				hideLegend
				look="bar"
				options={[
					{ value: "all", label: t("op.calls_all") },
					{ value: "live", label: t("op.calls_live") },
				]}
				value={which}
				onChoose={(next) => go(next === "live" ? `${opPaths.calls}?live=1` : opPaths.calls, { replace: true })}
			/>
			<Pages of={calls} empty={<Empty title={t(which === "live" ? "op.calls_live_none" : "op.calls_none")} />}>
				{(rows) => <Table caption={t("op.nav.calls")} columns={columns(money)} rows={rows} keyOf={(row) => row.id} />}
			</Pages>
		</Page>
	);
}
