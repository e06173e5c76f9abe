// SPDX-License-Identifier: Apache-2.0
// Every change has a reason, and nobody is named in it.
import { useEffect, useState } from "react";
import type { Advisor } from "../data/catalogue";
import type { MessageKey } from "../i18n/t";

export type Line = Pick<Advisor, "waiting" | "activity" | "intent">;
export type Why = { words: MessageKey; at: string };

type Seen = { line: Line | undefined; why: Why | undefined };

const talks = (line: Line) => line.activity === "dialing" || line.activity === "on_call";

/** What made the line another than a moment ago; undefined: nothing that matters to who waits. */
export function whyChanged(before: Line, now: Line): MessageKey | undefined {
	if (now.intent !== before.intent) return now.intent === "away" ? "moved.away" : now.intent === "taking_calls" ? "moved.back" : undefined;
	if (now.waiting > before.waiting) return "moved.joined";
	if (now.waiting < before.waiting) return talks(now) && !talks(before) ? "moved.began" : "moved.left";
	if (talks(before) && !talks(now)) return "moved.ended";
	return undefined;
}

/** The last reason seen on this page, and when. */
export function useWhy(line: Line | undefined): Why | undefined {
	const [seen, setSeen] = useState<Seen>({ line, why: undefined });
	const { waiting, activity, intent } = line ?? {};
	useEffect(() => {
		if (waiting === undefined || !activity || !intent) return;
		const now = { waiting, activity, intent };
		const note = (last: Seen): Seen => {
			const words = last.line && whyChanged(last.line, now);
			return { line: now, why: words ? { words, at: new Date().toISOString() } : last.why };
		};
		queueMicrotask(() => setSeen(note));
	}, [waiting, activity, intent]);
	return seen.why;
}
