// SPDX-License-Identifier: Apache-2.0
import { type FormEvent, type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import { paths } from "../app/paths";
import { type NumberRow, useBalance } from "../data/account";
import { useArrange } from "../data/callbacks";
import type { Advisor, Listing } from "../data/catalogue";
import { Button, Choice, Clock, Dialog, Fine, ProblemBox, Select, Stack, TextArea, useStale, useZone } from "../kit";
import { type Schemas } from "../lib/api";
import { now } from "../lib/clock";
import { useKeyOf } from "../lib/key";
import { Problem } from "../lib/problem";
import { showTime } from "../lib/time";
import { currentLocale, t } from "../i18n/t";
import { NumberChoice, OTHER } from "./NumberChoice";
import { PriceSheet } from "./PriceSheet";
import { CUSTOM, quarters, untilOf, waitChoices } from "./waits";

type Props = {
	listing: Listing;
	advisor: Advisor;
	rules: Schemas["Rules"];
	numbers: NumberRow[];
	title: string;
	onClose: () => void;
	children: ReactNode;
};

const FIELDS = ["number", "expires_at", "wait_seconds", "reason"];

export function ArrangeForm({ listing, advisor, rules, numbers, title, onClose, children }: Props) {
	const zone = useZone();
	const [, go] = useLocation();
	const stale = useStale();
	const balance = useBalance().data;
	const arrange = useArrange();
	const keyOf = useKeyOf();
	const [opened] = useState(now);
	const times = quarters(opened, rules);
	const choices = waitChoices(rules);
	const [wait, setWait] = useState(choices.find((one) => one.value === "3600")?.value ?? choices[0]?.value ?? CUSTOM);
	const [custom, setCustom] = useState(times[3] ?? times[0] ?? opened);
	const [chosen, setChosen] = useState(numbers.find((one) => one.proved)?.number ?? OTHER);
	const [typed, setTyped] = useState("");
	const [reason, setReason] = useState("");
	const problem = arrange.error instanceof Problem ? arrange.error : undefined;
	const until = untilOf(wait, custom, now(), rules, zone);
	const free = advisor.button === "call_now";
	const shownElsewhere = problem?.errors.length && problem.errors.every((one) => FIELDS.includes(one.field));

	const send = (event: FormEvent) => {
		event.preventDefault();
		const number = chosen === OTHER ? typed.trim() : chosen;
		const time = wait === CUSTOM || !Number(wait) ? { expires_at: until.toISOString() } : { wait_seconds: Number(wait) };
		const body = { listing: listing.id, number, ...time, ...(reason.trim() && { reason: reason.trim() }) };
		arrange.mutate(
			{ key: keyOf(body), ...body },
			{
				onSuccess: (callback) => go(paths.line(callback.id), { replace: true }),
			},
		);
	};

	return (
		<Dialog
			title={title}
			onClose={onClose}
			footer={
				<Button type="submit" form="arrange" tone="primary" size="big" wide busy={arrange.isPending} disabled={stale}>
					{free ? t("arrange.call_me_now") : t("arrange.put_me_in_line")}
				</Button>
			}
		>
			<form id="arrange" onSubmit={send} noValidate>
				<Stack gap={6}>
			{children}
			<Choice legend={t("arrange.how_long")} options={choices} value={wait} onChoose={setWait} error={problem?.of("wait_seconds") ?? problem?.of("expires_at")} />
			{wait === CUSTOM && (
				<Select
					label={t("arrange.until_time")}
					value={String(custom)}
					onText={(text) => setCustom(Number(text))}
					options={times.map((at) => ({ value: String(at), label: showTime(new Date(at), "date-time", zone, currentLocale()) }))}
				/>
			)}
			<Fine>
				{t("arrange.not_free_by")} <Clock at={until.toISOString()} as="time-zone" />
				{t("arrange.then_nothing")}
			</Fine>
			<NumberChoice
				numbers={numbers}
				chosen={chosen}
				onChoose={setChosen}
				typed={typed}
				onType={setTyped}
				advisor={advisor.nickname}
				error={problem?.of("number")}
			/>
			<TextArea
				label={t("arrange.reason", { name: advisor.nickname })}
				hint={t("arrange.reason_hint", { most: rules.reason_most })}
				maxLength={rules.reason_most}
				value={reason}
				onText={setReason}
				error={problem?.of("reason")}
			/>
			<PriceSheet price={listing.price} rules={rules} balance={balance} />
			{arrange.error && !shownElsewhere && <ProblemBox error={arrange.error} />}
				</Stack>
			</form>
		</Dialog>
	);
}
