// SPDX-License-Identifier: Apache-2.0
// How loud it is at each ear, several times a second: kept outside of React, so that only the meters are drawn anew.
import { useCallback, useSyncExternalStore } from "react";

let levels: Readonly<Record<string, number>> = {};
const watchers = new Set<() => void>();

export function setLevels(next: Readonly<Record<string, number>>): void {
	levels = next;
	for (const look of watchers) look();
}

function watch(look: () => void): () => void {
	watchers.add(look);
	return () => watchers.delete(look);
}

/** 0 to 100. */
export const useLevel = (number: string): number => useSyncExternalStore(watch, useCallback(() => levels[number] ?? 0, [number]));
