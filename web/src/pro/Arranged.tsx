// SPDX-License-Identifier: Apache-2.0
import { Link } from "wouter";
import { useAvailability, useChangeAvailability, useLapsed, useLine } from "../data/desk";
import { type MessageKey, t } from "../i18n/t";
import {
	Answer, Chip, Clock, type Column, Empty, Fine, LinkButton, Muted, Page, Panel, ProblemBox, Row, Stack, StaleNote, Switch, Table, useStale,
} from "../kit";
import type { Callback } from "../data/callbacks";
import { useRows, waits } from "./lapsed";
import { LineTable } from "./LineTable";
import type { Advisor } from "./Pro";
import { proPaths } from "./proPaths";
import css from "./pro.module.css";

const RULES: MessageKey[] = ["pro.rule.order", "pro.rule.available", "pro.rule.away", "pro.rule.lapse", "pro.rule.phone"];

function lapsedColumns(): Column<Callback>[] {
	return [
		{ head: t("pro.col.customer"), cell: (row) => <Link href={proPaths.mail(row.customer)}>{row.customer_nickname}</Link>, main: true },
		{ head: t("pro.col.asked"), cell: (row) => <Clock at={row.requested_at} as="date-time" /> },
		{ head: t("pro.col.lapsed"), cell: (row) => <Clock at={row.expires_at} as="date-time" /> },
		{ head: t("pro.col.listing"), cell: (row) => row.listing_title },
		{
			head: t("pro.col.action"),
			cell: (row) => (
				<LinkButton size="small" href={proPaths.sorry(row.customer)}>
					{t("pro.lapsed_mail")}
				</LinkButton>
			),
		},
	];
}

function Lapsed({ advisor }: { advisor: string }) {
	const lapsed = useLapsed(advisor);
	return (
		<Panel title={t("pro.lapsed")}>
			<Answer of={lapsed} isEmpty={(page) => page.data.length === 0} empty={<Muted>{t("pro.lapsed_none")}</Muted>}>
				{(page) => <Table caption={t("pro.lapsed")} columns={lapsedColumns()} rows={page.data} keyOf={(row) => row.id} />}
			</Answer>
			<Fine>{t("pro.lapsed_tip")}</Fine>
		</Panel>
	);
}

function SwitchHere({ advisor }: { advisor: string }) {
	const availability = useAvailability(advisor);
	const change = useChangeAvailability(advisor);
	const stale = useStale();
	return (
		<Answer of={availability} lines={1}>
			{(is) => (
				<Stack gap={2}>
					<Switch
						label={t("pro.callbacks")}
						note={t(is.callbacks_on ? "pro.callbacks_on_note" : "pro.callbacks_off_note")}
						on={is.callbacks_on}
						onSwitch={(on) => change.mutate({ callbacks_on: on })}
						busy={change.isPending}
						disabled={stale}
					/>
					{change.isError && <ProblemBox error={change.error} />}
				</Stack>
			)}
		</Answer>
	);
}

/** Whoever is being called or talks does not wait; the console shows the call. */
function OnPhone({ advisor }: { advisor: string }) {
	const live = useLine(advisor).data?.data.filter((row) => !waits(row)) ?? [];
	return live.map((row) => (
		<Row key={row.callback} gap={3}>
			<Chip shape="ring" tone="live" live>
				{t(row.state === "connected" ? "pro.talk.live" : "pro.being_called")}
			</Chip>
			<Link href={proPaths.console}>{row.customer_nickname}</Link>
		</Row>
	));
}

/** CB8 to CB11: everybody whose call is arranged, and the words that say how it works. */
export default function Arranged({ advisor }: Advisor) {
	const line = useLine(advisor);
	const rows = useRows(advisor, line.data?.data);
	return (
		<Page
			title={t("pro.arranged", { n: line.data?.count ?? 0 })}
			width="wide"
			intro={
				<Row gap={2}>
					<LinkButton size="small" href={proPaths.options}>
						{t("pro.nav.options")}
					</LinkButton>
					<LinkButton size="small" href={proPaths.console}>
						{t("pro.nav.console")}
					</LinkButton>
				</Row>
			}
		>
			<StaleNote />
			<SwitchHere advisor={advisor} />
			<Panel title={t("pro.callbacks_section", { n: line.data?.count ?? 0 })}>
				<OnPhone advisor={advisor} />
				<Answer
					of={line}
					isEmpty={() => rows.length === 0}
					empty={<Empty title={t("pro.line_empty")}>{t("pro.line_empty_tip")}</Empty>}
				>
					{() => <LineTable rows={rows} removable />}
				</Answer>
			</Panel>
			<Panel title={t("pro.appointments_section", { n: 0 })}>
				<Muted>{t("pro.appointments_none")}</Muted>
			</Panel>
			<Panel title={t("pro.how")}>
				<ul className={css.rules}>
					{RULES.map((rule) => (
						<li key={rule}>{t(rule)}</li>
					))}
				</ul>
			</Panel>
			<Lapsed advisor={advisor} />
		</Page>
	);
}
