// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";

const nameOf = (key: string) => `ringback-draft-${key}`;

function kept<T extends object>(key: string): Partial<T> {
	try {
		return JSON.parse(sessionStorage.getItem(nameOf(key)) ?? "{}") as Partial<T>;
	} catch {
		return {};
	}
}

export const forgetDraft = (key: string): void => sessionStorage.removeItem(nameOf(key));

/** What was filled in outlives signing in, a reload and the way to another form of the same `key`; it ends with the tab. */
export function useDraft<T extends object>(key: string, first: () => T): [T, (change: Partial<T>) => void] {
	const [draft, setDraft] = useState<T>(() => ({ ...first(), ...kept<T>(key) }));
	useEffect(() => sessionStorage.setItem(nameOf(key), JSON.stringify(draft)), [key, draft]);
	return [draft, (change) => setDraft((before) => ({ ...before, ...change }))];
}
