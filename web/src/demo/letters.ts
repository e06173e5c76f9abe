// SPDX-License-Identifier: Apache-2.0
// The mail that the demo's daemon catches: the notices it would send, and what people wrote to each other.
import { useQuery } from "@tanstack/react-query";
import { Problem } from "../lib/problem";

const LOOK_EVERY = 1000;

export type Letter = {
	at: string;
	kind: "notice" | "mail";
	name: string;
	about: string;
	from: string;
	to: string;
	login: string;
	subject: string;
	body: string;
	/** The token of a signed link. */
	link: string | null;
};

async function fetchLetters(): Promise<Letter[]> {
	const response = await fetch("/demo/letters");
	const said: unknown = await response.json().catch(() => ({}));
	if (!response.ok) throw new Problem(response.status, said as { title?: string }, response.headers);
	return (said as { data: Letter[] }).data;
}

/** Newest first. */
export const useLetters = () => useQuery({ queryKey: ["letters"], queryFn: fetchLetters, refetchInterval: LOOK_EVERY, retry: false });

/** Where the letter's button leads: a signed link needs no sign-in, the rest opens as the one it was written to. */
export function placeOf(letter: Letter): string {
	if (letter.link) return `/line/link/${letter.link}`;
	if (letter.kind === "mail") return `/mail/${letter.about}?as=${letter.login}`;
	return `/pro/arranged?as=${letter.login}`;
}
