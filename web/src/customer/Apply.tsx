// SPDX-License-Identifier: Apache-2.0
import "./texts";
import "../offer/texts";
import { Guard } from "../app/Guard";
import { paths } from "../app/paths";
import { useRules } from "../app/rules";
import type { Me } from "../app/session";
import { useNumbers } from "../data/account";
import { useOwnApplications } from "../data/applications";
import { Answer, Card, LinkButton, Muted, Page, Stack } from "../kit";
import { t } from "../i18n/t";
import { Applied, Declined } from "./Applied";
import { ApplyForm } from "./ApplyForm";
import { Numbers } from "./Numbers";

const Advises = () => (
	<Card label={t("apply.advises")}>
		<h2>{t("apply.advises")}</h2>
		<Muted>{t("apply.advises_words")}</Muted>
		<div>
			<LinkButton tone="primary" href={paths.pro}>
				{t("apply.console")}
			</LinkButton>
		</div>
	</Card>
);

const NumberFirst = ({ account }: { account: string }) => (
	<section aria-labelledby="number-first">
		<Stack>
			<h2 id="number-first">{t("apply.number_first")}</h2>
			<Muted>{t("apply.number_words")}</Muted>
			<Numbers account={account} bare />
		</Stack>
	</section>
);

function Applying({ me }: { me: Me }) {
	const own = useOwnApplications(me.id);
	const numbers = useNumbers(me.id);
	const open = useRules().data?.applications_open ?? true;
	return (
		<Answer of={own}>
			{([last]) => (
				<Stack>
					<div role="status">
						{last?.state === "pending" && <Applied is={last} />}
						{last?.state === "declined" && <Declined is={last} />}
					</div>
					{last?.state !== "pending" && !open && <Muted>{t("apply.closed")}</Muted>}
					{last?.state !== "pending" && open && (
						<Answer of={numbers}>
							{(page) => (page.data.some((one) => one.proved) ? <ApplyForm key={last?.id ?? "first"} me={me} last={last} /> : <NumberFirst account={me.id} />)}
						</Answer>
					)}
				</Stack>
			)}
		</Answer>
	);
}

/** Asking to become an advisor, and what came of it. */
export default function Apply() {
	return (
		<Guard>
			{(me) => (
				<Page title={t("apply.title")} width="narrow" intro={!me.advisor && <Muted>{t("apply.words")}</Muted>}>
					{me.advisor ? <Advises /> : <Applying me={me} />}
				</Page>
			)}
		</Guard>
	);
}
