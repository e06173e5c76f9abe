// SPDX-License-Identifier: Apache-2.0
// The demo's simulated telephones, over the daemon's bridge to them. There is no such bridge outside a demo.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Problem } from "../lib/problem";
import { setLevels } from "./levels";

const HANDSETS = "/demo/handsets";
const KEY = ["handsets"];
const LOOK_EVERY = 500;
const KEPT = 40;

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
export type State = { ok: boolean; speed: number; calls: Call[] };
export type Order =
	| { cmd: "answer" | "hangup"; number: string }
	| { cmd: "key"; number: string; keys: string }
	| { cmd: "speed"; speed: number };

/** One line of the telephones' own log. */
type Line = {
	event?: string;
	at?: string;
	number?: string;
	text?: string;
	hz?: number;
	ms?: number;
	key?: string;
	name?: string;
	levels?: Record<string, number>;
};

type What =
	| { kind: "words" | "key" | "rings"; text: string }
	| { kind: "tone"; hz: number; ms: number }
	| { kind: "answered" | "ended" | "cancelled"; text: "" };
export type Caption = What & { id: number; at: string };

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
function whatOf(line: Line): What | undefined {
	switch (line.event) {
		case "heard_prompt":
			return line.text && !line.text.startsWith("~") ? { kind: "words", text: line.text } : undefined;
		case "heard_tone":
			return { kind: "tone", hz: line.hz ?? 0, ms: line.ms ?? 0 };
		case "pressed":
			return { kind: "key", text: line.key ?? "" };
		case "invite":
			return { kind: "rings", text: line.name ?? "" };
		case "answered":
		case "ended":
		case "cancelled":
			return { kind: line.event, text: "" };
		default:
			return undefined;
	}
}

type Captions = ReadonlyMap<string, Caption[]>;

function withLine(before: Captions, line: Line, id: number): Captions {
	const what = whatOf(line);
	const { number, at } = line;
	if (!what || !number || !at) return before;
	return new Map(before).set(number, [...(before.get(number) ?? []), { ...what, id, at }].slice(-KEPT));
}

/** The last captions of each telephone: the telephones keep them, and tell them first to whoever begins to listen. */
export function useCaptions(): Captions {
	const client = useQueryClient();
	const [all, setAll] = useState<Captions>(new Map());
	useEffect(() => {
		const source = new EventSource(`${HANDSETS}/heard`);
		let count = 0;
		source.onopen = () => setAll(new Map());
		source.onmessage = (message: MessageEvent<string>) => {
			const line = JSON.parse(message.data) as Line;
			if (line.levels) return setLevels(line.levels);
			if (!line.number) return;
			const id = ++count;
			setAll((before) => withLine(before, line, id));
			void client.invalidateQueries({ queryKey: KEY });
		};
		return () => {
			source.close();
			setLevels({});
		};
	}, [client]);
	return all;
}
