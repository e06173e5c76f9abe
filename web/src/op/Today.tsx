// SPDX-License-Identifier: Apache-2.0
import { usePendingApplications } from "../data/applications";
import { useLedgerVerdict, useStatus } from "../data/operation";
import { t } from "../i18n/t";
import { Announce, Answer, Card, Chip, Figure, LinkButton, Muted, Page, Panel, Row, Stack, Timer } from "../kit";
import { type Board, channelsOf, useBoard } from "./board";
import { EventList } from "./EventList";
import { FirstDay } from "./FirstDay";
import css from "./op.module.css";
import { useMay } from "./opParts";
import { opPaths } from "./opPaths";
import { alertsOf } from "./WallAlerts";

type Alert = { id: string; words: string; href: string; see: string };

/** What somebody should act on, the gravest first. */
function useAlerts(board: Board): Alert[] {
	const may = useMay();
	const status = useStatus(may()).data;
	const ledger = useLedgerVerdict(may()).data;
	const asking = usePendingApplications().data?.pending ?? 0;
	const alerts: Alert[] = [];
	if (ledger && !ledger.sound) alerts.push({ id: "ledger", words: t("op.alert.ledger", { why: ledger.why }), href: opPaths.health, see: t("op.nav.health") });
	if (status && !status.healthy) alerts.push({ id: "health", words: t("op.alert.health"), href: opPaths.health, see: t("op.nav.health") });
	for (const { id, words } of alertsOf(board))
		alerts.push(
			id === "nobody"
				? { id, words, href: opPaths.queues, see: t("op.nav.queues") }
				: { id, words, href: opPaths.trunks, see: t("op.nav.trunks") },
		);
	if (asking) alerts.push({ id: "apply", words: t("op.alert.apply", { n: asking }), href: opPaths.people, see: t("op.nav.people") });
	return alerts;
}

function Alerts({ board }: { board: Board }) {
	const alerts = useAlerts(board);
	return (
		<>
			<Announce words={alerts.map((one) => one.words).join(" ") || t("op.all_well_note")} />
			<AlertList alerts={alerts} />
		</>
	);
}

function AlertList({ alerts }: { alerts: Alert[] }) {
	if (alerts.length === 0)
		return (
			<Card>
				<Row>
					<Chip shape="disc" tone="ok">
						{t("op.all_well")}
					</Chip>
					<Muted>{t("op.all_well_note")}</Muted>
				</Row>
			</Card>
		);
	return (
		<Stack gap={2}>
			{alerts.map((alert) => (
				<Card key={alert.id}>
					<Row spread>
						<Row>
							<Chip shape="bell" tone="bad">
								{t("op.act")}
							</Chip>
							<span>{alert.words}</span>
						</Row>
						<LinkButton size="small" href={alert.href}>
							{alert.see}
						</LinkButton>
					</Row>
				</Card>
			))}
		</Stack>
	);
}

function Figures({ board }: { board: Board }) {
	const { used, most } = channelsOf(board);
	const since = board.longest_wait_since;
	const kept = board.kept_today;
	return (
		<div className={css.figures}>
			<Figure label={t("op.waiting")} note={since && <>{t("op.longest")} <Timer since={since} label={t("op.longest")} /></>}>
				{board.waiting}
			</Figure>
			<Figure label={t("op.on_calls")} note={t("op.being_connected", { n: board.dialing })}>
				{board.on_calls}
			</Figure>
			<Figure label={t("op.taking")} note={t("op.of_advisors", { n: board.advisors.length })}>
				{board.taking_calls}
			</Figure>
			<Figure label={t("op.kept")} note={t("op.wall.kept", { kept: kept.kept, of: kept.kept + kept.lost })}>
				{kept.per_mille === null ? "–" : t("op.percent", { n: kept.per_mille / 10 })}
			</Figure>
			<Figure label={t("op.trunk_channels")} note={t("op.of_channels", { n: most })}>
				{used}
			</Figure>
		</div>
	);
}

/** What goes on, what to act on, and what happened last. */
export default function Today() {
	const may = useMay();
	const board = useBoard();
	return (
		<Page title={t("op.nav.today")} width="wide">
			{may() && <FirstDay />}
			<Answer of={board} lines={5}>
				{(is) => (
					<>
						<Alerts board={is} />
						<Figures board={is} />
					</>
				)}
			</Answer>
			<Panel title={t("op.lately")}>
				<EventList />
			</Panel>
		</Page>
	);
}
