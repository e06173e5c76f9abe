// SPDX-License-Identifier: Apache-2.0
// Keys with Alt that do what a button does, and the wishes of this browser: kept here only, not by the daemon.
import { useEffect, useState } from "react";

export type Wish = "ringback.shortcuts" | "ringback.sound";
const PRESET: Record<Wish, boolean> = { "ringback.shortcuts": true, "ringback.sound": false };

export function wished(wish: Wish): boolean {
	const kept = localStorage.getItem(wish);
	return kept === null ? PRESET[wish] : kept === "on";
}

/** A switch that only this browser knows. */
export function useWish(wish: Wish): [boolean, (on: boolean) => void] {
	const [on, setOn] = useState(() => wished(wish));
	const keep = (now: boolean) => {
		localStorage.setItem(wish, now ? "on" : "off");
		setOn(now);
	};
	return [on, keep];
}

/** Alt and this letter press while the calling component is shown; false: switched off in Options (WCAG 2.1.4). */
export function useShortcut(letter: string, press: () => void): boolean {
	const on = wished("ringback.shortcuts");
	useEffect(() => {
		if (!on) return;
		const listen = (event: KeyboardEvent) => {
			if (!event.altKey || event.ctrlKey || event.metaKey || event.key.toLowerCase() !== letter) return;
			event.preventDefault();
			press();
		};
		addEventListener("keydown", listen);
		return () => removeEventListener("keydown", listen);
	});
	return on;
}
