// SPDX-License-Identifier: Apache-2.0
// How fresh what the pages show is. The stream itself (lib/stream.ts) is loaded after the page and tells it here.
import { useSyncExternalStore } from "react";

export type LiveState = "off" | "connecting" | "live" | "stale";

const STALE_AFTER = 10_000;
const LOOK_EVERY = 15_000;

let state: LiveState = "off";
const watchers = new Set<() => void>();
let staleTimer: ReturnType<typeof setTimeout> | undefined;

function become(next: LiveState): void {
	if (state === next) return;
	state = next;
	for (const tell of watchers) tell();
}

export function noteUp(up: boolean): void {
	if (up) {
		clearTimeout(staleTimer);
		staleTimer = undefined;
		become("live");
		return;
	}
	if (state === "live" || state === "off") become("connecting");
	// A try that fails does not make the news younger.
	staleTimer ??= setTimeout(() => become("stale"), STALE_AFTER);
}

export function noteOff(): void {
	clearTimeout(staleTimer);
	staleTimer = undefined;
	become("off");
}

export function useLiveState(): LiveState {
	return useSyncExternalStore(
		(tell) => {
			watchers.add(tell);
			return () => watchers.delete(tell);
		},
		() => state,
	);
}

/** How often a page looks by itself: only while the stream does not tell. */
export const useRefreshing = (): number | false => (useLiveState() === "live" ? false : LOOK_EVERY);
