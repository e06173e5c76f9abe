// SPDX-License-Identifier: Apache-2.0
// Whether somebody is at this page. What a page asks by itself says so: an operator's session ends when nobody was at it for a while,
// however long the page stays open.

/** About how often the daemon notes that a session is used. */
const ATTENDED_FOR = 60_000;
const HANDS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

let touched = Date.now(); // whoever opens a page is at it
let heard = Date.now();
let tell: (() => void) | undefined;

export function noteHand(): void {
	touched = Date.now();
	if (!tell || touched - heard < ATTENDED_FOR) return;
	heard = touched;
	tell();
}

if (typeof window !== "undefined") for (const hand of HANDS) window.addEventListener(hand, noteHand, { capture: true, passive: true });

/** Asked for each request that is sent. */
export function isAttended(): boolean {
	const is = Date.now() - touched < ATTENDED_FOR;
	if (is) heard = Date.now();
	return is;
}

/** Somebody is at the page, and it asked nothing for a while: the daemon would not know. The answer ends it. */
export function whenUnheard(then: () => void): () => void {
	tell = then;
	return () => {
		tell = undefined;
	};
}
