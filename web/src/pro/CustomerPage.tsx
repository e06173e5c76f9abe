// SPDX-License-Identifier: Apache-2.0
import { NotFound } from "../app/Guard";
import type { Callback } from "../data/callbacks";
import { useCalls } from "../data/calls";
import { useAskedBy, useOwnCustomer } from "../data/desk";
import { t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { Answer, Chip, Clock, type Column, Facts, Length, LinkButton, Money, Muted, Page, Pages, Panel, Row, Skeleton, Table } from "../kit";
import { callColumns } from "./Calls";
import type { Advisor } from "./Pro";
import { proPaths } from "./proPaths";

const askedColumns = (): Column<Callback>[] => [
	{ head: t("pro.col.asked"), cell: (row) => <Clock at={row.requested_at} as="date-time" />, main: true },
	{ head: t("pro.col.listing"), cell: (row) => row.listing_title },
	{ head: t("pro.col.lapsed"), cell: (row) => <Clock at={row.expires_at} as="date-time" /> },
	{ head: t("pro.col.outcome"), cell: (row) => t(`pro.asked.${row.state}`) },
	{ head: t("pro.asked_for"), cell: (row) => row.reason },
];

const Known = ({ of: row }: { of: Schemas["AdvisorCustomer"] }) => (
	<Facts
		rows={[
			[t("pro.col.talks"), row.talks],
			[t("pro.col.talked"), <Length ms={row.talked_seconds * 1000} />],
			...(row.earned ? [[t("pro.col.earned"), <Money of={row.earned} />] as [string, React.ReactNode]] : []),
			[t("pro.col.last"), <Clock at={row.last_talk_at} as="date-time" />],
		]}
	/>
);

type Props = Advisor & { customer: string };

/** What an advisor knows of one customer: what was talked, earned and asked for; never a number. */
export default function CustomerPage({ advisor, customer }: Props) {
	const known = useOwnCustomer(advisor, customer);
	const asked = useAskedBy(advisor, customer);
	const calls = useCalls({ advisor, customer });
	const name = known.data?.nickname ?? asked.data?.data[0]?.customer_nickname;
	if (known.isPending || asked.isPending) return <Skeleton lines={5} />;
	if (!name) return <NotFound />;
	return (
		<Page
			title={name}
			width="wide"
			intro={
				<Row gap={2}>
					<LinkButton size="small" href={proPaths.mail(customer)}>
						{t("pro.call_mail", { name })}
					</LinkButton>
					{known.data?.waits && (
						<Chip shape="clock" tone="wait">
							{t("pro.waits_now")}
						</Chip>
					)}
					{!known.data && (
						<Chip shape="hollow" tone="wrap">
							{t("pro.new")}
						</Chip>
					)}
				</Row>
			}
		>
			{known.data && <Known of={known.data} />}
			<Panel title={t("pro.calls")}>
				<Pages of={calls} empty={<Muted>{t("pro.calls_none")}</Muted>}>
					{(rows) => <Table caption={t("pro.calls")} columns={callColumns()} rows={rows} keyOf={(row) => row.id} />}
				</Pages>
			</Panel>
			<Panel title={t("pro.asked")}>
				<Answer of={asked} isEmpty={(page) => page.data.length === 0} empty={<Muted>{t("pro.asked_none")}</Muted>}>
					{(page) => <Table caption={t("pro.asked")} columns={askedColumns()} rows={page.data} keyOf={(row) => row.id} />}
				</Answer>
			</Panel>
		</Page>
	);
}
