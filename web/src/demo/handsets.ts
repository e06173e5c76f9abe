// SPDX-License-Identifier: Apache-2.0
// The demo's simulated telephones, over the daemon's bridge to them. There is no such bridge outside a demo.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Problem } from "../lib/problem";

const HANDSETS = "/demo/handsets";
const KEY = ["handsets"];
const LOOK_EVERY = 1000;
const KEPT = 7;

export type Call = {
	number: string;
	state: "ringing" | "answered" | "talking";
	call_id: string;
	from: string;
	name: string;
	answered_at?: string;
	hears?: string;
	hears_hz?: number;
};
type State = { ok: boolean; calls: Call[] };
export type Order = { cmd: "answer" | "hangup"; number: string } | { cmd: "key"; number: string; keys: string };

/** One line of the telephones' own log. */
type Line = { event?: string; at?: string; number?: string; text?: string; hz?: number; ms?: number; key?: string; name?: string; why?: string };

export type Caption =
	| { id: number; kind: "words" | "key"; text: string }
	| { id: number; kind: "tone"; hz: number; ms: number }
	| { id: number; kind: "rings"; text: string }
	| { id: number; kind: "answered" | "ended" | "cancelled"; text: "" };

async function fetchJson<T>(init?: RequestInit): Promise<T> {
	let response: Response;
	try {
		response = await fetch(HANDSETS, init);
	} catch {
		throw new Problem(0, {});
	}
	const said: unknown = await response.json().catch(() => ({}));
	if (!response.ok) throw new Problem(response.status, said as { title?: string }, response.headers);
	return said as T;
}

export const useHandsets = () =>
	useQuery({
		queryKey: KEY,
		queryFn: () => fetchJson<State>(),
		refetchInterval: LOOK_EVERY,
		retry: false,
		select: (state) => state.calls,
	});

export function useOrder() {
	const client = useQueryClient();
	return useMutation({
		mutationFn: (order: Order) =>
			fetchJson<{ ok: boolean }>({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(order) }),
		onSettled: () => void client.invalidateQueries({ queryKey: KEY }),
	});
}

/** What a line of the log is to somebody who holds that telephone; most lines are nothing. */
export function captionOf(line: Line, id: number): Caption | undefined {
	switch (line.event) {
		case "heard_prompt":
			return line.text && !line.text.startsWith("~") ? { id, kind: "words", text: line.text } : undefined;
		case "heard_tone":
			return { id, kind: "tone", hz: line.hz ?? 0, ms: line.ms ?? 0 };
		case "pressed":
			return { id, kind: "key", text: line.key ?? "" };
		case "invite":
			return { id, kind: "rings", text: line.name ?? "" };
		case "answered":
		case "ended":
		case "cancelled":
			return { id, kind: line.event, text: "" };
		default:
			return undefined;
	}
}

/** The last captions of each telephone since the page was opened. */
export function useCaptions(on: boolean): ReadonlyMap<string, Caption[]> {
	const client = useQueryClient();
	const [all, setAll] = useState<ReadonlyMap<string, Caption[]>>(new Map());
	useEffect(() => {
		if (!on) return undefined;
		const source = new EventSource(`${HANDSETS}/heard`);
		let count = 0;
		source.onmessage = (message: MessageEvent<string>) => {
			const line = JSON.parse(message.data) as Line;
			const caption = captionOf(line, ++count);
			const { number } = line;
			if (!number) return;
			void client.invalidateQueries({ queryKey: KEY });
			if (caption) setAll((before) => new Map(before).set(number, [...(before.get(number) ?? []), caption].slice(-KEPT)));
		};
		return () => source.close();
	}, [on, client]);
	return all;
}
