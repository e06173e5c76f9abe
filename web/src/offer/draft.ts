// SPDX-License-Identifier: Apache-2.0
// What is offered, as it is typed: of a listing, of an application, of what an owner approves.
import { majorOf, minorOf } from "../lib/amount";
import type { Schemas } from "../lib/api";
import type { Problem } from "../lib/problem";

export type Draft = { title: string; category: string; description: string; price: string; extension: string };
export const NEW_DRAFT: Draft = { title: "", category: "", description: "", price: "", extension: "" };
const FIELDS = ["title", "category", "description", "price", "price/amount", "extension"];

type Offered = Pick<Schemas["Listing"], "title" | "category" | "description" | "price"> & { extension?: string };

export const draftOf = (is: Offered): Draft => ({
	title: is.title,
	category: is.category,
	description: is.description,
	price: majorOf(is.price),
	extension: is.extension ?? "",
});

export function toAsk(draft: Draft, currency: string) {
	const { title, category, description } = draft;
	const ask = { title, category, description, price: { amount: minorOf(draft.price, currency) ?? 0, currency } };
	return draft.extension ? { ...ask, extension: draft.extension } : ask;
}

/** Something was said that no field of the form shows. */
export const isElsewhere = (wrong: Problem, ...more: string[]): boolean => ![...FIELDS, ...more].some((field) => wrong.of(field));
