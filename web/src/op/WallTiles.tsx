// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useId } from "react";
import { Link } from "wouter";
import { type MessageKey, t } from "../i18n/t";
import { useNow } from "../lib/clock";
import { minutesAndSeconds } from "../lib/time";
import { Hidden } from "../kit";
import { cx } from "../kit/cx";
import { type Board, channelsOf, type Level, levelsOf } from "./board";
import { opPaths } from "./opPaths";
import css from "./Wall.module.css";

/** A level by mark and by word; the colour comes on top. */
export const Mark = ({ level }: { level: Level }) =>
	level === 0 ? null : (
		<span className={css.mark}>
			<span aria-hidden>{"!".repeat(level)}</span>
			<Hidden>{t(level === 2 ? "op.wall.much_over" : "op.wall.over")}</Hidden>
		</span>
	);

type TileProps = { label: MessageKey; means: MessageKey; note?: string; href: string; kiosk: boolean; level?: Level; children: ReactNode };

const LEVELS = [undefined, css.over, css.muchOver] as const;

/** What the figure means is said on hover and focus; a press leads to what it counts, but not from a screen in the corridor. */
function Tile({ label, means, note, href, kiosk, level = 0, children }: TileProps) {
	const id = useId();
	const name = cx(css.tile, LEVELS[level]);
	const inside = (
		<>
			<span className={css.label}>{t(label)}</span>
			<span className={css.value}>
				{children} <Mark level={level} />
			</span>
			{note && <span className={css.what}>{note}</span>}
			<span id={id} className={css.means} role="tooltip">
				{t(means)}
			</span>
		</>
	);
	return kiosk ? (
		// oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its meaning is shown on focus
		<div className={name} role="group" tabIndex={0} aria-describedby={id}>
			{inside}
		</div>
	) : (
		<Link href={href} className={name} aria-describedby={id}>
			{inside}
		</Link>
	);
}

export function WallTiles({ board, kiosk }: { board: Board; kiosk: boolean }) {
	const at = useNow(1000);
	const since = board.longest_wait_since;
	const { used, most } = channelsOf(board);
	const down = board.trunks.filter((trunk) => !trunk.up).length;
	const kept = board.kept_today;
	const level = levelsOf(board, at);
	return (
		<div className={css.tiles}>
			<Tile kiosk={kiosk} label="op.waiting" means="op.wall.waiting" href={opPaths.queues} level={level.waiting}>
				{board.waiting}
			</Tile>
			<Tile kiosk={kiosk} label="op.longest" means="op.wall.longest" href={opPaths.queues} level={level.longest}>
				{since ? minutesAndSeconds(at - Date.parse(since)) : "–"}
			</Tile>
			<Tile kiosk={kiosk} label="op.on_calls" means="op.wall.on_calls" note={t("op.being_connected", { n: board.dialing })} href={opPaths.calls}>
				{board.on_calls}
			</Tile>
			<Tile kiosk={kiosk} label="op.taking" means="op.wall.taking" href={opPaths.people} level={level.taking}>
				{board.taking_calls}
			</Tile>
			<Tile
				kiosk={kiosk}
				label="op.kept"
				means="op.wall.kept_means"
				note={t("op.wall.kept", { kept: kept.kept, of: kept.kept + kept.lost })}
				href={opPaths.calls}
				level={level.kept}
			>
				{kept.per_mille === null ? "–" : t("op.percent", { n: kept.per_mille / 10 })}
			</Tile>
			<Tile
				kiosk={kiosk}
				label="op.nav.trunks"
				means="op.wall.trunks_means"
				note={down ? t("op.wall.trunks_down", { n: down }) : t("op.wall.trunks", { n: most })}
				href={opPaths.trunks}
				level={level.channels}
			>
				{used}
			</Tile>
		</div>
	);
}
