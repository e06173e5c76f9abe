// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { useLocation } from "wouter";
import { useSignOut } from "../app/session";
import { useAvailability, useChangeAvailability } from "../data/desk";
import { t } from "../i18n/t";
import { Answer, Button, Card, Choice, LinkButton, Muted, Page, ProblemBox, Row, Stack, toast } from "../kit";
import type { Advisor } from "./Pro";
import { proPaths } from "./proPaths";

type Line = "open" | "closed";

/** Signing out of the desk: the third place where call backs can be switched off (CB11). */
export default function Leave({ advisor }: Advisor) {
	const [, go] = useLocation();
	const availability = useAvailability(advisor);
	const change = useChangeAvailability(advisor);
	const signOut = useSignOut();
	const [line, setLine] = useState<Line>("open");
	const leave = () =>
		change.mutate(
			{ intent: "away", callbacks_on: line === "open" },
			{
				onSuccess: () =>
					signOut.mutate(undefined, {
						onSuccess: () => {
							toast(t("signed_out"));
							go("/");
						},
					}),
			},
		);
	return (
		<Page title={t("pro.leave.title")} width="narrow">
			<Answer of={availability}>
				{(is) => (
					<Card>
						<Stack>
							<Muted>{t("pro.leave.words", { n: is.waiting })}</Muted>
							<Choice
								legend={t("pro.away.question")}
								look="rows"
								options={[
									{ value: "open", label: t("pro.away.open"), note: t("pro.away.open_note") },
									{ value: "closed", label: t("pro.away.closed"), note: t("pro.away.closed_note") },
								]}
								value={line}
								onChoose={setLine}
							/>
							<Muted>{t("pro.self_healing")}</Muted>
							{change.isError && <ProblemBox error={change.error} />}
							<Row spread>
								<LinkButton href={proPaths.console}>{t("cancel")}</LinkButton>
								<Button tone="primary" busy={change.isPending || signOut.isPending} onPress={leave}>
									{t("pro.leave.go")}
								</Button>
							</Row>
						</Stack>
					</Card>
				)}
			</Answer>
		</Page>
	);
}
