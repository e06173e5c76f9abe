// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { type Application, useApprove } from "../data/applications";
import { useCategories } from "../data/catalogue";
import { t } from "../i18n/t";
import { minorOf } from "../lib/amount";
import { problemOf } from "../lib/problem";
import { Button, cx, Muted, Panel, ProblemBox, Row, TextField, toast, useStale } from "../kit";
import { draftOf, isElsewhere, toAsk } from "../offer/draft";
import { OfferFields } from "../offer/OfferFields";
import { DeclineDialog } from "./DeclineDialog";
import css from "./op.module.css";

/** What was asked for, to be settled as it shall be; and yes or no. */
export function ApproveForm({ is }: { is: Application }) {
	const approve = useApprove(is.id, (now) => toast(t("op.apply.approved", { name: now.account_nickname ?? now.nickname })));
	const stale = useStale();
	const [asked, setAsked] = useState(false);
	const [nickname, setNickname] = useState(is.nickname);
	const [draft, setDraft] = useState(draftOf(is));
	const categories = (useCategories().data?.data ?? []).filter((one) => one.state === "open" || one.id === is.category);
	const { currency } = is.price;
	const wrong = approve.isError ? problemOf(approve.error) : undefined;
	const send = () => {
		if (minorOf(draft.price, currency) === undefined) return;
		approve.mutate({ ...toAsk(draft, currency), nickname: nickname.trim() });
	};
	return (
		<Panel title={t("op.apply.approve_title")}>
			<form
				className={cx(css.form, css.settle)}
				onInput={() => wrong && approve.reset()}
				onSubmit={(event) => {
					event.preventDefault();
					send();
				}}
			>
				<Muted>{t("op.apply.approve_words", { name: is.nickname })}</Muted>
				<TextField label={t("op.apply.name")} value={nickname} required maxLength={60} onText={setNickname} error={wrong?.of("nickname")} />
				<OfferFields draft={draft} onDraft={(part) => setDraft({ ...draft, ...part })} categories={categories} currency={currency} wrong={wrong} />
				{wrong && isElsewhere(wrong, "nickname") && <ProblemBox error={approve.error} />}
				<Row spread>
					<Button type="submit" tone="primary" busy={approve.isPending} disabled={stale}>
						{t("op.apply.approve")}
					</Button>
					<Button tone="danger" disabled={stale} onPress={() => setAsked(true)}>
						{t("op.apply.decline")}
					</Button>
				</Row>
			</form>
			{asked && <DeclineDialog is={is} onClose={() => setAsked(false)} />}
		</Panel>
	);
}
