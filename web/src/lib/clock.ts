// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";

// Timers tick here from the daemon's instants; only a clock that is clearly wrong is corrected.
const BELIEVED_MS = 2000;
let offset = 0;

export function noteServerDate(said: string | null): void {
	const server = said ? Date.parse(said) + 500 : Number.NaN;
	if (Number.isNaN(server)) return;
	const differs = server - Date.now();
	offset = Math.abs(differs) > BELIEVED_MS ? differs : 0;
}

export const now = (): number => Date.now() + offset;

/** Draws again every `every` ms; a page in the background rests. */
export function useNow(every = 1000): number {
	const [at, setAt] = useState(now);
	useEffect(() => {
		const timer = setInterval(() => {
			if (!document.hidden) setAt(now());
		}, every);
		const wake = () => setAt(now());
		document.addEventListener("visibilitychange", wake);
		return () => {
			clearInterval(timer);
			document.removeEventListener("visibilitychange", wake);
		};
	}, [every]);
	return at;
}
