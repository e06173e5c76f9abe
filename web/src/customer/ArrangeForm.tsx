// SPDX-License-Identifier: Apache-2.0
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { paths } from "../app/paths";
import type { Me } from "../app/session";
import { type NumberRow, useBalance } from "../data/account";
import { useArrange } from "../data/callbacks";
import { type Advisor, type Listing, useForecast } from "../data/catalogue";
import { useCallNow } from "../data/reserve";
import { Button, Dialog, LinkButton, ProblemBox, Row, Stack, useStale, useZone } from "../kit";
import type { Money, Schemas } from "../lib/api";
import { now, useNow } from "../lib/clock";
import { useKeyOf } from "../lib/key";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";
import { AskFields } from "./AskFields";
import { useAskDraft } from "./askForm";
import { PriceChange } from "./PriceChange";
import { PriceSheet } from "./PriceSheet";
import { ProveHere } from "./ProveLater";
import { SignInFirst } from "./SignInFirst";
import { Standing } from "./Standing";
import { WaitChoice } from "./WaitChoice";
import { CUSTOM, quarters, untilOf, waitChoices } from "./waits";

type Props = {
	listing: Listing;
	advisor: Advisor;
	rules: Schemas["Rules"];
	numbers: NumberRow[];
	me: Me | null;
	first: Money;
	onClose: () => void;
};

const FIELDS = ["number", "expires_at", "wait_seconds", "reason"];
const MINUTE_MS = 60_000;

export function ArrangeForm({ listing, advisor, rules, numbers, me, first, onClose }: Props) {
	const zone = useZone();
	const [, go] = useLocation();
	const stale = useStale();
	const balance = useBalance(Boolean(me?.customer)).data;
	const expected = useForecast(listing.id, advisor).data;
	const arrange = useArrange();
	const callNow = useCallNow();
	const keys = useKeyOf();
	const form = useAskDraft(listing.id, numbers);
	useNow(MINUTE_MS);
	const [opened] = useState(now);
	const times = quarters(opened, rules);
	const choices = waitChoices(rules);
	const usual = choices.find((one) => one.value === "3600")?.value ?? choices[0]?.value ?? CUSTOM;
	const wait = choices.some((one) => one.value === form.draft.wait) ? form.draft.wait : usual;
	const custom = times.includes(form.draft.custom) ? form.draft.custom : (times[3] ?? times[0] ?? opened);
	const until = untilOf(wait, custom, now(), rules, zone);
	const free = advisor.button === "call_now";
	const asked = callNow.error ?? arrange.error;
	const problem = asked ? problemOf(asked) : undefined;
	const inFields = problem?.errors.some((one) => FIELDS.includes(one.field));
	const proving = me && problem?.code === "number_not_proved";
	const reset = () => (arrange.reset(), callNow.reset());

	const send = (event: FormEvent) => {
		event.preventDefault();
		reset();
		const reason = form.draft.reason.trim();
		const ask = { listing: listing.id, number: form.number, ...(reason && { reason }) };
		// Whole minutes, so that a second press is the same intention.
		const seconds = Number(wait) || Math.round((until.getTime() - now()) / MINUTE_MS) * 60;
		const done = {
			onError: keys.refused,
			onSuccess: (callback: { id: string }) => {
				form.forget();
				go(paths.line(callback.id), { replace: true });
			},
		};
		const time = Number(wait) || free ? { wait_seconds: seconds } : { expires_at: until.toISOString() };
		const body = { ...ask, ...time };
		const key = keys.of([free, body]);
		if (free) callNow.mutate({ key, ...ask, wait_seconds: seconds }, done);
		else arrange.mutate({ key, ...body }, done);
	};

	const submit = (
		<Button type="submit" form="arrange" tone="primary" size="big" wide busy={arrange.isPending || callNow.isPending} disabled={stale}>
			{free ? t("arrange.call_me_now") : t("arrange.put_me_in_line")}
		</Button>
	);
	return (
		<Dialog title={t("arrange.title", { name: advisor.nickname })} onClose={onClose} footer={!proving && (me ? submit : <SignInFirst />)}>
			{proving && (
				<ProveHere
					account={me.id}
					number={form.number}
					onBack={reset}
					onProved={(number) => {
						form.change({ chosen: number, typed: "" });
						reset();
					}}
				/>
			)}
			<form id="arrange" onSubmit={send} noValidate hidden={Boolean(proving)}>
				<Stack gap={6}>
					<Standing advisor={advisor} expected={expected} />
					<PriceChange first={first} now={listing.price} />
					<WaitChoice
						choices={choices}
						odds={expected?.odds}
						times={times}
						wait={wait}
						custom={custom}
						until={until}
						onWait={(next) => form.change({ wait: next })}
						onCustom={(at) => form.change({ custom: at })}
						error={problem?.of("wait_seconds") ?? problem?.of("expires_at")}
					/>
					<AskFields form={form} numbers={numbers} advisor={advisor.nickname} most={rules.reason_most} problem={problem} />
					<PriceSheet price={listing.price} rules={rules} balance={balance} />
					{problem && !inFields && <ProblemBox error={problem} />}
					<Row>
						<LinkButton tone="quiet" replace href={paths.appointment(listing.id)}>
							{t("button.appointment")}
						</LinkButton>
						<LinkButton tone="quiet" href={paths.write(listing.advisor)}>
							{t("button.mail")}
						</LinkButton>
					</Row>
				</Stack>
			</form>
		</Dialog>
	);
}
