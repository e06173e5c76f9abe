// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import type { Category } from "../data/catalogue";
import { minorOf } from "../lib/amount";
import { problemOf } from "../lib/problem";
import { Button, Card, ProblemBox, Stack } from "../kit";
import { type Draft, isElsewhere } from "../offer/draft";
import { OfferFields } from "../offer/OfferFields";

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

export function ListingForm({ draft, onDraft, categories, currency, busy, error, note, onSend, words }: Props) {
	const wrong = error ? problemOf(error) : undefined;
	return (
		<Card>
			<form
				onSubmit={(event) => {
					event.preventDefault();
					if (minorOf(draft.price, currency) !== undefined) onSend(draft);
				}}
			>
				<Stack>
					<OfferFields draft={draft} onDraft={(part) => onDraft({ ...draft, ...part })} categories={categories} currency={currency} wrong={wrong} note={note} />
					{wrong && isElsewhere(wrong) && <ProblemBox error={error} />}
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
