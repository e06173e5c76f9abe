// SPDX-License-Identifier: Apache-2.0
// The wallboard's figures are the daemon's; only the order of a page of call backs is made here.
import { useQuery } from "@tanstack/react-query";
import type { Callback } from "../data/callbacks";
import { api, ask, type Schemas } from "../lib/api";
import { asKiosk } from "../lib/kiosk";
import { useLiveState } from "../lib/live";
import { KEYS } from "../lib/query";

export type Board = Schemas["Wall"];
export type Line = { advisor: string; nickname: string; waiting: Callback[]; oldest: string };
/** `kiosk`: the key of a screen, which is nobody. */
export type View = { kiosk?: string | undefined; category?: string | undefined };

const BOARD_EVERY = 5_000;
const KIOSK_EVERY = 2_000; // while its stream is down
const STRIP_EVERY = 60_000; // while it is not: the minutes of the strip move by themselves

/** The whole house at one instant; events bring it anew at once. */
export function useBoard({ kiosk, category }: View = {}) {
	const live = useLiveState() === "live";
	return useQuery({
		queryKey: [...KEYS.wall, kiosk ?? "", category ?? ""],
		queryFn: () =>
			ask(
				api.GET("/v1/wall", {
					params: { query: category ? { category } : {} },
					...(kiosk && asKiosk(kiosk)),
				}),
			),
		refetchInterval: kiosk ? (live ? STRIP_EVERY : KIOSK_EVERY) : BOARD_EVERY,
		refetchIntervalInBackground: Boolean(kiosk),
	});
}

const byAsking = (a: Callback, b: Callback): number => a.requested_at.localeCompare(b.requested_at) || a.id.localeCompare(b.id);

/** One line an advisor, whoever asked first on top; the line that waits longest first. */
export function linesOf(callbacks: Callback[]): Line[] {
	const lines = new Map<string, Line>();
	for (const one of callbacks.toSorted(byAsking)) {
		const line = lines.get(one.advisor);
		if (line) line.waiting.push(one);
		else lines.set(one.advisor, { advisor: one.advisor, nickname: one.advisor_nickname, waiting: [one], oldest: one.requested_at });
	}
	return [...lines.values()].toSorted((a, b) => a.oldest.localeCompare(b.oldest));
}

const sum = (all: (number | undefined)[]): number => all.reduce<number>((most, one) => most + (one ?? 0), 0);

export const channelsOf = (board: Board): { used: number; most: number } => ({
	used: sum(board.trunks.map((trunk) => trunk.channels)),
	most: sum(board.trunks.map((trunk) => trunk.max_channels)),
});

// ---- levels --------------------------------------------------------------------------------------
export type Level = 0 | 1 | 2;

const above = (value: number, target: number, far: number): Level => (value >= far ? 2 : value >= target ? 1 : 0);

/** None, over target, far over it; the same everywhere a figure is shown. */
export function levelsOf(board: Board, at: number): Record<"waiting" | "longest" | "taking" | "kept" | "channels", Level> {
	const { targets, kept_today: kept } = board;
	const waited = board.longest_wait_since ? (at - Date.parse(board.longest_wait_since)) / 1000 : 0;
	const { used, most } = channelsOf(board);
	const share = most ? (used / most) * 100 : 0;
	const down = board.trunks.some((trunk) => !trunk.up);
	const poor = kept.per_mille === null ? 0 : above(-kept.per_mille, -targets.kept_per_mille + 1, -targets.kept_per_mille + 100);
	return {
		waiting: above(board.waiting, targets.waiting, 2 * targets.waiting),
		longest: above(waited, targets.wait_seconds, 2 * targets.wait_seconds),
		taking: board.taking_calls === 0 && board.waiting > 0 ? 2 : 0,
		kept: poor,
		channels: down ? 2 : above(share, targets.channels_percent, Math.max(90, targets.channels_percent)),
	};
}
