// SPDX-License-Identifier: Apache-2.0
import { Link } from "wouter";
import { paths } from "../app/paths";
import { type Callback, useCallbacks } from "../data/callbacks";
import { Chip, Clock, type Column, Stack, Table } from "../kit";
import { t } from "../i18n/t";
import { LADDER } from "./ladder";

const columns = (): Column<Callback>[] => [
		{
			head: t("calls.with"),
			main: true,
			cell: (callback) => (
				<Link href={paths.line(callback.id)}>
					{callback.advisor_nickname}, {callback.listing_title}
				</Link>
			),
		},
		{ head: t("calls.when"), cell: (callback) => <Clock at={callback.ended_at ?? callback.requested_at} as="date-time" /> },
		{
			head: t("account.outcome"),
			cell: (callback) => (
				<Chip shape={LADDER[callback.state].shape} tone={LADDER[callback.state].tone}>
					{t(`state.${callback.state}`)}
				</Chip>
			),
		},
];

/** Call backs that did not lead to a call, lately: why is one tap away. */
export function Past({ customer }: { customer: string }) {
	const past = (useCallbacks({ customer, limit: 20 }).data?.data ?? []).filter(
		(callback) => LADDER[callback.state].over && callback.state !== "completed",
	);
	if (!past.length) return null;
	return (
		<section aria-labelledby="past">
			<Stack gap={3}>
				<h2 id="past">{t("account.past")}</h2>
				<Table
					caption={t("account.past")}
					rows={past.slice(0, 5)}
					keyOf={(callback) => callback.id}
					columns={columns()}
				/>
			</Stack>
		</section>
	);
}
