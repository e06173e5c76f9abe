// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import { Link } from "wouter";
import { t } from "../i18n/t";
import { useNow } from "../lib/clock";
import { minutesAndSeconds } from "../lib/time";
import { Hidden } from "../kit";
import { cx } from "../kit/cx";
import { type Board, channelsOf } from "./board";
import { opPaths } from "./opPaths";
import css from "./Wall.module.css";

export type Level = 0 | 1 | 2;
/** From where a figure is marked: people waiting, share of channels in use, call backs kept of a thousand. */
const TARGETS = { waiting: [10, 20], channels: [0.7, 0.9] } as const;
const KEPT = { good: 900, poor: 800 };

export const levelOf = (value: number, [one, two]: readonly [number, number]): Level => (value >= two ? 2 : value >= one ? 1 : 0);

const levelOfKept = (kept: number | null): Level => (kept === null || kept >= KEPT.good ? 0 : kept >= KEPT.poor ? 1 : 2);

/** A level by mark and by word; the colour comes on top. */
export const Mark = ({ level }: { level: Level }) =>
	level === 0 ? null : (
		<span className={css.mark}>
			<span aria-hidden>{"!".repeat(level)}</span>
			<Hidden>{t(level === 2 ? "op.wall.much_over" : "op.wall.over")}</Hidden>
		</span>
	);

type TileProps = { label: string; what: string; href: string; level?: Level; children: ReactNode };

const LEVELS = [undefined, css.over, css.muchOver] as const;

const Tile = ({ label, what, href, level = 0, children }: TileProps) => (
	<Link href={href} className={cx(css.tile, LEVELS[level])} title={what}>
		<span className={css.label}>{label}</span>
		<span className={css.value}>
			{children} <Mark level={level} />
		</span>
		<span className={css.what}>{what}</span>
	</Link>
);

export function WallTiles({ board }: { board: Board }) {
	const at = useNow(1000);
	const since = board.longest_wait_since;
	const longest = since ? at - Date.parse(since) : 0;
	const { used, most } = channelsOf(board);
	const down = board.trunks.filter((trunk) => !trunk.up).length;
	const nobody = board.taking_calls === 0 && board.waiting > 0;
	const target = board.wait_target_seconds * 1000;
	const kept = board.kept_today;
	return (
		<div className={css.tiles}>
			<Tile label={t("op.waiting")} what={t("op.wall.waiting")} href={opPaths.queues} level={levelOf(board.waiting, TARGETS.waiting)}>
				{board.waiting}
			</Tile>
			<Tile label={t("op.longest")} what={t("op.wall.longest")} href={opPaths.queues} level={since ? levelOf(longest, [target, 2 * target]) : 0}>
				{since ? minutesAndSeconds(longest) : "–"}
			</Tile>
			<Tile label={t("op.on_calls")} what={t("op.wall.on_calls")} href={opPaths.calls}>
				{board.on_calls}
			</Tile>
			<Tile label={t("op.taking")} what={t("op.wall.taking")} href={opPaths.people} level={nobody ? 2 : 0}>
				{board.taking_calls}
			</Tile>
			<Tile label={t("op.kept")} what={t("op.wall.kept", { kept: kept.kept, of: kept.kept + kept.lost })} href={opPaths.calls} level={levelOfKept(kept.per_mille)}>
				{kept.per_mille === null ? "–" : t("op.percent", { n: kept.per_mille / 10 })}
			</Tile>
			<Tile
				label={t("op.nav.trunks")}
				what={down ? t("op.wall.trunks_down", { n: down }) : t("op.wall.trunks", { n: most })}
				href={opPaths.trunks}
				level={down ? 2 : levelOf(most ? used / most : 0, TARGETS.channels)}
			>
				{used}
			</Tile>
		</div>
	);
}
