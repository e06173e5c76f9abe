// SPDX-License-Identifier: Apache-2.0
// One event stream per browser: the tab that holds the lock reads it, the others listen on a channel.
// The reader remembers the last event's number for its successor; whoever missed too much asks everything again.
import { useSyncExternalStore } from "react";
import type { Schemas } from "./api";
import { readFrames } from "./frames";

export type LiveEvent = Schemas["Event"];
export type LiveState = "off" | "connecting" | "live" | "stale";

type News = { type: "event"; event: LiveEvent } | { type: "resync" } | { type: "state"; up: boolean } | { type: "who" };

const LOCK = "ringback-live";
const LAST = "ringback-live-last";
const STALE_AFTER = 10_000;
const SILENT_AFTER = 40_000; // two heartbeats and a half
const RETRY_MS = [500, 1000, 2000, 4000, 8000];

export type LiveHandlers = {
	onEvent: (event: LiveEvent) => void;
	/** Everything may be old: ask again. */
	onResync: () => void;
	/** 401: the session is over. */
	onSignedOut: () => void;
};

let state: LiveState = "off";
const watchers = new Set<() => void>();
let staleTimer: ReturnType<typeof setTimeout> | undefined;

function become(next: LiveState): void {
	if (state === next) return;
	state = next;
	for (const tell of watchers) tell();
}

function noteUp(up: boolean): void {
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

export function useLiveState(): LiveState {
	return useSyncExternalStore(
		(tell) => {
			watchers.add(tell);
			return () => watchers.delete(tell);
		},
		() => state,
	);
}

const rest = (ms: number, stop: AbortSignal) =>
	new Promise<void>((done) => {
		const timer = setTimeout(done, ms);
		stop.addEventListener("abort", () => (clearTimeout(timer), done()), { once: true });
	});

/** Reads the stream until it breaks. True: it was up for a while. False with "out": not signed in any more. */
async function readOnce(stop: AbortSignal, tell: (news: News) => void): Promise<boolean | "out"> {
	const last = sessionLast();
	const headers: HeadersInit = last ? { "Last-Event-ID": last } : {};
	const silent = new AbortController();
	const both = AbortSignal.any([stop, silent.signal]);
	let timer = setTimeout(() => silent.abort(), SILENT_AFTER);
	try {
		const response = await fetch("/v1/events/stream", { headers, signal: both, cache: "no-store" });
		if (response.status === 401) return "out";
		if (!response.ok || !response.body) return false;
		tell({ type: "state", up: true });
		for await (const frame of readFrames(response.body)) {
			clearTimeout(timer);
			timer = setTimeout(() => silent.abort(), SILENT_AFTER);
			if (frame.id) localStorage.setItem(LAST, frame.id);
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

const sessionLast = (): string | null => localStorage.getItem(LAST);

async function lead(stop: AbortSignal, tell: (news: News) => void): Promise<"out" | undefined> {
	let tries = 0;
	while (!stop.aborted) {
		const ended = await readOnce(stop, tell);
		if (ended === "out") return "out";
		tries = ended ? 0 : Math.min(tries + 1, RETRY_MS.length - 1);
		await rest(RETRY_MS[tries] ?? 8000, stop);
	}
	return undefined;
}

/** Begins; the answer ends it. Call once per page while somebody is signed in. */
export function startLive(handlers: LiveHandlers): () => void {
	const stop = new AbortController();
	const channel = new BroadcastChannel(LOCK);
	let leads = false;
	let up = false;

	const take = (news: News) => {
		if (news.type === "event") handlers.onEvent(news.event);
		else if (news.type === "resync") handlers.onResync();
		else if (news.type === "state") noteUp(news.up);
		else if (leads) channel.postMessage({ type: "state", up } satisfies News);
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
		.request(LOCK, { signal: stop.signal }, async () => {
			leads = true;
			handlers.onResync(); // the former reader may have died with news in hand
			if ((await lead(stop.signal, tell)) === "out") handlers.onSignedOut();
		})
		.catch(() => undefined);

	return () => {
		stop.abort();
		channel.close();
		document.removeEventListener("visibilitychange", wake);
		clearTimeout(staleTimer);
		staleTimer = undefined;
		become("off");
	};
}
