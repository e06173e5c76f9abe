// SPDX-License-Identifier: Apache-2.0
import { PhoneCall } from "lucide-react";
import type { FormEvent } from "react";
import { useLocation } from "wouter";
import { paths } from "../app/paths";
import { type NumberRow, useBalance } from "../data/account";
import type { Advisor, Listing } from "../data/catalogue";
import { useCallNow, type useReservation } from "../data/reserve";
import { Button, Dialog, Fine, ProblemBox, Stack, useStale } from "../kit";
import type { Schemas } from "../lib/api";
import { useKeyOf } from "../lib/key";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";
import { AskFields } from "./AskFields";
import { useAskDraft } from "./askForm";
import { Kept } from "./Kept";
import { PriceSheet } from "./PriceSheet";
import { ProveHere } from "./ProveLater";
import { Taken } from "./Taken";

type Props = {
	listing: Listing;
	advisor: Advisor;
	rules: Schemas["Rules"];
	numbers: NumberRow[];
	account: string;
	kept: Schemas["Reservation"] | undefined;
	extend: ReturnType<typeof useReservation>["extend"];
	title: string;
	onClose: () => void;
	onUsed: () => void;
};

const FIELDS = ["number", "reason"];

export function CallForm({ listing, advisor, rules, numbers, account, kept, extend, title, onClose, onUsed }: Props) {
	const [, go] = useLocation();
	const stale = useStale();
	const balance = useBalance().data;
	const form = useAskDraft(listing.id, numbers);
	const call = useCallNow();
	const keys = useKeyOf();
	const problem = call.error ? problemOf(call.error) : undefined;
	const inFields = problem?.errors.some((one) => FIELDS.includes(one.field));

	const send = (event: FormEvent) => {
		event.preventDefault();
		const reason = form.draft.reason.trim();
		const body = { listing: listing.id, number: form.number, ...(reason && { reason }) };
		call.mutate(
			{ key: keys.of(body), ...body },
			{
				onError: keys.refused,
				onSuccess: (callback) => {
					onUsed();
					form.forget();
					go(paths.line(callback.id), { replace: true });
				},
			},
		);
	};

	if (problem?.code === "advisor_not_free") return <Taken listing={listing} advisor={advisor} title={title} onClose={onClose} />;
	const proving = problem?.code === "number_not_proved";
	return (
		<Dialog
			title={title}
			onClose={onClose}
			footer={
				!proving && (
					<Button type="submit" form="call-now" tone="primary" size="big" wide busy={call.isPending} disabled={stale} icon={<PhoneCall size={20} aria-hidden />}>
						{t("call_now.ring")}
					</Button>
				)
			}
		>
			{kept && <Kept kept={kept} advisor={advisor} extend={extend} />}
			{proving && (
				<ProveHere
					account={account}
					number={form.number}
					onBack={() => call.reset()}
					onProved={(number) => {
						form.change({ chosen: number, typed: "" });
						call.reset();
					}}
				/>
			)}
			<form id="call-now" onSubmit={send} noValidate hidden={proving}>
				<Stack gap={6}>
					<AskFields form={form} numbers={numbers} advisor={advisor.nickname} most={rules.reason_most} problem={problem} />
					<PriceSheet price={listing.price} rules={rules} balance={balance} />
					{problem && !inFields && <ProblemBox error={problem} />}
					<Fine>{t("call_now.order", { name: advisor.nickname })}</Fine>
				</Stack>
			</form>
		</Dialog>
	);
}
