// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import type { Category, Listing } from "../data/catalogue";
import { t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { majorOf, minorOf } from "../lib/amount";
import { problemOf } from "../lib/problem";
import { Button, Card, ProblemBox, Select, Stack, TextArea, TextField } from "../kit";

export type Draft = { title: string; category: string; description: string; price: string; extension: string };
export const NEW_DRAFT: Draft = { title: "", category: "", description: "", price: "", extension: "" };

export const draftOf = (is: Listing): Draft => ({
	title: is.title,
	category: is.category,
	description: is.description,
	price: majorOf(is.price),
	extension: is.extension,
});

export function toAsk(draft: Draft, currency: string): Schemas["ListingAsk"] {
	const { title, category, description } = draft;
	const ask = { title, category, description, price: { amount: minorOf(draft.price, currency) ?? 0, currency } };
	return draft.extension ? { ...ask, extension: draft.extension } : ask;
}

type Props = {
	draft: Draft;
	onDraft: (draft: Draft) => void;
	categories: Category[];
	currency: string;
	busy: boolean;
	error: unknown;
	note?: ReactNode;
	onSend: (draft: Draft) => void;
	words: string;
};

const FIELDS = ["title", "category", "description", "price", "price/amount", "extension"];

export function ListingForm({ draft, onDraft, categories, currency, busy, error, note, onSend, words }: Props) {
	const wrong = error ? problemOf(error) : undefined;
	const elsewhere = wrong && !FIELDS.some((field) => wrong.of(field));
	const price = minorOf(draft.price, currency);
	const set = (part: Partial<Draft>) => onDraft({ ...draft, ...part });
	return (
		<Card>
			<form
				onSubmit={(event) => {
					event.preventDefault();
					if (price !== undefined) onSend(draft);
				}}
			>
				<Stack>
					<TextField label={t("pro.col.title")} value={draft.title} required maxLength={100} onText={(title) => set({ title })} error={wrong?.of("title")} />
					<Select
						label={t("pro.col.category")}
						value={draft.category}
						onText={(category) => set({ category })}
						options={categories.map((one) => ({ value: one.id, label: one.title }))}
						error={wrong?.of("category")}
					/>
					<TextArea
						label={t("pro.listing_description")}
						hint={t("pro.listing_description_hint")}
						value={draft.description}
						rows={5}
						maxLength={4000}
						onText={(description) => set({ description })}
						error={wrong?.of("description")}
					/>
					<TextField
						label={t("pro.listing_price", { currency })}
						hint={t("pro.listing_price_hint")}
						inputMode="decimal"
						value={draft.price}
						required
						onText={(text) => set({ price: text })}
						error={wrong?.of("price/amount") ?? wrong?.of("price") ?? (draft.price && price === undefined ? t("pro.listing_price_bad") : undefined)}
					/>
					{note}
					<TextField
						label={t("pro.col.extension")}
						hint={t("pro.listing_extension_hint")}
						inputMode="numeric"
						value={draft.extension}
						maxLength={6}
						onText={(extension) => set({ extension })}
						error={wrong?.of("extension")}
					/>
					{elsewhere && <ProblemBox error={error} />}
					<div>
						<Button type="submit" tone="primary" busy={busy}>
							{words}
						</Button>
					</div>
				</Stack>
			</form>
		</Card>
	);
}
