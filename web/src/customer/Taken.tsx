// SPDX-License-Identifier: Apache-2.0
import { paths } from "../app/paths";
import type { Advisor, Listing } from "../data/catalogue";
import { AdvisorLamp, Dialog, LinkButton, Muted, Row } from "../kit";
import { t } from "../i18n/t";

type Props = { listing: Listing; advisor: Advisor; title: string; onClose: () => void };

/** Somebody was faster: the place that the line would give, one tap away. What was filled in goes along. */
export function Taken({ listing, advisor, title, onClose }: Props) {
	const joins = advisor.callbacks_on;
	return (
		<Dialog
			title={title}
			onClose={onClose}
			footer={
				<LinkButton tone="primary" size="big" wide replace href={joins ? paths.arrange(listing.id) : paths.write(listing.advisor)}>
					{joins ? t("call_now.join", { n: advisor.waiting + 1 }) : t("button.mail")}
				</LinkButton>
			}
		>
			<div role="status">
				<p>
					<strong>{t("call_now.taken", { name: advisor.nickname })}</strong>
				</p>
			</div>
			<Row>
				<AdvisorLamp of={advisor} />
				<Muted>{t("line.waiting", { n: advisor.waiting })}</Muted>
			</Row>
			{joins && <p>{t("call_now.taken_words")}</p>}
		</Dialog>
	);
}
