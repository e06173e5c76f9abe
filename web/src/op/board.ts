// SPDX-License-Identifier: Apache-2.0
// The wallboard's figures are the daemon's; only the order of a page of call backs is made here.
import { useQuery } from "@tanstack/react-query";
import type { Callback } from "../data/callbacks";
import { api, ask, type Schemas } from "../lib/api";
import { KEYS } from "../lib/query";

export type Board = Schemas["Wall"];
export type Line = { advisor: string; nickname: string; waiting: Callback[]; oldest: string };

const BOARD_EVERY = 5_000;

/** The whole house at one instant; events bring it anew at once. */
export const useBoard = () =>
	useQuery({ queryKey: KEYS.wall, queryFn: () => ask(api.GET("/v1/wall")), refetchInterval: BOARD_EVERY });

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
