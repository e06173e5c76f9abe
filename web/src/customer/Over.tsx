// SPDX-License-Identifier: Apache-2.0
import { paths } from "../app/paths";
import type { Callback } from "../data/callbacks";
import { Card, Chip, Clock, LinkButton, Muted, Row } from "../kit";
import { t } from "../i18n/t";
import { LADDER } from "./ladder";
import css from "./Place.module.css";

/** How it ended, and what can be done next; whoever has only a link is shown the outcome. */
export function Over({ callback, words, mayArrange }: { callback: Callback; words: string; mayArrange: boolean }) {
	const look = LADDER[callback.state];
	const talked = callback.state === "completed" && callback.call;
	return (
		<Card>
			<div className={css.centre}>
				<p className={css.place}>{words}</p>
				<Chip shape={look.shape} tone={look.tone}>
					{callback.ended_at ? <Clock at={callback.ended_at} as="date-time" /> : words}
				</Chip>
				<Muted>{t(`over.${callback.state}`)}</Muted>
				{!mayArrange && talked && callback.call && (
					<LinkButton href={paths.call(callback.call)}>{t("over.receipt_signed")}</LinkButton>
				)}
				{mayArrange && (
					<Row>
						{talked && callback.call && (
							<LinkButton tone="primary" href={paths.call(callback.call)}>
								{t("over.receipt")}
							</LinkButton>
						)}
						<LinkButton tone={talked ? "plain" : "primary"} href={paths.listing(callback.listing)}>
							{t("over.again")}
						</LinkButton>
						{!talked && (
							<>
								<LinkButton href={paths.appointment(callback.listing)}>{t("button.appointment")}</LinkButton>
								<LinkButton href={paths.write(callback.advisor)}>{t("button.mail")}</LinkButton>
							</>
						)}
					</Row>
				)}
			</div>
		</Card>
	);
}
