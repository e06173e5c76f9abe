// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { useLocation } from "wouter";
import { useCategories, useListing } from "../data/catalogue";
import { useChangeListing, useCloseListing, useCreateListing, useLine } from "../data/desk";
import { useRules } from "../app/rules";
import { t } from "../i18n/t";
import { Answer, Button, Dialog, Fine, LinkButton, Muted, Page, ProblemBox, Row, Stack, toast } from "../kit";
import { type Draft, draftOf, NEW_DRAFT, toAsk } from "../offer/draft";
import { ListingForm } from "./ListingForm";
import type { Advisor } from "./Pro";
import { proPaths } from "./proPaths";

type Props = Advisor & { listing: string };

function CloseIt({ listing, waiting }: { listing: string; waiting: number }) {
	const [asked, setAsked] = useState(false);
	const close = useCloseListing();
	const send = () =>
		close.mutate(listing, {
			onSuccess: () => {
				setAsked(false);
				toast(t("pro.listing_closed"));
			},
		});
	return (
		<>
			<div>
				<Button tone="danger" onPress={() => setAsked(true)}>
					{t("pro.listing_close")}
				</Button>
			</div>
			{asked && (
				<Dialog
					title={t("pro.listing_close_title")}
					onClose={() => setAsked(false)}
					footer={
						<Row spread>
							<Button onPress={() => setAsked(false)}>{t("cancel")}</Button>
							<Button tone="danger" busy={close.isPending} onPress={send}>
								{t("pro.listing_close")}
							</Button>
						</Row>
					}
				>
					<Muted>{t("pro.listing_close_words", { n: waiting })}</Muted>
					{close.isError && <ProblemBox error={close.error} />}
				</Dialog>
			)}
		</>
	);
}

/** How many wait for this very listing: a new price meets nobody of them upward. */
function useWaitingFor(advisor: string, listing: string): number {
	const line = useLine(advisor).data?.data ?? [];
	return line.filter((row) => row.listing === listing).length;
}

function Edit({ advisor, listing }: Props) {
	const is = useListing(listing);
	const change = useChangeListing(listing);
	const categories = useCategories().data?.data ?? [];
	const waiting = useWaitingFor(advisor, listing);
	const [draft, setDraft] = useState<Draft>();
	const send = (now: Draft, currency: string) =>
		change.mutate(toAsk(now, currency), {
			onSuccess: () => {
				setDraft(undefined);
				toast(t("pro.listing_saved"));
			},
		});
	return (
		<Answer of={is}>
			{(one) => (
				<Page
					title={one.title}
					width="public"
					intro={
						<Row gap={2}>
							<LinkButton size="small" href={proPaths.listings}>{t("pro.listings")}</LinkButton>
							<LinkButton size="small" href={`/l/${one.id}`}>{t("pro.listing_see")}</LinkButton>
						</Row>
					}
				>
					<ListingForm
						draft={draft ?? draftOf(one)}
						onDraft={setDraft}
						categories={categories}
						currency={one.price.currency}
						busy={change.isPending}
						error={change.error}
						note={<Fine>{t("pro.price_waiting", { n: waiting })}</Fine>}
						onSend={(now) => send(now, one.price.currency)}
						words={t("save")}
					/>
					{one.state === "open" && <CloseIt listing={listing} waiting={waiting} />}
				</Page>
			)}
		</Answer>
	);
}

function Create() {
	const [, go] = useLocation();
	const [draft, setDraft] = useState<Draft>(NEW_DRAFT);
	const create = useCreateListing();
	const categories = (useCategories().data?.data ?? []).filter((one) => one.state === "open");
	const currency = useRules().data?.currency ?? "USD";
	const chosen = { ...draft, category: draft.category || (categories[0]?.id ?? "") };
	const send = (now: Draft) =>
		create.mutate(toAsk(now, currency), {
			onSuccess: () => {
				toast(t("pro.listing_made"));
				go(proPaths.listings);
			},
		});
	return (
		<Page
			title={t("pro.listing_new")}
			width="public"
			intro={
				<Row gap={2}>
					<LinkButton size="small" href={proPaths.listings}>{t("pro.listings")}</LinkButton>
				</Row>
			}
		>
			<Stack>
				<ListingForm
					draft={chosen}
					onDraft={setDraft}
					categories={categories}
					currency={currency}
					busy={create.isPending}
					error={create.error}
					onSend={send}
					words={t("pro.listing_create")}
				/>
			</Stack>
		</Page>
	);
}

export default function ListingPage(props: Props) {
	return props.listing === "new" ? <Create /> : <Edit key={props.listing} {...props} />;
}
