// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from "react";

export type ToastTone = "ok" | "bad" | "plain";
export type Said = { id: number; words: string; tone: ToastTone };

const STAYS_MS = 7000;
let all: readonly Said[] = [];
let next = 1;
const watchers = new Set<() => void>();

function set(now: readonly Said[]): void {
	all = now;
	for (const tell of watchers) tell();
}

export const dropToast = (id: number): void => set(all.filter((one) => one.id !== id));

/** One short sentence about what was just done. Bad news stays until it is put away. */
export function toast(words: string, tone: ToastTone = "ok"): void {
	const id = next++;
	set([...all.slice(-2), { id, words, tone }]);
	if (tone !== "bad") setTimeout(() => dropToast(id), STAYS_MS);
}

export const useToasts = (): readonly Said[] =>
	useSyncExternalStore(
		(tell) => {
			watchers.add(tell);
			return () => watchers.delete(tell);
		},
		() => all,
	);
