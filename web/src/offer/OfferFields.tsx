// SPDX-License-Identifier: Apache-2.0
import "./texts";
import type { ReactNode } from "react";
import type { Category } from "../data/catalogue";
import { t } from "../i18n/t";
import { minorOf } from "../lib/amount";
import type { Problem } from "../lib/problem";
import { Select, TextArea, TextField } from "../kit";
import type { Draft } from "./draft";

type Props = {
	draft: Draft;
	onDraft: (part: Partial<Draft>) => void;
	categories: Category[];
	currency: string;
	wrong: Problem | undefined;
	/** Of the first field; what a listing is called is its title. */
	titled?: string;
	note?: ReactNode;
	/** Whoever applies is given one. */
	unnumbered?: boolean;
};

/** The fields of a listing, for whoever makes one, asks for one, or settles one. */
export function OfferFields({ draft, onDraft, categories, currency, wrong, titled, note, unnumbered }: Props) {
	const priced = minorOf(draft.price, currency) !== undefined;
	return (
		<>
			<TextField label={titled ?? t("offer.title")} value={draft.title} required maxLength={100} onText={(title) => onDraft({ title })} error={wrong?.of("title")} />
			<Select
				label={t("offer.category")}
				value={draft.category}
				onText={(category) => onDraft({ category })}
				options={categories.map((one) => ({ value: one.id, label: one.title }))}
				error={wrong?.of("category")}
			/>
			<TextArea
				label={t("offer.description")}
				hint={t("offer.description_hint")}
				value={draft.description}
				rows={5}
				maxLength={4000}
				onText={(description) => onDraft({ description })}
				error={wrong?.of("description")}
			/>
			<TextField
				label={t("offer.price", { currency })}
				hint={t("offer.price_hint")}
				inputMode="decimal"
				value={draft.price}
				required
				onText={(price) => onDraft({ price })}
				error={wrong?.of("price/amount") ?? wrong?.of("price") ?? (draft.price && !priced ? t("offer.price_bad") : undefined)}
			/>
			{note}
			{!unnumbered && (
				<TextField
					label={t("offer.extension")}
					hint={t("offer.extension_hint")}
					inputMode="numeric"
					value={draft.extension}
					maxLength={6}
					onText={(extension) => onDraft({ extension })}
					error={wrong?.of("extension")}
				/>
			)}
		</>
	);
}
