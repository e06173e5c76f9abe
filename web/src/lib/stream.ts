// SPDX-License-Identifier: Apache-2.0
// One event stream per browser: the tab that holds the lock reads it, the others listen on a channel.
// The reader remembers the last event's number for its successor. What is told of lines (line.changed) is not kept: whenever
// the stream comes up, everything shown is asked again. Visitors have a stream of their own, of what everybody may see.
import type { Schemas } from "./api";
import { readFrames } from "./frames";
import { asKiosk } from "./kiosk";
import { noteOff, noteUp } from "./live";

/** What is told of lines is not kept, so it has no id. */
export type LiveEvent = Omit<Schemas["Event"], "id"> & { id?: string };

type News =
	| { type: "event"; event: LiveEvent }
	| { type: "resync" }
	| { type: "state"; up: boolean; known?: boolean }
	| { type: "full" }
	| { type: "who" };

const LOCK = "ringback-live";
const LAST = "ringback-live-last";
const FULL_AGAIN = 60_000; // a visitor for whom there is no stream: the pages look by themselves meanwhile
const SILENT_AFTER = 40_000; // two heartbeats and a half
const SCREEN_SILENT_AFTER = 9_000; // a screen's stream beats every four seconds: nobody is near to notice that it is dead
const RETRY_MS = [500, 1000, 2000, 4000, 8000];

export type LiveHandlers = {
	onEvent: (event: LiveEvent) => void;
	/** Everything may be old: ask again. */
	onResync: () => void;
	/** 401: the session is over. */
	onSignedOut: () => void;
};

const rest = (ms: number, stop: AbortSignal) =>
	new Promise<void>((done) => {
		const timer = setTimeout(done, ms);
		stop.addEventListener("abort", () => (clearTimeout(timer), done()), { once: true });
	});

/** Whose stream: of an account, of a visitor (null), of a screen in the corridor by its key. */
export type Listener = { account: string | null } | { kiosk: string };
type Source = { path: string; name: string; kiosk?: string };

function sourceOf(who: Listener): Source {
	// The end of a key is its checksum: it tells one screen from the other and opens nothing.
	if ("kiosk" in who) return { path: "/v1/wall/stream", name: `screen-${who.kiosk.slice(-6)}`, kiosk: who.kiosk };
	return who.account ? { path: "/v1/events/stream", name: who.account } : { path: "/v1/lines/stream", name: "visitor" };
}

function asked(source: Source): RequestInit {
	if (source.kiosk) return asKiosk(source.kiosk);
	const last = localStorage.getItem(`${LAST}-${source.name}`);
	return last ? { headers: { "Last-Event-ID": last } } : {};
}

/** Reads the stream until it breaks. True: it was up for a while. "out": not signed in any more. "full": no room for visitors. */
async function readOnce(source: Source, stop: AbortSignal, tell: (news: News) => void): Promise<boolean | "out" | "full"> {
	const silent = new AbortController();
	const both = AbortSignal.any([stop, silent.signal]);
	const patience = source.kiosk ? SCREEN_SILENT_AFTER : SILENT_AFTER;
	let timer = setTimeout(() => silent.abort(), patience);
	try {
		const response = await fetch(source.path, { ...asked(source), signal: both, cache: "no-store" });
		if (response.status === 401) return "out";
		if (response.status === 503 && source.name === "visitor") return "full";
		if (!response.ok || !response.body) return false;
		tell({ type: "state", up: true });
		for await (const frame of readFrames(response.body)) {
			clearTimeout(timer);
			timer = setTimeout(() => silent.abort(), patience);
			if (frame.id && !source.kiosk) localStorage.setItem(`${LAST}-${source.name}`, frame.id);
			if (frame.event === "resync") tell({ type: "resync" });
			else if (frame.data) tell({ type: "event", event: JSON.parse(frame.data) as LiveEvent });
		}
		return true;
	} catch {
		return false;
	} finally {
		clearTimeout(timer);
		if (!stop.aborted) tell({ type: "state", up: false });
	}
}

async function lead(source: Source, stop: AbortSignal, tell: (news: News) => void): Promise<"out" | undefined> {
	let tries = 0;
	while (!stop.aborted) {
		const ended = await readOnce(source, stop, tell);
		if (ended === "out") return "out";
		if (ended === "full") tell({ type: "full" });
		tries = ended ? 0 : Math.min(tries + 1, RETRY_MS.length - 1);
		// Not all at the same moment after a restart.
		await rest((ended === "full" ? FULL_AGAIN : (RETRY_MS[tries] ?? 8000)) * (0.5 + Math.random()), stop);
	}
	return undefined;
}

/** Begins to listen; the answer ends it. Call once per page. */
export function startLive(who: Listener, handlers: LiveHandlers): () => void {
	const source = sourceOf(who);
	const lock = `${LOCK}-${source.name}`;
	const stop = new AbortController();
	const channel = new BroadcastChannel(lock);
	let leads = false;
	let up = false;

	const take = (news: News) => {
		if (news.type === "event") handlers.onEvent(news.event);
		else if (news.type === "resync") handlers.onResync();
		else if (news.type === "full") noteOff();
		else if (news.type === "state") {
			noteUp(news.up);
			if (news.up && !news.known) handlers.onResync();
		} else if (leads) channel.postMessage({ type: "state", up, known: true } satisfies News);
	};
	const tell = (news: News) => {
		if (news.type === "state") up = news.up;
		channel.postMessage(news);
		take(news);
	};
	const wake = () => {
		if (!document.hidden) handlers.onResync();
	};

	noteUp(false);
	channel.onmessage = (message: MessageEvent<News>) => take(message.data);
	channel.postMessage({ type: "who" } satisfies News);
	document.addEventListener("visibilitychange", wake);
	navigator.locks
		.request(lock, { signal: stop.signal }, async () => {
			leads = true;
			if ((await lead(source, stop.signal, tell)) === "out") handlers.onSignedOut();
		})
		.catch(() => undefined);

	return () => {
		stop.abort();
		channel.close();
		document.removeEventListener("visibilitychange", wake);
		noteOff();
	};
}
