// SPDX-License-Identifier: Apache-2.0
import { Link, useSearch } from "wouter";
import { Guard } from "../app/Guard";
import { type Thread, useThreads } from "../data/mail";
import { t } from "../i18n/t";
import { Chip, Clock, Empty, Page, Pages } from "../kit";
import { Compose } from "./Compose";
import css from "./mail.module.css";
import "./texts";

const Row = ({ thread }: { thread: Thread }) => (
	<li>
		<Link href={`/mail/${thread.id}`} className={css.thread}>
			<span className={css.top}>
				<strong>{thread.with}</strong>
				<Clock at={thread.last_at} as="date-time" />
			</span>
			<span className={css.top}>
				<span className={css.subject}>{thread.subject}</span>
				{thread.unread > 0 && (
					<Chip shape="disc" tone="live">
						{t("mail.unread", { n: thread.unread })}
					</Chip>
				)}
			</span>
			<span className={css.preview}>{thread.last_is_yours ? t("mail.you_wrote", { words: thread.preview }) : thread.preview}</span>
		</Link>
	</li>
);

/** All threads, the last written first; with ?to=cus_… or ?to=adv_… a new one is begun. */
function Threads() {
	const threads = useThreads();
	const query = new URLSearchParams(useSearch());
	const to = query.get("to");
	const about = query.get("about") === "missed" ? "missed" : undefined;
	return (
		<Page title={t("mail.title")}>
			{to && <Compose key={to} to={to} about={about} />}
			<Pages of={threads} empty={<Empty title={t("mail.none")}>{t("mail.none_tip")}</Empty>}>
				{(rows) => (
					<ul className={css.threads}>
						{rows.map((thread) => (
							<Row key={thread.id} thread={thread} />
						))}
					</ul>
				)}
			</Pages>
		</Page>
	);
}

export default function Mailbox() {
	return <Guard>{() => <Threads />}</Guard>;
}
