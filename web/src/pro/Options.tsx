// SPDX-License-Identifier: Apache-2.0
import { useAvailability, useChangeAvailability } from "../data/desk";
import { useOptions } from "../data/options";
import { t } from "../i18n/t";
import { Answer, Card, Fine, Muted, Page, Panel, ProblemBox, Stack, StaleNote, Switch, toast, useStale } from "../kit";
import { Phones } from "./Phones";
import { Pin } from "./Pin";
import type { Advisor } from "./Pro";
import { ThisBrowser } from "./ThisBrowser";
import { WrapUpLength } from "./WrapUpLength";

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

/** What is not there yet says so, and what customers get meanwhile. */
const Appointments = () => (
	<Card>
		<Switch label={t("pro.appointments")} note={t("pro.appointments_none")} on={false} onSwitch={() => undefined} disabled />
	</Card>
);

/** What the advisor decides once: who may join, which phones ring, the PIN, how wrap-up goes. */
export default function Options({ advisor, account }: Advisor) {
	const options = useOptions(advisor);
	return (
		<Page title={t("pro.nav.options")} width="public">
			<StaleNote />
			<Panel title={t("pro.callbacks")}>
				<CallBacks advisor={advisor} />
			</Panel>
			<Panel title={t("pro.appointments")}>
				<Appointments />
			</Panel>
			<Panel title={t("pro.phones")}>
				<Phones account={account} />
			</Panel>
			<Panel title={t("pro.wrap.card")}>
				<Answer of={options}>{(is) => <WrapUpLength advisor={advisor} options={is} />}</Answer>
			</Panel>
			<Panel title={t("pro.pin_panel")}>
				<Answer of={options}>{(is) => <Pin advisor={advisor} options={is} />}</Answer>
			</Panel>
			<Panel title={t("pro.browser")}>
				<ThisBrowser />
			</Panel>
		</Page>
	);
}
