// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from "react";
import { useRules } from "../app/rules";
import { t } from "../i18n/t";
import { useNow } from "../lib/clock";
import { Answer, Clock, useStale, ZoneContext } from "../kit";
import { cx } from "../kit/cx";
import { useLiveState } from "../lib/live";
import { useBoard } from "./board";
import { Strip } from "./Strip";
import { WallAlerts } from "./WallAlerts";
import { WallBar } from "./WallBar";
import css from "./Wall.module.css";
import { WallAdvisors, WallLines } from "./WallLists";
import { WallTiles } from "./WallTiles";

const SILENT_AFTER = 10_000;
const SHIFT_EVERY = 600_000;
const SHIFTS = [css.shift0, css.shift1, css.shift2, css.shift3] as const;

/** Of when the numbers are. When nothing arrives the whole board pales and says since when. */
function Freshness({ stale, at }: { stale: boolean; at: string }) {
	const now = useNow(1000);
	return (
		<p className={css.fresh} role="status">
			{stale ? (
				<>
					{t("op.wall.stale")} <Clock at={at} as="seconds" />
				</>
			) : (
				<span aria-hidden>
					{t("op.wall.live")} <Clock at={new Date(now).toISOString()} as="seconds" />
				</span>
			)}
		</p>
	);
}

/** Read from five metres: six numbers, the lines, what each advisor does, an hour's strip, and what to act on. */
export default function Wall({ kiosk }: { kiosk?: string }) {
	const box = useRef<HTMLDivElement>(null);
	const category = new URLSearchParams(location.search).get("category") ?? undefined;
	const board = useBoard({ kiosk, category });
	const now = useNow(1000);
	const live = useLiveState() === "live";
	const silent = board.dataUpdatedAt > 0 && now - board.dataUpdatedAt > SILENT_AFTER;
	const lost = useStale();
	// What a screen has is as new as its stream is alive; without it, as its last answer.
	const stale = kiosk ? board.isError || (silent && !live) : silent || lost;
	const house = useRules().data?.timezone;
	const zone = board.data?.timezone ?? house;
	useEffect(() => {
		document.title = t("op.nav.wall");
		if (kiosk) document.documentElement.dataset.theme = "dark";
	}, [kiosk]);
	return (
		<ZoneContext.Provider value={zone}>
			<div ref={box} className={cx(css.wall, kiosk && css.kiosk, stale && css.pale, SHIFTS[Math.floor(now / SHIFT_EVERY) % SHIFTS.length])}>
				<header className={css.head}>
					<h1>{t("op.nav.wall")}</h1>
					{board.data && <Freshness stale={stale} at={board.data.at} />}
					<WallBar box={box} kiosk={kiosk} category={category} />
				</header>
				<Answer of={board} lines={6}>
					{(is) => (
						<>
							<WallTiles board={is} kiosk={Boolean(kiosk)} />
							<WallAlerts board={is} />
							<div className={css.lists}>
								<WallLines board={is} />
								<WallAdvisors board={is} />
							</div>
							<Strip board={is} />
							<p className={css.note}>
								{t("op.wall.zone", { zone: is.timezone })} <Clock at={is.kept_today.since} as="date-time" />
							</p>
						</>
					)}
				</Answer>
			</div>
		</ZoneContext.Provider>
	);
}
