// SPDX-License-Identifier: Apache-2.0
import type { FormEvent } from "react";
import { useRules } from "../app/rules";
import type { Me } from "../app/session";
import { type Application, useApply } from "../data/applications";
import { useCategories } from "../data/catalogue";
import { Button, Card, ProblemBox, Stack, TextArea, TextField, toast } from "../kit";
import { minorOf } from "../lib/amount";
import { forgetDraft, useDraft } from "../lib/draft";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";
import { draftOf, isElsewhere, NEW_DRAFT, toAsk } from "../offer/draft";
import { OfferFields } from "../offer/OfferFields";

const DRAFT = "apply";

/** What one would offer; begins with what was written the last time. */
export function ApplyForm({ me, last }: { me: Me; last: Application | undefined }) {
	const apply = useApply(() => {
		forgetDraft(DRAFT);
		toast(t("apply.sent"));
	});
	const categories = (useCategories().data?.data ?? []).filter((one) => one.state === "open");
	const currency = useRules().data?.currency ?? "USD";
	const [draft, setDraft] = useDraft(DRAFT, () => ({
		...(last ? draftOf(last) : NEW_DRAFT),
		nickname: last?.nickname ?? me.nickname,
		about: last?.about ?? "",
	}));
	const category = categories.some((one) => one.id === draft.category) ? draft.category : (categories[0]?.id ?? "");
	const wrong = apply.error ? problemOf(apply.error) : undefined;
	const send = (event: FormEvent) => {
		event.preventDefault();
		if (minorOf(draft.price, currency) === undefined) return;
		const offer = toAsk({ ...draft, category, extension: "" }, currency);
		apply.mutate({ ...offer, nickname: draft.nickname.trim(), about: draft.about });
	};
	return (
		<Card>
			<form onSubmit={send} onInput={() => wrong && apply.reset()}>
				<Stack>
					<TextField label={t("apply.name")} value={draft.nickname} required onText={(nickname) => setDraft({ nickname })} error={wrong?.of("nickname")} />
					<OfferFields draft={{ ...draft, category }} onDraft={setDraft} categories={categories} currency={currency} wrong={wrong} titled={t("apply.listing_title")} unnumbered />
					<TextArea label={t("apply.about")} hint={t("apply.about_hint")} value={draft.about} rows={5} maxLength={4000} onText={(about) => setDraft({ about })} error={wrong?.of("about")} />
					{wrong && isElsewhere(wrong, "nickname", "about") && <ProblemBox error={wrong} />}
					<div>
						<Button type="submit" tone="primary" busy={apply.isPending}>
							{t("apply.send")}
						</Button>
					</div>
				</Stack>
			</form>
		</Card>
	);
}
