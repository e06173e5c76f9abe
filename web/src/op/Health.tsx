// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import { useLedgerVerdict, useStatus, useTrunks } from "../data/operation";
import { t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { Answer, Button, Card, Chip, Clock, Facts, Length, Page, Panel, Row, Stack } from "../kit";
import { trunkWords } from "./trunkWords";

type CheckProps = { ok: boolean; name: string; children: ReactNode };

/** One line a check, with what is wrong in words. */
const Check = ({ ok, name, children }: CheckProps) => (
	<Card>
		<Row spread>
			<Stack gap={1}>
				<strong>{name}</strong>
				<span>{children}</span>
			</Stack>
			<Chip shape={ok ? "disc" : "bell"} tone={ok ? "ok" : "bad"}>
				{t(ok ? "op.ok" : "op.not_ok")}
			</Chip>
		</Row>
	</Card>
);

type Row = NonNullable<Schemas["Status"]["checks"]>[number];

const wordOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** What is wrong since when, and what to do about it. */
const Fix = ({ check }: { check: Row }) => (
	<>
		{wordOf(check.fix)}
		{check.since && (
			<>
				{" "}
				({t("op.trunk.since")} <Clock at={check.since} as="date-time" />)
			</>
		)}
	</>
);

function Ledger() {
	const ledger = useLedgerVerdict();
	return (
		<Panel
			title={t("op.ledger")}
			side={
				<Button size="small" busy={ledger.isFetching} onPress={() => void ledger.refetch()}>
					{t("op.verify")}
				</Button>
			}
		>
			<Answer of={ledger} lines={1}>
				{(is) => (
					<Check ok={is.sound} name={is.sound ? t("op.balanced") : t("op.unbalanced")}>
						{is.sound ? t("op.ledger_counts", { transfers: is.transfers, accounts: is.accounts }) : is.why}
					</Check>
				)}
			</Answer>
		</Panel>
	);
}

function factsOf(is: Schemas["Status"]): [string, ReactNode][] {
	return [
		[t("op.version"), is.version],
		[t("op.node"), is.node ?? "–"],
		[t("op.started"), is.started_at ? <Clock at={is.started_at} as="date-time" /> : "–"],
		[t("op.up"), <Length ms={(is.up_seconds ?? 0) * 1000} />],
		[t("op.on_the_line"), is.phones_on_the_line ?? 0],
		[t("op.messages_waiting"), is.messages_waiting ?? 0],
	];
}

/** Is it well? One line a check; asked again every five seconds. */
export default function Health() {
	const status = useStatus();
	const trunks = useTrunks().data?.data ?? [];
	return (
		<Page title={t("op.nav.health")} width="public">
			<Panel title={t("op.checks")}>
				<Answer of={status} lines={4}>
					{(is) => (
						<Stack gap={2}>
							<Check ok={is.healthy} name={t("op.daemon")}>
								{t(is.draining ? "op.draining" : is.healthy ? "op.daemon_ok" : "op.daemon_bad")}
							</Check>
							{is.checks?.map((check) => (
								<Check key={check.name} ok={check.ok} name={wordOf(check.name)}>
									{check.ok ? t("op.check_ok") : <Fix check={check} />}
								</Check>
							))}
							{trunks.map((trunk) => (
								<Check key={trunk.name} ok={trunk.up} name={trunk.name}>
									{trunkWords(trunk)}
								</Check>
							))}
						</Stack>
					)}
				</Answer>
			</Panel>
			<Ledger />
			<Panel title={t("op.machine")}>
				<Answer of={status} lines={4}>
					{(is) => <Facts rows={factsOf(is)} />}
				</Answer>
			</Panel>
		</Page>
	);
}
