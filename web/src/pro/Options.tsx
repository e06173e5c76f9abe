// SPDX-License-Identifier: Apache-2.0
import { useAvailability, useChangeAvailability } from "../data/desk";
import { t } from "../i18n/t";
import { Answer, Card, Fine, Muted, Page, Panel, ProblemBox, Stack, StaleNote, Switch, toast, useStale } from "../kit";
import { Phones } from "./Phones";
import type { Advisor } from "./Pro";

function CallBacks({ advisor }: { advisor: string }) {
	const availability = useAvailability(advisor);
	const change = useChangeAvailability(advisor);
	const stale = useStale();
	const send = (callbacks_on: boolean) =>
		change.mutate({ callbacks_on }, { onSuccess: (is) => toast(t(is.callbacks_on ? "pro.cb_on" : "pro.cb_off")) });
	return (
		<Answer of={availability} lines={2}>
			{(is) => (
				<Card>
					<Stack gap={3}>
						<Switch
							label={t("pro.callbacks")}
							note={t(is.callbacks_on ? "pro.callbacks_on_note" : "pro.callbacks_off_note")}
							on={is.callbacks_on}
							onSwitch={send}
							busy={change.isPending}
							disabled={stale}
						/>
						<Muted>{t("pro.self_healing")}</Muted>
						<Fine>{t("pro.rule.phone")}</Fine>
						{change.isError && <ProblemBox error={change.error} />}
					</Stack>
				</Card>
			)}
		</Answer>
	);
}

/** What the advisor decides once: call backs, phones in order; and how wrap-up goes. */
export default function Options({ advisor, account }: Advisor) {
	return (
		<Page title={t("pro.nav.options")} width="public">
			<StaleNote />
			<Panel title={t("pro.callbacks")}>
				<CallBacks advisor={advisor} />
			</Panel>
			<Panel title={t("pro.phones")}>
				<Phones account={account} />
			</Panel>
			<Panel title={t("pro.wrap.card")}>
				<Card tone="sunk">
					<Muted>{t("pro.wrap.how")}</Muted>
				</Card>
			</Panel>
		</Page>
	);
}
