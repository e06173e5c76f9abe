// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { useRules } from "../app/rules";
import { type ArrangedCall, type Availability, type AvailabilityPatch, useChangeAvailability } from "../data/desk";
import { type MessageKey, t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { AdvisorLamp, Button, Card, Chip, Choice, Fine, ProblemBox, Row, Stack, Switch, toast, useStale } from "../kit";
import { AwayDialog } from "./AwayDialog";

type Intent = Schemas["Intent"];
const INTENTS: Intent[] = ["taking_calls", "arrange_only", "away"];
const WORDS: Record<Intent, MessageKey> = {
	taking_calls: "pro.intent.taking_calls",
	arrange_only: "pro.intent.arrange_only",
	away: "pro.intent.away",
};

/** What happened besides the change itself, in one sentence each (CB12, CB13). */
function sideEffects(was: Availability, is: Availability, next: ArrangedCall | undefined): string {
	const said = [is.after_call ? t("pro.after_call", { intent: t(WORDS[is.after_call as Intent]) }) : t(WORDS[is.intent])];
	if (is.callbacks_switched_on) said.push(t("pro.switched_on"));
	else if (was.callbacks_on !== is.callbacks_on) said.push(t(is.callbacks_on ? "pro.cb_on" : "pro.cb_off"));
	const becomes = was.intent !== "taking_calls" && is.intent === "taking_calls";
	if (becomes && next && was.activity === "idle") said.push(t("pro.called_now", { name: next.customer_nickname }));
	return said.join(". ").concat(".");
}

/** While somebody talks, a wish to stop waits for the end of the call. */
const waitsForCall = (is: Availability): boolean => is.activity === "on_call" && is.intent === "taking_calls";

type Props = { advisor: string; is: Availability; next?: ArrangedCall | undefined };

function AfterCall({ intent, busy, onCancel }: { intent: Intent; busy: boolean; onCancel: () => void }) {
	return (
		<Row gap={2}>
			<Chip shape="clock" tone="wait">
				{t("pro.after_call", { intent: t(WORDS[intent]) })}
			</Chip>
			<Button size="small" busy={busy} onPress={onCancel}>
				{t("pro.after_call_cancel")}
			</Button>
		</Row>
	);
}

/** Never ahead of the daemon: the choice moves when the answer is there. */
export function AvailabilityForm({ advisor, is, next }: Props) {
	const change = useChangeAvailability(advisor);
	const stale = useStale();
	const pause = useRules().data?.break_seconds ?? 0;
	const [leaving, setLeaving] = useState(false);
	const later = waitsForCall(is);
	const busy = change.isPending;
	const send = (body: AvailabilityPatch) =>
		change.mutate(body, {
			onSuccess: (now) => {
				setLeaving(false);
				toast(sideEffects(is, now, next));
			},
		});
	const want = (intent: Intent, more: AvailabilityPatch = {}) =>
		send(later && intent !== "taking_calls" ? { after_call: intent, ...more } : { intent, ...more });
	const choose = (intent: Intent) => {
		// Not switched off meanwhile: that would take the focus away from who works by keyboard.
		if (busy) return;
		if (intent === "away" && is.waiting > 0) setLeaving(true);
		else want(intent);
	};
	return (
		<Card label={t("pro.availability")}>
			<Row spread gap={4}>
				<Choice
					legend={t("pro.availability")}
					hideLegend
					look="bar"
					options={INTENTS.map((value) => ({ value, label: t(WORDS[value]) }))}
					value={is.intent}
					onChoose={choose}
					disabled={stale}
				/>
				<span role="status">{busy ? t("pro.switching") : <AdvisorLamp of={is} />}</span>
			</Row>
			{is.after_call && <AfterCall intent={is.after_call as Intent} busy={busy} onCancel={() => send({ after_call: null })} />}
			{later && !is.after_call && <Fine>{t("pro.after_call_note")}</Fine>}
			<Stack gap={2}>
				<Switch
					label={t("pro.callbacks")}
					note={t(is.callbacks_on ? "pro.callbacks_on_note" : "pro.callbacks_off_note")}
					on={is.callbacks_on}
					onSwitch={(on) => send({ callbacks_on: on })}
					busy={busy}
					disabled={stale}
				/>
				{!is.callbacks_on && <Fine>{t("pro.self_healing")}</Fine>}
				{is.intent === "taking_calls" && !is.call && pause > 0 && (
					<div>
						<Button
							size="small"
							busy={busy}
							disabled={stale}
							onPress={() => send({ intent: "arrange_only", back_in_seconds: pause })}
						>
							{t("pro.pause", { n: Math.round(pause / 60) })}
						</Button>
					</div>
				)}
			</Stack>
			{change.isError && !leaving && <ProblemBox error={change.error} />}
			{leaving && (
				<AwayDialog
					waiting={is.waiting}
					later={later}
					open={is.callbacks_on}
					error={change.error}
					busy={busy}
					onClose={() => setLeaving(false)}
					onAway={(open) => want("away", { callbacks_on: open })}
				/>
			)}
		</Card>
	);
}
