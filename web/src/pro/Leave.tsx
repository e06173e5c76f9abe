// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { useLocation } from "wouter";
import { useSignOut } from "../app/session";
import { type Availability, useAvailability, useChangeAvailability } from "../data/desk";
import { t } from "../i18n/t";
import { Answer, Button, Card, Fine, LinkButton, Muted, Page, ProblemBox, Row, Stack, StaleNote, toast, useStale } from "../kit";
import { LineQuestion } from "./AwayDialog";
import type { Advisor } from "./Pro";
import { proPaths } from "./proPaths";

type Line = "open" | "closed";

function Question({ is }: { is: Availability }) {
	const [, go] = useLocation();
	const change = useChangeAvailability(is.advisor);
	const signOut = useSignOut();
	const stale = useStale();
	const [line, setLine] = useState<Line>(is.callbacks_on ? "open" : "closed");
	const talks = is.activity === "on_call";
	const out = () =>
		signOut.mutate(undefined, {
			onSuccess: () => {
				toast(t("signed_out"));
				go("/");
			},
		});
	const leave = () =>
		change.mutate({ callbacks_on: line === "open", ...(talks ? { after_call: "away" } : { intent: "away" }) }, { onSuccess: out });
	return (
		<Card>
			<form
				onSubmit={(event) => {
					event.preventDefault();
					leave();
				}}
			>
				<Stack>
					<Muted>{t("pro.leave.words", { n: is.waiting })}</Muted>
					{talks && <Muted>{t("pro.leave.talks")}</Muted>}
					<LineQuestion value={line} onChoose={setLine} />
					<Fine>{t("pro.appointments_none")}</Fine>
					{change.isError && <ProblemBox error={change.error} />}
					{signOut.isError && <ProblemBox error={signOut.error} />}
					<Row spread>
						<LinkButton href={proPaths.console}>{t("cancel")}</LinkButton>
						<Button type="submit" tone="primary" disabled={stale} busy={change.isPending || signOut.isPending}>
							{t("pro.leave.go")}
						</Button>
					</Row>
				</Stack>
			</form>
		</Card>
	);
}

/** Signing out of the desk: the third place where call backs can be switched off (CB11). */
export default function Leave({ advisor }: Advisor) {
	const availability = useAvailability(advisor);
	return (
		<Page title={t("pro.leave.title")} width="narrow">
			<StaleNote />
			<Answer of={availability}>{(is) => <Question is={is} />}</Answer>
		</Page>
	);
}
