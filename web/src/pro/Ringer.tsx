// SPDX-License-Identifier: Apache-2.0
import { useEffect } from "react";
import { wished } from "./shortcuts";

const EVERY_MS = 2_000;
const NOTES = [660, 880];

/** Two short notes, made here: nothing is fetched. */
function chime(context: AudioContext): void {
	NOTES.forEach((hertz, i) => {
		const at = context.currentTime + i * 0.18;
		const tone = context.createOscillator();
		const level = context.createGain();
		tone.frequency.value = hertz;
		level.gain.setValueAtTime(0.12, at);
		level.gain.exponentialRampToValueAtTime(0.001, at + 0.16);
		tone.connect(level).connect(context.destination);
		tone.start(at);
		tone.stop(at + 0.17);
	});
}

export function playOnce(): void {
	const context = new AudioContext();
	chime(context);
	setTimeout(() => void context.close(), 1_000);
}

/** Sounds while the advisor's phone rings, where that is switched on in Options; in one tab only (Web Locks). */
export function Ringer({ rings }: { rings: boolean }) {
	const on = rings && wished("ringback.sound");
	useEffect(() => {
		if (!on) return;
		const over = new AbortController();
		const ring = async () => {
			const context = new AudioContext();
			chime(context);
			const timer = setInterval(() => chime(context), EVERY_MS);
			await new Promise((done) => over.signal.addEventListener("abort", done, { once: true }));
			clearInterval(timer);
			await context.close();
		};
		navigator.locks.request("ringback.ringer", { signal: over.signal }, ring).catch(() => undefined);
		return () => over.abort();
	}, [on]);
	return null;
}
