// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { type ArrangedCall, type Availability, type AvailabilityPatch, useChangeAvailability } from "../data/desk";
import { type MessageKey, t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { AdvisorLamp, Card, Choice, Fine, ProblemBox, Row, Stack, Switch, toast, useStale } from "../kit";
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
	const said = [t(WORDS[is.intent])];
	if (is.callbacks_switched_on) said.push(t("pro.switched_on"));
	else if (was.callbacks_on !== is.callbacks_on) said.push(t(is.callbacks_on ? "pro.cb_on" : "pro.cb_off"));
	const becomes = was.intent !== "taking_calls" && is.intent === "taking_calls";
	if (becomes && next && was.activity === "idle") said.push(t("pro.called_now", { name: next.customer_nickname }));
	return said.join(". ").concat(".");
}

type Props = { advisor: string; is: Availability; next?: ArrangedCall | undefined };

/** Never ahead of the daemon: the choice moves when the answer is there. */
export function AvailabilityForm({ advisor, is, next }: Props) {
	const change = useChangeAvailability(advisor);
	const stale = useStale();
	const [leaving, setLeaving] = useState(false);
	const send = (body: AvailabilityPatch) =>
		change.mutate(body, {
			onSuccess: (now) => {
				setLeaving(false);
				toast(sideEffects(is, now, next));
			},
		});
	const choose = (intent: Intent) => {
		if (intent === "away" && is.waiting > 0 && is.callbacks_on) setLeaving(true);
		else send({ intent });
	};
	const busy = change.isPending;
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
					disabled={busy || stale}
				/>
				<span role="status">{busy ? t("pro.switching") : <AdvisorLamp of={is} />}</span>
			</Row>
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
			</Stack>
			{change.isError && <ProblemBox error={change.error} />}
			{leaving && (
				<AwayDialog
					waiting={is.waiting}
					busy={busy}
					onClose={() => setLeaving(false)}
					onAway={(open) => send({ intent: "away", callbacks_on: open })}
				/>
			)}
		</Card>
	);
}
