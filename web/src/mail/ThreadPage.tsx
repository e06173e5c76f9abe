// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";
import { Guard } from "../app/Guard";
import { type Mail, useMarkRead, useReply, useThread } from "../data/mail";
import { t } from "../i18n/t";
import { problemOf } from "../lib/problem";
import { Button, Clock, LinkButton, Muted, Page, Pages, ProblemBox, Row, Stack, TextArea } from "../kit";
import { cx } from "../kit/cx";
import css from "./mail.module.css";
import "./texts";

const Letter = ({ mail }: { mail: Mail }) => (
	<li className={cx(css.letter, mail.yours && css.yours)}>
		<span className={css.top}>
			<strong>{mail.yours ? t("mail.you") : mail.from}</strong>
			<Clock at={mail.at} as="date-time" />
		</span>
		<p className={css.body}>{mail.body}</p>
	</li>
);

function Reply({ thread }: { thread: string }) {
	const [body, setBody] = useState("");
	const reply = useReply(thread);
	const wrong = reply.isError ? problemOf(reply.error) : undefined;
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				reply.mutate(body, { onSuccess: () => setBody("") });
			}}
		>
			<Stack gap={3}>
				<TextArea label={t("mail.reply")} value={body} rows={4} maxLength={4000} required onText={setBody} error={wrong?.of("body")} />
				{wrong && !wrong.of("body") && <ProblemBox error={reply.error} />}
				<Row>
					<Button type="submit" tone="primary" busy={reply.isPending}>
						{t("mail.send")}
					</Button>
					<LinkButton href="/mail">{t("mail.all")}</LinkButton>
				</Row>
			</Stack>
		</form>
	);
}

function Letters({ thread }: { thread: string }) {
	const mails = useThread(thread);
	const { mutate: markRead } = useMarkRead();
	const is = mails.data?.pages[0]?.thread;
	const unread = is?.unread ?? 0;
	useEffect(() => {
		if (unread > 0) markRead(thread);
	}, [unread, thread, markRead]);
	return (
		<Page title={is?.subject ?? t("mail.title")} intro={is && <Muted>{t("mail.with", { name: is.with })}</Muted>}>
			<Reply thread={thread} />
			<Pages of={mails} empty={<Muted>{t("mail.none")}</Muted>}>
				{(rows) => (
					<ol className={css.letters}>
						{rows.map((mail) => (
							<Letter key={mail.id} mail={mail} />
						))}
					</ol>
				)}
			</Pages>
		</Page>
	);
}

/** One thread, newest first; seen is read. */
export default function ThreadPage({ params }: { params: { thread: string } }) {
	return <Guard>{() => <Letters key={params.thread} thread={params.thread} />}</Guard>;
}
