// SPDX-License-Identifier: Apache-2.0
// What both ways to a call ask for, kept while the person signs in or changes from one to the other.
import type { NumberRow } from "../data/account";
import { forgetDraft, useDraft } from "../lib/draft";
import { OTHER } from "./NumberChoice";

type AskDraft = { wait: string; custom: number; chosen: string; typed: string; reason: string };
const EMPTY: AskDraft = { wait: "", custom: 0, chosen: "", typed: "", reason: "" };

/** `chosen` "" is the first number that may be called. */
export function useAskDraft(listing: string, numbers: NumberRow[]) {
	const key = `ask-${listing}`;
	const [draft, change] = useDraft<AskDraft>(key, () => EMPTY);
	const proved = numbers.filter((one) => one.proved);
	const isThere = draft.chosen === OTHER || proved.some((one) => one.number === draft.chosen);
	const first = draft.typed ? OTHER : (proved[0]?.number ?? OTHER);
	const chosen = isThere ? draft.chosen : first;
	return { draft, change, chosen, number: chosen === OTHER ? draft.typed.trim() : chosen, forget: () => forgetDraft(key) };
}

export type AskForm = ReturnType<typeof useAskDraft>;
