// SPDX-License-Identifier: Apache-2.0
import { Maximize } from "lucide-react";
import { useEffect, useRef } from "react";
import { useRules } from "../app/rules";
import { t } from "../i18n/t";
import { useNow } from "../lib/clock";
import { Answer, Button, Clock, useStale } from "../kit";
import { cx } from "../kit/cx";
import { useBoard } from "./board";
import { Strip } from "./Strip";
import css from "./Wall.module.css";
import { WallAdvisors, WallLines } from "./WallLists";
import { WallTiles } from "./WallTiles";

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

/** Read from five metres: six numbers, the lines over target, and what each advisor does. */
export default function Wall() {
	const box = useRef<HTMLDivElement>(null);
	const board = useBoard();
	const stale = useStale() || (board.isError && board.data !== undefined);
	const zone = useRules().data?.timezone;
	useEffect(() => {
		document.title = t("op.nav.wall");
	}, []);
	return (
		<div ref={box} className={cx(css.wall, stale && css.pale)}>
			<header className={css.head}>
				<h1>{t("op.nav.wall")}</h1>
				{board.data && <Freshness stale={stale} at={board.data.at} />}
				<Button
					size="small"
					icon={<Maximize size={18} aria-hidden />}
					onPress={() => void (document.fullscreenElement ? document.exitFullscreen() : box.current?.requestFullscreen())}
				>
					{t("op.wall.full")}
				</Button>
			</header>
			<Answer of={board} lines={6}>
				{(is) => (
					<>
						<WallTiles board={is} />
						<div className={css.lists}>
							<WallLines board={is} />
							<WallAdvisors board={is} />
						</div>
						<Strip board={is} />
						<p className={css.note}>{t("op.wall.zone", { zone: zone ?? "UTC" })}</p>
					</>
				)}
			</Answer>
		</div>
	);
}
