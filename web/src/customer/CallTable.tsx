// SPDX-License-Identifier: Apache-2.0
import { Link } from "wouter";
import { paths } from "../app/paths";
import { type Call, useCalls } from "../data/calls";
import { Answer, Button, Clock, type Column, Empty, Length, Money, Stack, Table } from "../kit";
import { t } from "../i18n/t";

const columns = (): Column<Call>[] => [
	{
		head: t("calls.with"),
		main: true,
		cell: (call) => (
			<Link href={paths.call(call.id)}>
				{call.advisor_nickname}, {call.listing_title}
			</Link>
		),
	},
	{ head: t("calls.when"), cell: (call) => <Clock at={call.created_at} as="date-time" /> },
	{ head: t("calls.talked"), align: "end", cell: (call) => <Length ms={call.talked_milliseconds ?? 0} /> },
	{ head: t("calls.paid"), align: "end", cell: (call) => (call.charge ? <Money of={call.charge} /> : "") },
];

/** Past calls with their price; each leads to its receipt. */
export function CallTable({ customer, most }: { customer: string; most?: number }) {
	const calls = useCalls({ customer });
	return (
		<Answer of={calls} isEmpty={(all) => !all.pages[0]?.data.length} empty={
				<Empty title={t("calls.none")}>
					<p>{t("calls.none_tip")}</p>
				</Empty>
			}>
			{(all) => {
				const rows = all.pages.flatMap((page) => page.data);
				return (
					<Stack gap={3}>
						<Table caption={t("nav.calls")} columns={columns()} rows={most ? rows.slice(0, most) : rows} keyOf={(call) => call.id} />
						{!most && calls.hasNextPage && (
							<div>
								<Button busy={calls.isFetchingNextPage} onPress={() => void calls.fetchNextPage()}>
									{t("calls.more")}
								</Button>
							</div>
						)}
					</Stack>
				);
			}}
		</Answer>
	);
}
