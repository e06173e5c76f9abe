// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { useLocation } from "wouter";
import { useThreads, useWrite } from "../data/mail";
import { useAdvisor } from "../data/catalogue";
import { t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { problemOf } from "../lib/problem";
import { Button, Card, ProblemBox, Stack, TextArea, TextField, toast } from "../kit";

const recipientOf = (to: string): Pick<Schemas["MailAsk"], "to_advisor" | "to_customer"> =>
	to.startsWith("adv_") ? { to_advisor: to } : { to_customer: to };

/** The other one's name, where it is known already. */
function useName(to: string): string | undefined {
	const advisor = useAdvisor(to.startsWith("adv_") ? to : undefined).data?.nickname;
	const threads = useThreads().data?.pages.flatMap((page) => page.data) ?? [];
	return advisor ?? threads.find((thread) => thread.advisor === to || thread.customer === to)?.with;
}

/** `about`: the words are there already, to be sent or changed. */
export function Compose({ to, about }: { to: string; about?: "missed" | undefined }) {
	const [, go] = useLocation();
	const [subject, setSubject] = useState(about ? t("mail.missed_subject") : "");
	const [body, setBody] = useState(about ? t("mail.missed_body") : "");
	const name = useName(to);
	const write = useWrite();
	const wrong = write.isError ? problemOf(write.error) : undefined;
	const send = () =>
		write.mutate(
			{ ...recipientOf(to), body, ...(subject.trim() && { subject }) },
			{
				onSuccess: (sent) => {
					toast(t("mail.sent"));
					go(`/mail/${sent.thread.id}`, { replace: true });
				},
			},
		);
	return (
		<Card label={t("mail.new")}>
			<form
				onSubmit={(event) => {
					event.preventDefault();
					send();
				}}
			>
				<Stack gap={3}>
					<h2>{name ? t("mail.to", { name }) : t("mail.new")}</h2>
					<TextField label={t("mail.subject")} hint={t("mail.subject_hint")} value={subject} maxLength={120} onText={setSubject} error={wrong?.of("subject")} />
					<TextArea label={t("mail.body")} value={body} rows={6} maxLength={4000} required onText={setBody} error={wrong?.of("body")} />
					{wrong && !wrong.of("body") && !wrong.of("subject") && <ProblemBox error={write.error} />}
					<div>
						<Button type="submit" tone="primary" busy={write.isPending}>
							{t("mail.send")}
						</Button>
					</div>
				</Stack>
			</form>
		</Card>
	);
}
